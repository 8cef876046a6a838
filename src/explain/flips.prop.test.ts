import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile, type PolicyIndex } from '../engine/compile'
import { reach } from '../engine/reach'
import { isOutsidePolicies } from '../engine/selects'
import type { Cluster, Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EditWithoutId, Flip } from '../model/explanation'
import { editId } from '../model/ids'
import type { ScenarioOptions } from '../model/workspace'
import type { AddressInterval } from '../sets/addresses'
import { intervalsOf } from '../sets/cidrs'
import { allConnections, connectionsOf, includes, intersect, isEmpty, union } from '../sets/connections'
import { synthesise } from '../synthesis/synthesise'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { explain } from './explain'

const asked = fc.constantFrom(
  null,
  connectionsOf('TCP', 2),
  union(connectionsOf('TCP', 1, 2), connectionsOf('UDP', 9)),
  allConnections,
)
const pick = fc.nat({ max: 99 })

it('an edit that is offered turns the answer round for what was asked, by synthesis and re-evaluation', () => {
  const met = { allow: 0, block: 0, cannot: 0 }
  fc.assert(
    fc.property(clusters, scenarioOptions, asked, pick, pick, (cluster, options, connections, i, j) => {
      const index = compile(cluster, options)
      const [from, to] = [pickFrom(index.endpoints, i), pickFrom(index.endpoints, j)]
      const explanation = explain(cluster, index, from.id, to.id, connections)
      if (explanation === null) return
      const { allowed, outcome, flips } = explanation
      if (flips.length > 0) expect(flips.map(({ edit }) => edit.kind)).toEqual(kindsFor(outcome))
      for (const flip of flips) {
        const left = flowAfter(cluster, options, flip, from, to)
        const isHost = [from, to].some((end) => end.kind === 'workload' && isOutsidePolicies(end, options))
        // What a host network end or like labels make impossible, synthesis says; the edit is offered all the same.
        if (left === null) met.cannot += isHost ? 0 : 1
        else if (flip.edit.kind === 'allow') expect(includes(left, explanation.asked), shown(flip)).toBe(true)
        else expect(isEmpty(intersect(left, allowed)), shown(flip)).toBe(true)
        met[flip.edit.kind === 'allow' ? 'allow' : 'block']++
      }
    }),
    { seed: 20261121, numRuns: 250 },
  )
  expect(Math.min(met.allow, met.block)).toBeGreaterThan(30)
  expect(met.cannot).toBeLessThan(3)
})

function kindsFor(outcome: 'allowed' | 'partly' | 'blocked'): readonly string[] {
  return outcome === 'partly' ? ['allow', 'block'] : [outcome === 'blocked' ? 'allow' : 'block']
}

function pickFrom(endpoints: readonly Endpoint[], i: number): Endpoint {
  const endpoint = endpoints[i % endpoints.length]
  if (endpoint === undefined) throw new Error('no endpoints')
  return endpoint
}

/** What flows once the edit is made; null where policies cannot say it. */
function flowAfter(
  cluster: Cluster,
  options: ScenarioOptions,
  { edit }: Flip,
  from: Endpoint,
  to: Endpoint,
): ConnectionSet | null {
  const { policies, outcomes } = synthesise(cluster, [withId(edit)], options)
  if (outcomes[0]?.status === 'impossible') return null
  // Cut as before, so that both ends are endpoints still.
  const index = compile({ ...cluster, policies }, options, cluster.policies)
  const flows = membersOf(index, from).flatMap((a) => membersOf(index, to).map((b) => reach(index, a, b)))
  return flows.reduce((a, b) => (edit.kind === 'allow' ? intersect(a, b) : union(a, b)))
}

/** The same pods, or the blocks that its addresses are in now. */
function membersOf(index: PolicyIndex, end: Endpoint): readonly number[] {
  const isMember = (it: Endpoint) =>
    end.kind === 'external' && it.kind === 'external'
      ? overlap(intervalsOf(it.ranges), intervalsOf(end.ranges))
      : it.id === end.id
  return index.endpoints.flatMap((it, i) => (isMember(it) ? i : []))
}

function overlap(some: readonly AddressInterval[], others: readonly AddressInterval[]): boolean {
  return some.some((a) =>
    others.some((b) => a.version === b.version && a.first <= b.last && b.first <= a.last),
  )
}

function withId(edit: EditWithoutId) {
  return { ...edit, id: editId('e1') }
}

function shown(flip: Flip): string {
  return `${flip.sentence} ${JSON.stringify(flip.edit)}`
}
