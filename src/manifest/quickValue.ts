import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml'
import { isTextKey, kubectlSchema } from './dialect'

/** A walk over events; `isDoubtful` once something was met that the full reader has to judge. */
interface Walk {
  readonly text: string
  readonly events: readonly Event[]
  next: number
  isDoubtful: boolean
}

/**
 * The value of a document from its `quickEvents`, as `constructFromEvents` gives it. Null in doubt: for a key that
 * stands twice in its mapping, or that is no text. Total; linear.
 */
export function quickValue(text: string, events: readonly Event[]): { readonly value: unknown } | null {
  // The first event begins the document.
  const walk: Walk = { text, events, next: 1, isDoubtful: false }
  const value = nextValue(walk)
  return walk.isDoubtful ? null : { value }
}

function nextValue(walk: Walk): unknown {
  const event = walk.events[walk.next++]
  if (event?.type === EVENT_ID.SCALAR) return scalarValue(walk, event)
  return event?.type === EVENT_ID.SEQUENCE ? sequenceValue(walk) : mappingValue(walk)
}

function sequenceValue(walk: Walk): unknown[] {
  const value: unknown[] = []
  while (!walk.isDoubtful && walk.events[walk.next]?.type !== EVENT_ID.POP) value.push(nextValue(walk))
  walk.next += 1
  return value
}

function mappingValue(walk: Walk): Readonly<Record<string, unknown>> {
  const value: Record<string, unknown> = {}
  for (;;) {
    const event = walk.events[walk.next++]
    if (event?.type !== EVENT_ID.SCALAR || walk.isDoubtful) return value
    const key = getScalarValue(walk.text, event)
    const isText = event.style !== SCALAR_STYLE.PLAIN || isTextKey(key)
    if (!isText || key in value) walk.isDoubtful = true
    value[key] = nextValue(walk)
  }
}

/** What begins with a letter is text, but for the words that mean a boolean or null. */
const surelyText = /^[A-EG-MP-SU-XZa-eg-mp-su-xz]/

function scalarValue({ text }: Walk, event: ScalarEvent): unknown {
  const written = getScalarValue(text, event)
  if (event.style !== SCALAR_STYLE.PLAIN || surelyText.test(written)) return written
  return kubectlSchema.resolveImplicitScalarTag(written).value
}
