/** Ties the worker's side of the protocol to its thread. */
import type { Request } from './protocol'
import { createResponder } from './responder'

const respond = createResponder(
  () => performance.now(),
  (reply, transfer) => self.postMessage(reply, { transfer }),
)

self.onmessage = (event: MessageEvent<Request>) => respond(event.data)
