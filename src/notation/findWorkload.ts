import { nearest } from '../manifest/fields'
import type { Workload } from '../model/cluster'
import type { WrittenWorkload } from './ends'

/** `note`: how the name was understood, where that is not plain. `unknown`: nothing is called so; `ambiguous`: several are. */
export type FoundWorkload =
  | { readonly kind: 'found'; readonly workload: Workload; readonly note: string | null }
  | { readonly kind: 'unknown' | 'ambiguous'; readonly message: string }

/**
 * The workload that a name means: its own name, with `~variant` where its owner has several, the name of one of its pods, or a name
 * such as its controller gives to pods. `text` is how the user wrote it. Total, linear.
 */
export function findWorkload(
  workloads: readonly Workload[],
  written: WrittenWorkload,
  text: string,
): FoundWorkload {
  const { namespace, workloadKind, name } = written
  const kind = workloadKind?.toLowerCase()
  const found = workloads.filter(
    (it) =>
      it.namespace === namespace &&
      (kind === undefined || it.workloadKind.toLowerCase() === kind || it.podNames?.includes(name)) &&
      (it.name === name || it.id.endsWith(`/${name}`) || it.podNames?.includes(name)),
  )
  const [only, ...others] = found
  if (only && others.length === 0) return { kind: 'found', workload: only, note: null }
  const [owner, ...otherOwners] = found.length > 0 ? [] : ownersByName(workloads, namespace, name)
  if (owner && otherOwners.length === 0)
    return { kind: 'found', workload: owner, note: `${text} is read as a pod of ${owner.id}.` }
  const candidates = (found.length > 0 ? found : nearby(workloads, written)).map(({ id }) => id)
  const list = candidates.length === 0 ? '' : ` Did you mean ${candidates.slice(0, 5).join(' or ')}?`
  return found.length > 0
    ? { kind: 'ambiguous', message: `"${text}" is more than one workload.${list}` }
    : { kind: 'unknown', message: `There is no workload "${text}".${list}` }
}

/** Controllers name their pods after themselves, with one or two random or counted parts behind. */
function ownersByName(workloads: readonly Workload[], namespace: string, pod: string): readonly Workload[] {
  return workloads.filter(
    (it) =>
      it.namespace === namespace &&
      it.workloadKind !== 'Pod' &&
      pod.startsWith(`${it.name}-`) &&
      /^(-[a-z0-9]+){1,2}$/.test(pod.slice(it.name.length)),
  )
}

/** Names that hold this one or begin it, also elsewhere; else the spelling that is nearest to it, in its own namespace. */
function nearby(workloads: readonly Workload[], { namespace, name }: WrittenWorkload): readonly Workload[] {
  const akin = workloads.filter((it) => it.name.includes(name) || name.startsWith(it.name))
  if (akin.length > 0) return akin
  const siblings = workloads.filter((it) => it.namespace === namespace)
  const near = nearest(
    name,
    siblings.map((it) => it.name),
  )
  return siblings.filter((it) => it.name === near)
}
