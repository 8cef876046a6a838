import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { reach } from '../engine/reach'
import { examples } from '../examples/examples'
import { read } from '../manifest/read'
import type { Cluster } from '../model/cluster'
import type { PolicyChange, Synthesis } from '../model/edit'
import { defaultOptions } from '../model/workspace'
import { formatConnections, isEmpty } from '../sets/connections'
import { manifestFile } from '../testing/build'
import { editsOf } from '../testing/editNotation'
import { synthesise } from './synthesise'

/** The calls that its services make, by sender. */
const calls = `
outside -> frontend : TCP 8080
loadgenerator -> frontend : TCP 8080
frontend -> adservice : TCP 9555
frontend -> cartservice : TCP 7070
frontend -> checkoutservice : TCP 5050
frontend -> currencyservice : TCP 7000
frontend -> productcatalogservice : TCP 3550
frontend -> recommendationservice : TCP 8080
frontend -> shippingservice : TCP 50051
checkoutservice -> cartservice : TCP 7070
checkoutservice -> currencyservice : TCP 7000
checkoutservice -> emailservice : TCP 8080
checkoutservice -> paymentservice : TCP 50051
checkoutservice -> productcatalogservice : TCP 3550
checkoutservice -> shippingservice : TCP 50051
recommendationservice -> productcatalogservice : TCP 3550
cartservice -> redis-cart : TCP 6379`
  .trim()
  .split('\n')

const edits = editsOf(
  [...calls.map((call) => `allow ${call.replaceAll(/\b([a-z-]+) (->|:)/g, 'default/$1 $2')}`), 'only default']
    .join('\n')
    .replaceAll('default/outside', 'outside'),
)

const files = examples.find(({ id }) => id === 'online-boutique')?.files ?? []
const pasted = read(
  files.map(({ name, text }) => manifestFile(name, text)),
  defaultOptions,
).cluster

describe('Online Boutique, locked down in one go to the calls of its services', () => {
  it.each([
    ['with its own policies', pasted, { create: 0, replace: 12, delete: 0, rules: 26 }],
    ['without any policy', { ...pasted, policies: [] }, { create: 13, replace: 0, delete: 0, rules: 26 }],
  ])('%s: so many policies and rules, and no flow beyond', (_name, cluster, expected) => {
    const result = synthesise(cluster, edits, defaultOptions)
    expect(result.outcomes.map(({ status }) => status)).not.toContain('impossible')
    expect(result.impact.collateralKept).toBeUndefined()
    expect(result.cost.collateral).toBe(0)
    expect({ ...kinds(result.changes), rules: rulesOf(result) }).toEqual(expected)
    expect(flowsOf(cluster, result)).toEqual(calls.toSorted())
  })
})

function kinds(changes: readonly PolicyChange[]) {
  const count = (kind: PolicyChange['kind']) => changes.filter((it) => it.kind === kind).length
  return { create: count('create'), replace: count('replace'), delete: count('delete') }
}

function rulesOf({ policies }: Synthesis): number {
  return policies.reduce((sum, { ingress, egress }) => sum + ingress.length + egress.length, 0)
}

/** Every flow of the draft between two workloads, or with all addresses outside, as the calls are written. */
function flowsOf(cluster: Cluster, { policies }: Synthesis): readonly string[] {
  const index = compile({ ...cluster, policies }, defaultOptions)
  const nameOf = (position: number) => {
    const endpoint = index.endpoints[position]
    return endpoint?.kind === 'workload' ? endpoint.name : 'outside'
  }
  const found = [...index.endpoints.keys()].flatMap((from) =>
    [...index.endpoints.keys()].flatMap((to) => {
      const flow = from === to ? null : reach(index, from, to)
      return flow === null || isEmpty(flow)
        ? []
        : `${nameOf(from)} -> ${nameOf(to)} : ${formatConnections(flow)}`
    }),
  )
  return [...new Set(found)].toSorted()
}
