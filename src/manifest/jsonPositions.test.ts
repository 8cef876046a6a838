import fc from 'fast-check'
import { parseEvents } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { withoutFlowTabs } from './dialect'
import { jsonPositions } from './jsonPositions'
import { type Position, positionsOf } from './locate'

const settings = { seed: 20_261_121, numRuns: 500 }

/** All of a tree, for comparison: a position may find its children when it is asked. */
function whole({ keyFrom, keyTo, from, to, children }: Position): unknown {
  const below = children && [...children].map(([name, position]) => [name, whole(position)])
  return { keyFrom, keyTo, from, to, below }
}

describe('jsonPositions', () => {
  it('gives the positions that the YAML reader gives', () => {
    const value = fc.jsonValue({ maxDepth: 4 }).filter((it) => typeof it === 'object' && it !== null)
    fc.assert(
      fc.property(
        value,
        fc.constantFrom(0, 1, 4),
        fc.constantFrom('', '\n ', '---\n'),
        (it, indent, before) => {
          const text = `${before}${JSON.stringify(it, null, indent)}\n`
          const position = jsonPositions(text)
          expect(position && whole(position)).toEqual(
            whole(positionsOf(text, parseEvents(withoutFlowTabs(text), {}))),
          )
        },
      ),
      settings,
    )
  })

  it.each([
    ['{"a":1,"a":2}', 'a', 11, 'of two fields with one name the last'],
    ['{"\\u0061":1}', 'a', 10, 'an escape in a name'],
    ['{"é":1,"b":[2]}', 'b', 11, 'letters beyond ASCII'],
  ])('finds in %j the value of %j at %i: %s', (text, name, from) => {
    expect(jsonPositions(text)?.children?.get(name)?.from).toBe(from)
  })

  it('gives none for what is nested too deep', () => {
    expect(jsonPositions(`${'['.repeat(500)}${']'.repeat(500)}`)).toBeNull()
  })
})
