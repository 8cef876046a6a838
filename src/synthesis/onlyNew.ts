import type { PolicyIndex } from '../engine/compile'
import { judge } from '../engine/judge'
import { reach } from '../engine/reach'
import type { ConnectionSet } from '../model/connections'
import type { EditEnd } from '../model/edit'
import type { PolicyId } from '../model/ids'
import type { Direction, NetworkPolicy } from '../model/policy'
import { intersect, isEmpty } from '../sets/connections'
import { type Draft, isNew } from './draft'
import { isAlone, membersOf } from './ends'
import type { Scene } from './scene'

const mostNamed = 3

interface Flows {
  readonly from: EditEnd
  readonly to: EditEnd
  readonly connections: ConnectionSet
  /** The side that alone is looked at. */
  readonly cut?: Direction
}

/** Whether a policy of the draft may be changed: one of the user's own not where only new ones are wanted. Total. */
export function mayChange({ options }: Scene, draft: Draft, policy: NetworkPolicy): boolean {
  return !options.onlyNewPolicies || isNew(draft, policy)
}

/** Why an edit of a policy itself is not made where only new ones are wanted. */
export function staysAsItIs(policy: PolicyId): string {
  return `This would change policy ${policy}, and this scenario only adds new policies.`
}

/**
 * Why new policies alone do not block what they shall: which policies of the user grant it, and that they are not to be changed. Null
 * when other policies may be changed, or none of them grants it. Total; a question per pair of members.
 */
export function keptGrants(scene: Scene, index: PolicyIndex, block: Flows): string | null {
  if (!scene.options.onlyNewPolicies) return null
  const own = new Set(scene.cluster.policies.map(({ id }) => id))
  const granting = [...grantingPolicies(scene, index, block)].filter((id) => own.has(id)).toSorted()
  if (granting.length === 0) return null
  const names = granting.slice(0, mostNamed).join(' and ')
  const more = granting.length > mostNamed ? ` and ${granting.length - mostNamed} more` : ''
  const [noun, verb, them] =
    granting.length === 1 ? ['Policy', 'allows', 'it'] : ['Policies', 'allow', 'them']
  return `${noun} ${names}${more} ${verb} this, and policies only add: another one takes nothing away. Changing ${them} is ruled out, for this scenario only adds new policies.`
}

function grantingPolicies(
  scene: Scene,
  index: PolicyIndex,
  { from, to, connections, cut }: Flows,
): ReadonlySet<PolicyId> {
  const receivers = membersOf(scene, index, to)
  const policies = membersOf(scene, index, from).flatMap((sender) =>
    receivers.flatMap((receiver): readonly PolicyId[] => {
      const isSelf = sender === receiver && isAlone(index, sender)
      if (isSelf || isEmpty(intersect(reach(index, sender, receiver), connections))) return []
      const [a, b] = [index.endpoints[sender], index.endpoints[receiver]]
      const verdict = a === undefined || b === undefined ? null : judge(index, a.id, b.id)
      const sides = (['egress', 'ingress'] as const).filter((it) => cut === undefined || cut === it)
      return sides.flatMap((it) => {
        const side = verdict?.[it]
        return side?.kind === 'isolated'
          ? side.grants
              .filter((grant) => !isEmpty(intersect(grant.connections, connections)))
              .map(({ rule }) => rule.policy)
          : []
      })
    }),
  )
  return new Set(policies)
}
