import type { PolicyIndex } from '../engine/compile'
import type { SomeEndpoints } from '../model/inspection'

/** More nobody reads one by one. */
const mostListed = 200

/** Endpoints by position, the first of them by their ids. Total; linear in those that are listed. */
export function someEndpoints({ endpoints }: PolicyIndex, positions: readonly number[]): SomeEndpoints {
  return {
    count: positions.length,
    first: positions.slice(0, mostListed).flatMap((position) => endpoints[position]?.id ?? []),
  }
}
