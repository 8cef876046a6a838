import type { PolicyIndex } from '../engine/compile'
import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy, Peer } from '../model/policy'
import { intersect, isEmpty, noConnections, union } from '../sets/connections'
import type { Draft } from './draft'
import type { Half } from './halves'
import { mayChange } from './onlyNew'
import type { Scene } from './scene'
import { peerKey, selectorKey } from './selectors'
import { selectedBy } from './subjects'

/** What one pod lacks in one direction, by peer. */
type Lacking = ReadonlyMap<string, { readonly peer: Peer; readonly connections: ConnectionSet }>

/**
 * What all pods of a policy that is there lack alike, as halves of that policy: one rule for them all where each would have had a
 * policy of its own. One list for each policy that could take such a rule, the one with the most subjects first. Total; linear in
 * the policies of the namespaces concerned.
 */
export function sharedHalves(
  scene: Scene,
  draft: Draft,
  index: PolicyIndex,
  halves: readonly Half[],
): readonly (readonly Half[])[] {
  const namespaces = new Set(halves.map(({ subject }) => subject.namespace))
  return draft.policies
    .filter((policy) => namespaces.has(policy.namespace) && mayChange(scene, draft, policy))
    .map((policy) => {
      const found = policy.policyTypes.map((direction) => halvesOfAll(index, policy, direction, halves))
      return {
        shared: found.flatMap((it) => it.shared),
        subjects: Math.max(0, ...found.map((it) => it.subjects)),
      }
    })
    .filter(({ shared }) => shared.length > 0)
    .toSorted((a, b) => b.subjects - a.subjects)
    .map(({ shared }) => shared)
}

function halvesOfAll(
  index: PolicyIndex,
  policy: NetworkPolicy,
  direction: Direction,
  halves: readonly Half[],
): { readonly shared: readonly Half[]; readonly subjects: number } {
  const none = { shared: [], subjects: 0 }
  const own = halves.filter(
    ({ direction: other, subject }) => other === direction && subject.namespace === policy.namespace,
  )
  const subjects = new Set(own.map(({ subject }) => `${subject.host ?? ''} ${selectorKey(subject.selector)}`))
    .size
  // What selects everything will also select what comes later, so it only stands for everything.
  if (subjects < 2 || policy.podSelector.requirements.length === 0) return none
  const members = selectedBy(index, policy.namespace, policy.podSelector)
  const [first, ...others] = members.map((member) => lackingOf(own, member))
  if (first === undefined || others.length === 0) return none
  const shared = [...first].flatMap(([key, { peer, connections }]): readonly Half[] => {
    const common = others.reduce(
      (left, other) => intersect(left, other.get(key)?.connections ?? noConnections),
      connections,
    )
    if (isEmpty(common)) return []
    const edits = own
      .filter((half) => half.peers.some((it) => peerKey(it) === key))
      .flatMap((half) => half.edits)
    const subject = {
      namespace: policy.namespace,
      selector: policy.podSelector,
      members,
      name: policy.name,
      host: policy.id,
      alike: [],
    }
    return [{ direction, subject, peers: [peer], connections: common, edits, alikePeers: [] }]
  })
  return { shared, subjects }
}

function lackingOf(halves: readonly Half[], member: number): Lacking {
  const lacking = new Map<string, { peer: Peer; connections: ConnectionSet }>()
  for (const { subject, peers, connections } of halves)
    if (subject.members.includes(member))
      for (const peer of peers) {
        const before = lacking.get(peerKey(peer))
        lacking.set(peerKey(peer), {
          peer,
          connections: union(before?.connections ?? noConnections, connections),
        })
      }
  return lacking
}
