import type { Cluster } from '../model/cluster'
import type { OnlyEdit, ReachEdit } from '../model/edit'
import { type EditId, type PolicyId, policyOf } from '../model/ids'
import type { ScenarioOptions } from '../model/workspace'
import type { Claim } from './claims'
import { clusterDns } from './dns'
import { type Draft, settled, withoutPolicy, withPolicy } from './draft'
import { drawnFlows } from './onlyDrawnFlows'
import { joined } from './onlyDrawnJoin'
import { hasRules, rightPart } from './onlyDrawnRules'
import { mayChange } from './onlyNew'
import { evaluate, type Scene } from './scene'

/**
 * An edit as the edits about single ends that it begins with. "Only what is drawn" isolates the pods of each namespace in both
 * directions and keeps DNS as chosen; where the DNS pods are in another one of the namespaces, they must let it in. Others are
 * themselves. Total.
 */
export function spelledOut(
  cluster: Cluster,
  options: ScenarioOptions,
  edit: ReachEdit | OnlyEdit,
): readonly ReachEdit[] {
  if (edit.kind !== 'only') return [edit]
  const { id, dns } = edit
  const namespaces = [...new Set(edit.namespaces)].toSorted()
  const directions = ['ingress', 'egress'] as const
  const servers = clusterDns(cluster, options).servers[dns].filter(
    ({ end }) => end.kind === 'workload' && namespaces.some((name) => end.id.startsWith(`${name}/`)),
  )
  return namespaces.flatMap((name): readonly ReachEdit[] => {
    const end = { kind: 'namespace', name } as const
    const asked = servers
      .filter((server) => server.end.kind === 'workload' && !server.end.id.startsWith(`${name}/`))
      .map(({ end: to, connections }): ReachEdit => ({ kind: 'allow', id, from: end, to, connections }))
    return [{ kind: 'isolate', id, end, directions, dns }, ...asked]
  })
}

/**
 * The draft in which only what is drawn stays in some namespaces. `reaching` makes everything else that is asked of flows true of a
 * draft; here the policies of the namespaces are first reduced to what is right of them, so that what is drawn and lacking is granted
 * with the least change to what is left. A policy of which nothing is right holds the rules of drawn flows where they are for just its
 * pods, and is deleted where there are none: it never stays to deny alone, under a name that says otherwise.
 *
 * Policies of other namespaces stay as they are: this side blocks. Where only new policies are wanted, so do all. Total; `reaching`
 * once, and once more for each time that policies turn out to have nothing to hold.
 */
export function keepingDrawn(
  scene: Scene,
  start: Draft,
  edits: readonly OnlyEdit[],
  claims: readonly Claim[],
  reaching: (draft: Draft) => Draft,
): Draft {
  if (edits.length === 0) return reaching(start)
  const idsIn = (namespace: string) =>
    edits.filter(({ namespaces }) => namespaces.includes(namespace)).map(({ id }) => id)
  const { right, empty } = reduced(scene, start, idsIn, claims)
  const namespaces = new Set(edits.flatMap((edit) => edit.namespaces))
  const baseline = scene.cluster.policies
  const index = evaluate(scene, start.policies)
  for (let kept = empty; ; ) {
    const gone = [...empty].filter((id) => !kept.has(id))
    const from = gone.reduce((sum, id) => withoutPolicy(sum, id, idsIn(policyOf(id).namespace)), right)
    const draft = joined(index, settled(baseline, reaching(from)), baseline, namespaces)
    const idle = draft.policies.filter((policy) => kept.has(policy.id) && !hasRules(policy))
    if (idle.length === 0) return draft
    const idleIds = new Set(idle.map(({ id }) => id))
    kept = new Set([...kept].filter((id) => !idleIds.has(id)))
  }
}

function reduced(
  scene: Scene,
  start: Draft,
  idsIn: (namespace: string) => readonly EditId[],
  claims: readonly Claim[],
): { readonly right: Draft; readonly empty: ReadonlySet<PolicyId> } {
  const index = evaluate(scene, start.policies)
  const measure = { scene, index, drawn: drawnFlows(scene, index, claims, true) }
  let right = start
  const empty = new Set<PolicyId>()
  for (const policy of start.policies) {
    const ids = idsIn(policy.namespace)
    if (ids.length === 0 || !mayChange(scene, start, policy)) continue
    const part = rightPart(measure, policy)
    if (part === policy) continue
    right = withPolicy(right, part, ids)
    if (!hasRules(part)) empty.add(policy.id)
  }
  return { right, empty }
}
