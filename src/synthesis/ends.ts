import { hasSiblings } from '../engine/compare'
import type { PolicyIndex } from '../engine/compile'
import { isOutsidePolicies } from '../engine/selects'
import type { Endpoint, Workload } from '../model/cluster'
import type { EditEnd, ReachEdit } from '../model/edit'
import type { ScenarioOptions } from '../model/workspace'
import { type AddressInterval, parseCidr, subtractIntervals } from '../sets/addresses'
import { intervalsOf } from '../sets/cidrs'
import type { Scene } from './scene'

/** True for the ends that policies can select; the others are addresses. */
export function isPods(end: EditEnd): boolean {
  return end.kind !== 'cidr' && end.kind !== 'outside'
}

/** Positions of the endpoints that an end stands for, ascending. Total; linear in the endpoints. */
export function membersOf(scene: Scene, index: PolicyIndex, end: EditEnd): readonly number[] {
  if (end.kind === 'workload') {
    const position = index.positionOf.get(end.id)
    return position === undefined ? [] : [position]
  }
  const belongs = membership(scene.options, end)
  return index.endpoints.flatMap((endpoint, position) => (belongs(endpoint) ? [position] : []))
}

/**
 * Whether an endpoint is one of those that an end stands for. Host network pods count only when they are named themselves. Addresses
 * mean what is no pod: a pod that an ipBlock matches by its own or its node's address (SEMANTICS 15, 17) was not asked for.
 */
export function membership(options: ScenarioOptions, end: EditEnd): (endpoint: Endpoint) => boolean {
  const isOrdinary = (it: Endpoint): it is Workload =>
    it.kind === 'workload' && !isOutsidePolicies(it, options)
  switch (end.kind) {
    case 'workload':
      return ({ id }) => id === end.id
    case 'namespace':
      return (it) => isOrdinary(it) && it.namespace === end.name
    case 'allPods':
      return isOrdinary
    case 'outside':
      return ({ kind }) => kind === 'external'
    case 'cidr': {
      const addresses = addressesOf(end)
      return (it) => it.kind === 'external' && isWithin(intervalsOf(it.ranges), addresses)
    }
  }
}

/**
 * Whether isolating with DNS also shuts the door of these pods that are to answer, since they are isolated themselves: then both
 * sides must keep it open. Total.
 */
export function closesServer(
  { workloads, options }: Scene,
  { end, directions }: Extract<ReachEdit, { readonly kind: 'isolate' }>,
  server: EditEnd,
): boolean {
  const workload = server.kind === 'workload' ? workloads.get(server.id) : undefined
  return workload !== undefined && directions.includes('ingress') && membership(options, end)(workload)
}

/** A pod alone reaches itself whatever the policies say (SEMANTICS 14), and has no siblings that they could keep from it. */
export function isAlone(index: PolicyIndex, position: number): boolean {
  const endpoint = index.endpoints[position]
  return endpoint?.kind === 'workload' && !hasSiblings(endpoint)
}

/** Whether all that an end stands for is part of another one, by what they say. Total. */
export function isPartOf({ workloads, options }: Scene, end: EditEnd, wide: EditEnd): boolean {
  const workload = end.kind === 'workload' ? workloads.get(end.id) : undefined
  return endKey(end) === endKey(wide) || (workload !== undefined && membership(options, wide)(workload))
}

/** Why an end cannot be used, as a sentence; null when it can. */
export function troubleWith(
  scene: Scene,
  end: EditEnd,
): { readonly status: 'unknownEnd' | 'impossible'; readonly message: string } | null {
  switch (end.kind) {
    case 'workload':
      return scene.workloads.has(end.id)
        ? null
        : { status: 'unknownEnd', message: `${end.id} is not in the manifests.` }
    case 'namespace':
      return scene.listedNamespaces.has(end.name)
        ? null
        : { status: 'unknownEnd', message: `Namespace ${end.name} is not in the manifests.` }
    case 'cidr': {
      const bad = [end.cidr, ...end.except].find((cidr) => parseCidr(cidr) === null)
      return bad === undefined ? null : { status: 'impossible', message: `"${bad}" is not a CIDR.` }
    }
    default:
      return null
  }
}

/** "web", "all pods of shop", "10.0.0.0/8": an end within a sentence. */
export function endName(scene: Scene, end: EditEnd): string {
  switch (end.kind) {
    case 'workload': {
      const workload = scene.workloads.get(end.id)
      return workload === undefined ? end.id : workloadName(workload)
    }
    case 'namespace':
      return `the pods of ${end.name}`
    case 'allPods':
      return 'all pods'
    case 'cidr':
      return end.cidr
    case 'outside':
      return 'everything outside'
  }
}

export function workloadName({ name, variant }: Workload): string {
  return variant === '' ? name : `${name} (${variant})`
}

/** One text per meaning, to sort and compare edits by what they say rather than when they were drawn. */
export function endKey(end: EditEnd): string {
  switch (end.kind) {
    case 'workload':
      return JSON.stringify(['workload', end.id])
    case 'namespace':
      return JSON.stringify(['namespace', end.name])
    case 'cidr':
      return JSON.stringify(['cidr', end.cidr, end.except.toSorted()])
    default:
      return JSON.stringify([end.kind])
  }
}

function addressesOf(end: EditEnd & { kind: 'cidr' }): readonly AddressInterval[] {
  const interval = (cidr: string) => {
    const parsed = parseCidr(cidr)
    return parsed === null ? [] : [parsed.interval]
  }
  return subtractIntervals(interval(end.cidr), end.except.flatMap(interval))
}

function isWithin(inner: readonly AddressInterval[], outer: readonly AddressInterval[]): boolean {
  return inner.length > 0 && subtractIntervals(inner, outer).length === 0
}
