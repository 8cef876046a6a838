/** What each edit does, as the list of edits shows it. */
import type { ReachChanges } from '../engine/compare'
import type { Cost } from '../model/edit'
import type { EditId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { ChangeText, EditEffect, OwnLines } from '../model/summary'

/** The changes of some edits, and what they cost. */
export interface Written {
  readonly changes: readonly ChangeText[]
  readonly cost: Pick<Cost, 'rules'>
  readonly policies: readonly NetworkPolicy[]
}

const listedFlows = 200

/**
 * What an edit does: `flows` are those that the draft of all edits has more and less than the draft `without` it, `lines` its own
 * lines. An edit that others make superfluous does nothing. Total; linear in the changes.
 */
export function editEffect(
  edit: EditId,
  all: Written,
  without: Written,
  flows: ReachChanges,
  lines: readonly OwnLines[],
): EditEffect {
  const others = new Set(without.changes.map(({ policy }) => policy))
  const { added, removed } = flows
  return {
    edit,
    added: added.length,
    removed: removed.length,
    flows: [...added, ...removed].slice(0, listedFlows),
    policies: all.changes.filter(({ policy }) => !others.has(policy)).length,
    rules: Math.max(0, all.cost.rules - without.cost.rules),
    peers: Math.max(0, addedPeers(all.policies) - addedPeers(without.policies)),
    lines: lines.filter(({ at }) => at.length > 0),
  }
}

/** Peers without a place in rules that have one: they came to a rule of the manifests. */
function addedPeers(policies: readonly NetworkPolicy[]): number {
  const rules = policies.flatMap(({ ingress, egress }) => [...ingress, ...egress])
  return rules.reduce(
    (sum, { peers, place }) =>
      place === null || peers === 'any' ? sum : sum + peers.filter((it) => it.place === null).length,
    0,
  )
}
