import { buffersOf, createPacker } from './packed'
import type { Methods, Progress, Reply, Request } from './protocol'
import { createSession } from './session'

/** Milliseconds between two words about how far a question is. */
const progressPause = 100

/** What both sides remember of packed answers, in numbers and characters, times what the first answer took; then they begin anew. */
const mostRemembered = 4
const alwaysRemembered = 1_000_000

/** Answers of few objects, mostly long texts, which are not worth remembering. */
const sentAsTheyAre: ReadonlySet<keyof Methods> = new Set([
  'apply',
  'exportYaml',
  'matrixCsv',
  'restore',
  'readDump',
])

/**
 * The worker's side of the protocol: one question in, and out through `post` how far it is and its answer, with the memory to be
 * handed over. Answers that may hold many objects are packed. A programming error must not leave the question unanswered:
 * the screen keeps the last picture and says what happened. `clock` gives milliseconds.
 */
export function createResponder(
  clock: () => number,
  post: (reply: Reply, transfer: ArrayBuffer[]) => void,
): (request: Request) => void {
  const session = createSession(clock)
  let packer = createPacker()
  let firstSize = 0

  const pack = (result: unknown) => {
    if (packer.size() > Math.max(alwaysRemembered, mostRemembered * firstSize)) packer = createPacker()
    const packed = packer.pack(result)
    if (packed.fresh) firstSize = packer.size()
    return packed
  }
  return ({ id, ...request }) => {
    const onProgress = throttled(clock, (progress) => post({ id, kind: 'progress', progress }, []))
    try {
      const result = session.answer({ id, ...request } as Request, onProgress)
      if (sentAsTheyAre.has(request.method)) return post({ id, kind: 'done', result }, [])
      const packed = pack(result)
      post({ id, kind: 'packed', packed }, buffersOf(packed))
    } catch (error) {
      // What the packer has taken up may not have reached the other side.
      packer = createPacker()
      post({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) }, [])
    }
  }
}

/** Passes on the first word of each phase, and of the others one per pause. */
function throttled(clock: () => number, pass: (progress: Progress) => void): (progress: Progress) => void {
  let phase: Progress['phase'] | null = null
  let passedAt = 0
  return (progress) => {
    const now = clock()
    if (progress.phase === phase && now - passedAt < progressPause) return
    phase = progress.phase
    passedAt = now
    pass(progress)
  }
}
