import type { PolicyIndex } from '../engine/compile'
import type { ExternalBlock } from '../model/cluster'
import type { EditEnd, ReachWish } from '../model/edit'
import { externalId } from '../model/ids'
import { endName, isPods, membership, workloadName } from './ends'
import { hostNetworkName, whyNotFound } from './hostNetwork'
import { keptGrants } from './onlyNew'
import type { Scene } from './scene'

type BlockWish = Extract<ReachWish, { readonly kind: 'block' }>

/**
 * Why no change of the policies blocks what is asked, as a sentence; of the side alone that the block names. `after` is the draft that
 * was found. Total; a question per pair of members.
 */
export function whyNotBlocked(scene: Scene, after: PolicyIndex, block: BlockWish): string {
  const { from, to, cut } = block
  const side = cut === undefined ? null : noPolicyFor(scene, cut === 'ingress' ? to : from)
  if (side !== null) return side
  const kept = keptGrants(scene, after, block)
  if (kept !== null) return kept
  const host = whyNotFound(scene, [from, to])
  if (host !== null) return host
  const where = cut === undefined ? '' : ` at the ${cut === 'ingress' ? 'receiver' : 'sender'}`
  return `No change of the policies${where} blocks ${endName(scene, from)} to ${endName(scene, to)}: labels do not tell it apart from what must stay allowed. Nothing was changed for it.`
}

/** Why a block means nothing that policies could say, before anything is tried; null when it does. Total. */
export function hopelessBlock(scene: Scene, { from, to }: BlockWish): string | null {
  const workload = from.kind === 'workload' && to.kind === 'workload' && from.id === to.id ? from.id : null
  const pod = workload === null ? undefined : scene.workloads.get(workload)
  return pod === undefined || pod.replicas > 1
    ? null
    : `${workloadName(pod)} is one pod, and a pod always reaches itself, whatever policies say.`
}

/** That a block of addresses does not keep a pod from its own node (SEMANTICS 16), where it asks for that of a node that is known. */
export function nodeNote(scene: Scene, { from, to }: BlockWish): string {
  const [addresses, pods] = isPods(from) ? [to, from] : [from, to]
  if (isPods(addresses)) return ''
  const [isPod, isAddress] = [membership(scene.options, pods), membership(scene.options, addresses)]
  const all = [...scene.workloads.values()].filter(isPod).flatMap(({ hostIps }) => hostIps)
  const nodes = [...new Set(all)].filter((address) => isAddress(asBlock(address)))
  if (nodes.length === 0) return ''
  const node = nodes.length === 1 ? `node ${nodes[0]}` : `node, ${nodes[0]} and ${nodes.length - 1} more,`
  return `A pod and its ${node} always reach each other, whatever policies say.`
}

function asBlock(address: string): ExternalBlock {
  const ranges = [{ first: address, last: address }]
  return { kind: 'external', id: externalId(address), ranges, isRest: false }
}

function noPolicyFor(scene: Scene, end: EditEnd): string | null {
  const name = isPods(end) ? hostNetworkName(scene, end) : null
  if (name !== null)
    return `${name} uses the network of its node: no policy applies to it, so nothing can be cut there.`
  return isPods(end) ? null : `Policies are for pods, so nothing can be cut at ${endName(scene, end)}.`
}
