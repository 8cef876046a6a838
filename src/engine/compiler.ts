import type { NetworkPolicy } from '../model/policy'
import { rememberedOf } from '../sets/remembered'
import { ipBlockKey } from './addressSpace'
import {
  compile,
  compileApart,
  differInPoliciesAlone,
  ipBlocksInUse,
  type PolicyIndex,
  recompile,
} from './compile'

/** The cluster as it stands, and with what the next edit adds: a pod to come, or ipBlocks. Each may be as large as the cluster. */
const mostBases = 3

// With a class for every endpoint, more would cost more than they save.
const mostWorkloads = 20_000

interface Base {
  readonly cuts: ReadonlySet<string>
  readonly index: PolicyIndex
  /** What was made of it, by the list of policies. */
  readonly drafts: WeakMap<readonly NetworkPolicy[], PolicyIndex>
}

/**
 * `compile`, for one cluster and its drafts: of those that differ in policies alone and are cut alike, one is compiled and the others
 * are made of it (`recompile`). Their endpoints are those of `compile`, and so is every answer; the classes are others. Costs the
 * policies, and the classes that changed ones select.
 */
export function createCompiler(): typeof compile {
  let bases: readonly Base[] = []
  return (cluster, options, alsoCutBy = []) => {
    if (cluster.workloads.length > mostWorkloads) return compile(cluster, options, alsoCutBy)
    const cuts = unionOf(cutsOf(cluster.policies), cutsOf(alsoCutBy))
    const fitting = bases.find(
      ({ index, cuts: own }) => differInPoliciesAlone(index, { cluster, options }) && areSame(own, cuts),
    )
    const base = fitting ?? baseOf(compileApart(cluster, options, alsoCutBy), cuts)
    bases = [base, ...bases.filter((it) => it !== base)].slice(0, mostBases)
    const known = base.drafts.get(cluster.policies)
    if (known !== undefined) return known
    const draft = recompile(base.index, cluster.policies)
    base.drafts.set(cluster.policies, draft)
    return draft
  }
}

function baseOf(index: PolicyIndex, cuts: ReadonlySet<string>): Base {
  return { index, cuts, drafts: new WeakMap([[index.cluster.policies, index]]) }
}

/** The ipBlocks in use in some policies, as texts; most lists are asked about many times. */
const cutsOf = rememberedOf((policies: readonly NetworkPolicy[]): ReadonlySet<string> => {
  const cuts = new Set<string>()
  for (const policy of policies) for (const key of keysOf(policy)) cuts.add(key)
  return cuts
})

const keysOf = rememberedOf((policy: NetworkPolicy): readonly string[] =>
  ipBlocksInUse(policy).map(ipBlockKey),
)

function unionOf(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  for (const cut of small) if (!large.has(cut)) return new Set([...large, ...small])
  return large
}

function areSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a === b) return true
  if (a.size !== b.size) return false
  for (const cut of a) if (!b.has(cut)) return false
  return true
}
