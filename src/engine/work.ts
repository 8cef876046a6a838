/**
 * What a compiled cluster has cost so far, counted exactly: equal clusters and questions give equal counts on every machine, so tests
 * can assert that nothing is done pod by pod (PERFORMANCE, goal G2). Times belong in the bench.
 */
export interface Work {
  /** Selectors evaluated, each over all its namespaces at once. */
  selectors: number
  /** Classes that a requirement was tried on. */
  tests: number
  /** Words of bit sets read or written for selectors and rows. */
  words: number
}

export function noWork(): Work {
  return { selectors: 0, tests: 0, words: 0 }
}
