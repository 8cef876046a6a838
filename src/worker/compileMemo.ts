import { compile, type PolicyIndex } from '../engine/compile'
import type { Cluster } from '../model/cluster'
import type { NetworkPolicy } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'

/** A baseline, a draft, and both of the scenario before. */
const remembered = 4

interface Known {
  readonly policies: readonly NetworkPolicy[]
  /** The ipBlocks by which more is cut than by those of the baseline. */
  readonly cuts: string
  readonly index: PolicyIndex
}

/**
 * `compile` for one cluster and its drafts, which remembers the last few. An index is taken again when it is of the same policies,
 * by identity, and has the same endpoints: these are the workloads, and the addresses outside as the ipBlocks in use cut them
 * (SEMANTICS 18). The classes may be others than from scratch; no answer depends on them. What differs in more than policies, or is
 * not cut by those of the baseline, is compiled and forgotten. Looking is linear in the policies.
 */
export function compileMemo(baseline: Cluster, options: ScenarioOptions): typeof compile {
  const base = new Set(baseline.policies)
  const baseCuts = new Set(baseline.policies.flatMap(cutsOf))
  let known: readonly Known[] = []
  return (cluster, wanted, alsoCutBy = []) => {
    const { workloads, namespaces, policies } = cluster
    const all = new Set([...policies, ...alsoCutBy])
    const isDraft = workloads === baseline.workloads && namespaces === baseline.namespaces
    if (!isDraft || !isSame(wanted, options) || !baseline.policies.every((policy) => all.has(policy)))
      return compile(cluster, wanted, alsoCutBy)
    const fresh = [...all].filter((policy) => !base.has(policy)).flatMap(cutsOf)
    const cuts = [...new Set(fresh.filter((cut) => !baseCuts.has(cut)))].toSorted().join(' ')
    const found = known.find((it) => it.policies === policies && it.cuts === cuts)
    const kept = found ?? { policies, cuts, index: compile(cluster, options, alsoCutBy) }
    known = [kept, ...known.filter((it) => it !== kept)].slice(0, remembered)
    return kept.index
  }
}

/** The ipBlocks of a policy's rules that apply, as texts. */
function cutsOf(policy: NetworkPolicy): readonly string[] {
  return policy.policyTypes.flatMap((direction) =>
    policy[direction].flatMap(({ peers }) =>
      peers === 'any'
        ? []
        : peers.flatMap((peer) => (peer.kind === 'ipBlock' ? [[peer.cidr, ...peer.except].join('!')] : [])),
    ),
  )
}

function isSame(a: ScenarioOptions, b: ScenarioOptions): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
