/**
 * np-guard's exposure analysis: for each workload what its own policies allow to addresses outside and to pods that no manifest has.
 *
 * Its lists name kinds of pods, and so do ours, but not the same ones, so neither list is compared as text. Both are asked about every
 * pod that their selectors tell apart, and must say the same of each. Where its model is not ours, this file alone bridges it:
 * - A future pod has no policies of its own there: what is compared is the workload's own side. Ours adds the other side (`held`).
 * - A kind that a real pod is of, and that labels pick by equality alone, is left out there, since the list of pairs has that pod. It is
 *   asked for here nevertheless: what ours says more is listed in the test.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PolicyIndex } from '../engine/compile'
import { exposure, type SideExposure } from '../engine/exposure'
import { selects } from '../engine/selects'
import type { ConnectionSet } from '../model/connections'
import type { Protocol } from '../model/policy'
import type { LabelSelector, Labels, Requirement } from '../model/selector'
import { connectionsOf, formatConnections, noConnections, union, unionAll } from '../sets/connections'
import { filesIn } from './conformanceLists'
import { evaluate } from './scenario'

const nameKey = 'kubernetes.io/metadata.name'
const options = {
  ipBlockMatchesPods: 'never',
  hostNetworkPods: 'ordinary',
  defaultNamespace: 'default',
  onlyNewPolicies: false,
} as const

/** What one line says of pods: who they are, what they get, and on which ports that only have a name. */
interface Kind {
  readonly podSelector: LabelSelector
  readonly namespaces: LabelSelector
  readonly connections: ConnectionSet
  readonly names: readonly string[]
}

interface Side {
  readonly isIsolated: boolean
  readonly outside: readonly string[]
  readonly kinds: readonly Kind[]
}

export interface JudgedExposure {
  /** Lines of np-guard that were judged. */
  readonly lines: number
  readonly differences: readonly string[]
}

/** Compares what np-guard prints for `folder` with what `exposure` says of every workload, in both directions. */
export function judgeExposure(folder: string): JudgedExposure {
  const { index } = evaluate(filesIn(join(folder, 'manifests')), options)
  const lines = readFileSync(join(folder, 'expected_exposure.txt'), 'utf8').split('\n')
  const listed = lines.slice(lines.indexOf('Exposure Analysis Result:') + 1)
  const [egress = [], ingress = [], open = []] = sectionsOf(listed)
  const differences = index.endpoints.flatMap((workload, position) => {
    if (workload.kind !== 'workload') return []
    const name = `${workload.namespace}/${workload.name}[${workload.workloadKind}]`
    const ours = exposure(index, position)
    return (['egress', 'ingress'] as const).flatMap((direction) => {
      const own = (direction === 'egress' ? egress : ingress).flatMap((line) => lineOf(line, name))
      const isOpen = open.includes(
        `${name} is not protected on ${direction === 'egress' ? 'Egress' : 'Ingress'}`,
      )
      if (ours === null) return [`${name}: nothing is said`]
      return compare(index, sideOf(ours[direction]), theirSide(own, !isOpen)).map(
        (difference) => `${name} ${direction}: ${difference}`,
      )
    })
  })
  return { lines: egress.length + ingress.length + open.length, differences }
}

function sectionsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const titles = ['Egress Exposure:', 'Ingress Exposure:', 'Workloads not protected by network policies:']
  const starts = titles.map((title) => lines.indexOf(title))
  return starts.map((start) => {
    if (start === -1) return []
    const rest = lines.slice(start + 1)
    const end = rest.findIndex((line) => line === '' || titles.includes(line))
    return end === -1 ? rest : rest.slice(0, end)
  })
}

interface ListedLine {
  readonly peer: string
  readonly says: string
}

function lineOf(line: string, workload: string): readonly ListedLine[] {
  const [, name, peer, says] = /^(\S+)\s+(?:=>|<=)\s+(.+?) : (.+)$/.exec(line) ?? []
  if (peer === undefined || says === undefined) throw new Error(`not a line of np-guard's exposure: ${line}`)
  return name === workload ? [{ peer, says }] : []
}

function theirSide(lines: readonly ListedLine[], isIsolated: boolean): Side {
  const isOutside = ({ peer }: ListedLine) => peer.endsWith('[External]')
  return {
    isIsolated,
    outside: lines.filter(isOutside).map(({ peer, says }) => `${peer.replace('[External]', '')}: ${says}`),
    kinds: lines
      .filter((line) => !isOutside(line))
      .map(({ peer, says }) => ({ ...kindOf(peer), ...portsOf(says) })),
  }
}

function sideOf({ isIsolated, outside, future }: SideExposure): Side {
  return {
    isIsolated,
    // Theirs has no IPv6.
    outside: outside.flatMap(({ ranges, connections }) =>
      ranges
        .filter(({ first }) => !first.includes(':'))
        .map(({ first, last }) => `${first}-${last}: ${formatConnections(connections)}`),
    ),
    kinds: future.map((kind) => ({
      ...kind,
      names: kind.names.map(({ protocol, name }) => `${protocol} ${name}`),
    })),
  }
}

