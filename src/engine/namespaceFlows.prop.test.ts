import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isEmpty } from '../sets/connections'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { hasSiblings } from './compare'
import { compile, type PolicyIndex } from './compile'
import { createCompiler } from './compiler'
import { namespaceFlows } from './namespaceFlows'
import { reach } from './reach'

/** Pair by pair. */
function naiveFlows(index: PolicyIndex, namespace: string) {
  const { endpoints } = index
  const homeOf = (at: number) => {
    const endpoint = endpoints[at]
    return endpoint?.kind === 'workload' ? endpoint.namespace : null
  }
  const all = [...endpoints.keys()]
  const flows = all.flatMap((from) =>
    all.flatMap((to) =>
      (from !== to || hasSiblings(endpoints[from])) && !isEmpty(reach(index, from, to)) ? [{ from, to }] : [],
    ),
  )
  const others = new Map<string, { incoming: number; outgoing: number }>()
  for (const name of all.map(homeOf)) {
    if (name === null || name === namespace) continue
    const incoming = flows.filter((it) => homeOf(it.from) === name && homeOf(it.to) === namespace).length
    const outgoing = flows.filter((it) => homeOf(it.from) === namespace && homeOf(it.to) === name).length
    if (incoming + outgoing > 0) others.set(name, { incoming, outgoing })
  }
  const own = all.filter((at) => homeOf(at) === namespace)
  return {
    inside: flows.filter(({ from, to }) => own.includes(from) && own.includes(to)).length,
    others,
    exposed: own.filter((at) => flows.some(({ from, to }) => to === at && homeOf(from) === null)),
    leaving: own.filter((at) => flows.some(({ from, to }) => from === at && homeOf(to) === null)),
  }
}

describe('namespaceFlows', () => {
  it('counts the flows of a namespace as going through all pairs does', () => {
    fc.assert(
      fc.property(clusters, scenarioOptions, fc.boolean(), (cluster, options, isApart) => {
        const index = (isApart ? createCompiler() : compile)(cluster, options)
        for (const namespace of ['n1', 'n2', 'n3'])
          expect(namespaceFlows(index, namespace)).toEqual(naiveFlows(index, namespace))
      }),
      { seed: 20261121, numRuns: 300 },
    )
  })
})
