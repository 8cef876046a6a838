import type { Endpoint } from '../model/cluster'
import type { FlowChange } from '../model/edit'
import { isEmpty } from '../sets/connections'
import { type ClassChange, classChanges, commonClasses } from './classChanges'
import type { PolicyIndex } from './compile'

/** What changed from one cluster to another, in the order of the endpoints. */
export interface ReachChanges {
  readonly added: readonly FlowChange[]
  readonly removed: readonly FlowChange[]
}

/**
 * The flows that `after` has more and less than `before`, which must have the same endpoints (compile each with the other's
 * policies as `alsoCutBy`). Only pairs whose sender's egress policies or receiver's ingress policies are not the same objects are
 * compared, when both clusters share their workloads and namespaces; all pairs otherwise.
 *
 * A pod alone always reaches itself, whatever the policies say (SEMANTICS 14), so that is never a change. Total; costs the pairs of
 * classes that can have changed, and the flows that did.
 */
export function compareReach(before: PolicyIndex, after: PolicyIndex): ReachChanges {
  const changed: PairChange[] = []
  for (const change of classChanges(before, after, commonClasses(before, after)))
    for (const sender of change.from.members)
      for (const receiver of change.to.members)
        if (sender !== receiver || hasSiblings(before.endpoints[sender]))
          changed.push({ sender, receiver, change })
  changed.sort((a, b) => a.sender - b.sender || a.receiver - b.receiver)
  const flows = (part: 'added' | 'removed') =>
    changed.flatMap(({ sender, receiver, change }): FlowChange[] => {
      const [from, to] = [before.endpoints[sender], before.endpoints[receiver]]
      if (from === undefined || to === undefined || isEmpty(change[part])) return []
      return [{ from: from.id, to: to.id, connections: change[part] }]
    })
  return { added: flows('added'), removed: flows('removed') }
}

interface PairChange {
  readonly sender: number
  readonly receiver: number
  readonly change: ClassChange
}

/** Whether a workload has a second pod: one alone always reaches itself, whatever the policies say (SEMANTICS 14). */
export function hasSiblings(endpoint: Endpoint | undefined): boolean {
  return endpoint?.kind === 'workload' && endpoint.replicas > 1
}
