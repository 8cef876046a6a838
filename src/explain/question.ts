import type { PolicyIndex } from '../engine/compile'
import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { PolicyId } from '../model/ids'
import type { Direction, NetworkPolicy } from '../model/policy'
import type { NearMiss, Verdict } from '../model/verdict'

/** One pair that is being explained, with everything that the sentences need. */
export interface Question {
  readonly index: PolicyIndex
  readonly verdict: Verdict
  readonly from: Endpoint
  readonly to: Endpoint
  readonly names: { readonly from: string; readonly to: string }
  readonly asked: ConnectionSet
  /** Those that the verdict and the near misses name. */
  readonly policies: ReadonlyMap<PolicyId, NetworkPolicy>
  /** The rules that grant nothing of what each side lacks of `asked`, nearest first; none where a side lacks nothing. */
  readonly nearMisses: Readonly<Record<Direction, readonly NearMiss[]>>
}

/** The end that a direction's policies are about, and the other one. */
export function endsOf({ from, to, names }: Question, direction: Direction) {
  return direction === 'egress'
    ? { subject: from, peer: to, subjectName: names.from, peerName: names.to }
    : { subject: to, peer: from, subjectName: names.to, peerName: names.from }
}
