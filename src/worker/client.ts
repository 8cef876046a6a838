import { isSameScenario } from '../model/workspace'
import EntryWorker from './entry?worker&inline'
import type { Call, Methods, Outcome, Reply, Request, Scenario, WorkerClient } from './protocol'

/** The part of a Worker that the client needs, so that tests can play the worker. */
export interface Port {
  readonly post: (request: Request) => void
  readonly close: () => void
}

export interface PortHandlers {
  readonly onReply: (reply: Reply) => void
  readonly onCrash: (message: string) => void
}

interface Waiting {
  readonly id: number
  readonly method: keyof Methods
  readonly params: Methods[keyof Methods]['params']
  readonly settle: (outcome: Outcome<keyof Methods>) => void
}

/** Questions whose newest asking makes older ones pointless; the others each want their answer. */
const replaceable: ReadonlySet<keyof Methods> = new Set(['analyse', 'explain', 'flows'])

/**
 * Talks to the worker that `open` starts. One question is with the worker at a time; of replaceable ones that wait,
 * only the newest is kept and the older become `superseded`. A worker that crashes is started anew: the question it died
 * of is `failed`, those that wait are asked of the new one.
 */
export function createClient(open: (handlers: PortHandlers) => Port): WorkerClient {
  let port: Port | null = null
  let asked: Waiting | null = null
  let queue: Waiting[] = []
  let lastId = 0
  /** The scenario that the worker has, by identity. */
  let known: Scenario | null = null

  const next = () => {
    if (asked !== null) return
    const [first, ...rest] = queue
    if (!first) return
    queue = rest
    asked = first
    try {
      port ??= open({ onReply, onCrash })
      port.post(requestOf(first, known))
    } catch (error) {
      // Some pages may start no worker, such as one that was opened as a file.
      onCrash(error instanceof Error ? error.message : String(error))
      return
    }
    if ('scenario' in first.params) known = first.params.scenario
  }
  const finish = (outcome: Outcome<keyof Methods>) => {
    const done = asked
    asked = null
    done?.settle(outcome)
    next()
  }
  const onReply = (reply: Reply) => {
    if (asked?.id !== reply.id) return
    // What it failed on may be the new scenario itself; then it still has the one before.
    if (reply.kind === 'failed') known = null
    finish(reply.kind === 'done' ? { kind: 'done', result: reply.result } : reply)
  }
  const onCrash = (message: string) => {
    port?.close()
    port = null
    known = null
    finish({ kind: 'failed', message })
  }

  return {
    call: <M extends keyof Methods>(method: M, params: Methods[M]['params']) =>
      new Promise<Outcome<M>>((resolve) => {
        lastId += 1
        if (replaceable.has(method)) {
          for (const old of queue) if (old.method === method) old.settle({ kind: 'superseded' })
          queue = queue.filter((old) => old.method !== method)
        }
        // The reply carries the id of the question, so its result is of the question's method.
        queue.push({ id: lastId, method, params, settle: resolve as Waiting['settle'] })
        next()
      }),
  }
}

function requestOf({ id, method, params }: Waiting, known: Scenario | null): Request {
  const isKnown = 'scenario' in params && known !== null && isSameScenario(params.scenario, known)
  const call: Call<keyof Methods> = { id, method, params: isKnown ? { ...params, scenario: null } : params }
  return call as Request
}

/**
 * Starts the real worker. Its code is in the page's own script: a worker that is loaded from an address of its own
 * would not be under the page's content security policy, and could make requests.
 */
export function openWorker({ onReply, onCrash }: PortHandlers): Port {
  const worker = new EntryWorker({ name: 'drawbridge' })
  worker.onmessage = (event: MessageEvent<Reply>) => onReply(event.data)
  worker.onerror = (event) => {
    event.preventDefault()
    onCrash(event.message || 'The analysis stopped. It starts again with the next change.')
  }
  worker.onmessageerror = () => onCrash('The analysis gave an answer that could not be read.')
  return {
    post: (request) => worker.postMessage(request),
    close: () => worker.terminate(),
  }
}
