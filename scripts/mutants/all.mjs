// Ways to be wrong about network policies: each changes one rule of the API in the naive twin, the reader or the engine, and some
// test of ours must notice. A mutant is data: `find` stands exactly once in `file`, and `put` takes its place.
import { peerMutants } from './peers.mjs'
import { policyMutants } from './policies.mjs'
import { readingMutants } from './reading.mjs'

export const mutants = [...policyMutants, ...peerMutants, ...readingMutants]

/** The source with a mutant in it. Throws unless `find` stands there exactly once, so that the list cannot rot. */
export function planted(source, { name, file, find, put }) {
  const [before, after, ...more] = source.split(find)
  if (after === undefined || more.length > 0) {
    const times = after === undefined ? 'does not stand' : `stands ${more.length + 1} times`
    throw new Error(`mutant "${name}": its text ${times} in ${file}:\n${find}`)
  }
  return `${before}${put}${after}`
}