/** `entire-cluster`, or `<namespaces>/<pods>`: `ns`, `[all namespaces]`, `[namespace with {…}]`; `[all pods]`, `[pod with {…}]`. */
function kindOf(peer: string): Pick<Kind, 'podSelector' | 'namespaces'> {
  if (peer === 'entire-cluster')
    return { podSelector: { requirements: [] }, namespaces: { requirements: [] } }
  const [, homes = '', pods = ''] =
    /^(\[all namespaces\]|\[namespace with .+\]|[^[\]/]+)\/(\[.+\])$/.exec(peer) ?? []
  if (pods === '') throw new Error(`not a peer of np-guard's exposure: ${peer}`)
  const isName = !homes.startsWith('[')
  return {
    podSelector: selectorOf(pods),
    namespaces: isName
      ? { requirements: [{ key: nameKey, operator: 'In', values: [homes] }] }
      : selectorOf(homes),
  }
}

/** `{a=b,{Key:k,Operator:In,Values:[x y],}}`, as Go prints selectors. */
function selectorOf(text: string): LabelSelector {
  const [, inner = ''] = /with \{(.*)\}\]$/.exec(text) ?? []
  const found = inner.matchAll(/\{Key:([^,]+),Operator:(\w+),Values:\[([^\]]*)\],\}|([^,{}=]+)=([^,{}]*)/g)
  const requirements = [...found].map(
    ([, key, operator, values = '', label = '', value = '']): Requirement => {
      if (key === undefined) return { key: label, operator: 'In', values: [value] }
      if (operator === 'In' || operator === 'NotIn') return { key, operator, values: values.split(' ') }
      return { key, operator: operator === 'Exists' ? 'Exists' : 'DoesNotExist' }
    },
  )
  if (inner !== '' && requirements.length === 0) throw new Error(`not a selector of np-guard: ${text}`)
  return { requirements }
}

function portsOf(says: string): Pick<Kind, 'connections' | 'names'> {
  if (says === 'All Connections')
    return { connections: unionAll(protocols.map((it) => connectionsOf(it, 1, 65535))), names: [] }
  const names: string[] = []
  let connections = noConnections
  let protocol: Protocol = 'TCP'
  for (const token of says.split(',')) {
    const [, spoken, ports = ''] = /^(?:(SCTP|TCP|UDP) )?(.+)$/.exec(token) ?? []
    protocol = protocols.find((it) => it === spoken) ?? protocol
    const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(ports) ?? []
    if (first === undefined) names.push(`${protocol} ${ports}`)
    else connections = union(connections, connectionsOf(protocol, Number(first), Number(last ?? first)))
  }
  return { connections, names }
}

const protocols = ['SCTP', 'TCP', 'UDP'] as const

function compare(index: PolicyIndex, ours: Side, theirs: Side): readonly string[] {
  const differences: string[] = []
  if (ours.isIsolated !== theirs.isIsolated)
    differences.push(`isolated: ${ours.isIsolated}, theirs ${theirs.isIsolated}`)
  if (ours.outside.join() !== theirs.outside.join())
    differences.push(`outside: ${ours.outside.join()}, theirs ${theirs.outside.join()}`)
  for (const { pod, namespace } of samples(index, [...ours.kinds, ...theirs.kinds])) {
    const [mine, other] = [ours, theirs].map(({ kinds }) => saidOf(kinds, pod, namespace))
    if (mine !== other)
      differences.push(`pod ${words(pod)} in namespace ${words(namespace)}: ${mine}, theirs ${other}`)
  }
  return differences
}

function saidOf(kinds: readonly Kind[], pod: Labels, namespace: Labels): string {
  const mine = kinds.filter((kind) => selects(kind.podSelector, pod) && selects(kind.namespaces, namespace))
  const names = new Set(mine.flatMap((kind) => kind.names))
  return [formatConnections(unionAll(mine.map(({ connections }) => connections))), ...[...names].sort()].join(
    ' ',
  )
}

interface Sample {
  readonly pod: Labels
  readonly namespace: Labels
}

/** Every pod, in every namespace that is there and in new ones, that some selector of either list could tell from another. */
function samples({ cluster }: PolicyIndex, kinds: readonly Kind[]): readonly Sample[] {
  const pods = everyLabels(kinds.flatMap(({ podSelector }) => podSelector.requirements))
  const asked = kinds.flatMap(({ namespaces }) => namespaces.requirements)
  const fresh = everyLabels(asked.filter(({ key }) => key !== nameKey))
  const names = asked.flatMap((it) => (it.key === nameKey && 'values' in it ? it.values : []))
  const known = new Map(cluster.namespaces.map(({ name, labels }) => [name, labels]))
  const newNames = ['no-such-namespace', ...names].filter((name) => !known.has(name))
  const homes = [
    ...known.values(),
    ...newNames.flatMap((name) => fresh.map((labels) => ({ ...labels, [nameKey]: name }))),
  ]
  return pods.flatMap((pod) => homes.map((namespace) => ({ pod, namespace })))
}

function everyLabels(requirements: readonly Requirement[]): readonly Labels[] {
  const values = new Map<string, Set<string>>()
  for (const it of requirements)
    values.set(
      it.key,
      new Set([...(values.get(it.key) ?? []), ...('values' in it ? it.values : []), 'no-such-value']),
    )
  let all: readonly Labels[] = [{}]
  for (const [key, some] of values)
    all = all.flatMap((labels) => [labels, ...[...some].map((value) => ({ ...labels, [key]: value }))])
  return all
}

function words(labels: Labels): string {
  return (
    Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',') || 'without labels'
  )
}
