import { isSameScenario } from '../model/workspace'
import EntryWorker from './entry?worker&inline'
import { createUnpacker } from './packed'
import { createPatience } from './patience'
import type {
  Call,
  Methods,
  Outcome,
  PostedScenario,
  Progress,
  Reply,
  Request,
  Scenario,
  WorkerClient,
} from './protocol'

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
const replaceable: ReadonlySet<keyof Methods> = new Set([
  'analyse',
  'matrix',
  'derive',
  'explain',
  'flows',
  'outlook',
  'blockWays',
  'preview',
  'isolatedBy',
  'proposedTexts',
  'templates',
  'policyRules',
])

/**
 * Talks to the worker that `open` starts. One question is with the worker at a time; of replaceable ones that wait,
 * only the newest is kept and the older become `superseded`. A worker that crashes is started anew: the question it died
 * of is `failed`, those that wait are asked of the new one. A worker that computes at length what nobody wants any more is
 * stopped and started anew as well: when it is cancelled, and when the manifests have become much smaller meanwhile.
 */
export function createClient(open: (handlers: PortHandlers) => Port): WorkerClient {
  let port: Port | null = null
  const unpack = createUnpacker()
  let asked: Waiting | null = null
  let queue: readonly Waiting[] = []
  let lastId = 0
  /** The scenario that the worker has, by identity. */
  let known: Scenario | null = null
  let listener: (progress: Progress | null) => void = () => {}
  const patience = createPatience((progress) => listener(progress))

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
    patience.begin(leaveOutdated)
  }
  const finish = (outcome: Outcome<keyof Methods>) => {
    const done = asked
    asked = null
    patience.end()
    done?.settle(outcome)
    next()
  }
  /** The next question starts another worker, which knows nothing. */
  const stop = () => {
    port?.close()
    port = null
    known = null
  }
  const onReply = (reply: Reply) => {
    if (asked?.id !== reply.id) return
    if (reply.kind === 'progress') return patience.hear(reply.progress)
    // What it failed on may be the new scenario itself; then it still has the one before.
    if (reply.kind === 'failed') known = null
    finish(outcomeOf(reply, unpack))
  }
  const onCrash = (message: string) => {
    stop()
    finish({ kind: 'failed', message })
  }
  const leaveOutdated = () => {
    if (asked === null || !patience.isLong() || !isOutdated(asked, queue)) return
    stop()
    finish({ kind: 'superseded' })
  }

  return {
    call: <M extends keyof Methods>(method: M, params: Methods[M]['params']) =>
      new Promise<Outcome<M>>((resolve) => {
        lastId += 1
        if (replaceable.has(method)) queue = supersede(queue, method)
        // The reply carries the id of the question, so its result is of the question's method.
        queue = [...queue, { id: lastId, method, params, settle: resolve as Waiting['settle'] }]
        next()
        leaveOutdated()
      }),
    cancel: () => {
      const withdrawn = queue
      queue = []
      if (asked !== null) stop()
      for (const waiting of withdrawn) waiting.settle({ kind: 'cancelled' })
      finish({ kind: 'cancelled' })
    },
    watch: (listen) => {
      listener = listen
    },
  }
}

function supersede(queue: readonly Waiting[], method: keyof Methods): readonly Waiting[] {
  for (const old of queue) if (old.method === method) old.settle({ kind: 'superseded' })
  return queue.filter((old) => old.method !== method)
}

/**
 * Whether to stop what is computed for what waits: when the manifests have less than half the text now, as after a large paste was
 * taken back. A keystroke in a large text waits: what the worker has read of it, it need not read again, and if each began anew, a
 * steady typist would never see a picture.
 */
function isOutdated(asked: Waiting, queue: readonly Waiting[]): boolean {
  const [current, newest] = [scenarioOf(asked), scenarioOf(queue.at(-1))]
  if (current === null || newest === null || !replaceable.has(asked.method)) return false
  return textLength(newest) * 2 < textLength(current)
}

function outcomeOf(
  reply: Exclude<Reply, { readonly kind: 'progress' }>,
  unpack: ReturnType<typeof createUnpacker>,
): Outcome<keyof Methods> {
  if (reply.kind === 'failed') return reply
  if (reply.kind === 'done') return { kind: 'done', result: reply.result }
  return { kind: 'done', result: unpack(reply.packed) as Methods[keyof Methods]['result'] }
}

function scenarioOf(waiting: Waiting | undefined): Scenario | null {
  return waiting !== undefined && 'scenario' in waiting.params ? waiting.params.scenario : null
}

function textLength({ files }: Scenario): number {
  return files.reduce((sum, { text }) => sum + text.length, 0)
}

function requestOf({ id, method, params }: Waiting, known: Scenario | null): Request {
  const posted =
    'scenario' in params ? { ...params, scenario: postedScenario(params.scenario, known) } : params
  const call: Call<keyof Methods> = { id, method, params: posted }
  return call as Request
}

/** Files may be megabytes, and most calls are about the same ones as the call before. */
function postedScenario(scenario: Scenario, known: Scenario | null): PostedScenario | null {
  if (known === null) return scenario
  if (isSameScenario(scenario, known)) return null
  return scenario.files === known.files ? { ...scenario, files: null } : scenario
}

/** Memory that the page needs no more: a dropped file may have hundreds of megabytes. */
function handedOver({ method, params }: Request): ArrayBuffer[] {
  return method === 'readDump' && typeof params.content !== 'string' ? [params.content] : []
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
    post: (request) => worker.postMessage(request, { transfer: handedOver(request) }),
    close: () => {
      // What was on its way when it was stopped is of no question any more.
      worker.onmessage = worker.onerror = worker.onmessageerror = null
      worker.terminate()
    },
  }
}
