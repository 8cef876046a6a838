/** The worker's side of the protocol: one question in, one answer out. What it computes is in `session`. */
import type { Reply, Request } from './protocol'
import { createSession } from './session'

const session = createSession(() => performance.now())

self.onmessage = (event: MessageEvent<Request>) => {
  self.postMessage(answer(event.data))
}

// A programming error must not leave the question unanswered: the screen keeps the last picture and says what happened.
function answer(request: Request): Reply {
  try {
    return { id: request.id, kind: 'done', result: session.answer(request) }
  } catch (error) {
    return { id: request.id, kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}
