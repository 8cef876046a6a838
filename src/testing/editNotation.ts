/** Edits in, policies out, in few characters. */
import type { Edit, EditEnd, FlowChange, PolicyChange } from '../model/edit'
import type { EditWithoutId } from '../model/explanation'
import { editId, workloadId } from '../model/ids'
import type { Direction, NetworkPolicy, Peer, PortMatch } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import { readEdit, type WrittenEdit } from '../notation/edits'
import type { WrittenEnd } from '../notation/ends'
import { formatConnections, unionAll } from '../sets/connections'

/**
 * One edit a line, as the command reads it, with its kind in front and ids `e1`, `e2`, …: `allow shop/web -> shop/db : TCP 80, UDP 5-9`,
 * `block * -> 10.0.0.0/8 : all`, `isolate shop/* : ingress egress dns`, `only shop,lab : dns`. A workload without a kind is a Deployment.
 */
export function editsOf(text: string): readonly Edit[] {
  return lines(text).map((line, i) => {
    const [, word, rest = ''] = /^(allow|block|isolate|open|only) (.*)$/.exec(line) ?? []
    const kind = word as ReachKind | undefined
    if (kind === undefined) throw new Error(`no edit: ${line}`)
    const read = readEdit(kind, rest)
    if (read.kind === 'wrong') throw new Error(read.message)
    return { ...asDeployments(read.value), id: editId(`e${i + 1}`) }
  })
}

type ReachKind = 'allow' | 'block' | 'isolate' | 'open' | 'only'

function asDeployments(written: WrittenEdit): EditWithoutId {
  if ('directions' in written) return { ...written, end: endOf(written.end) }
  if (written.kind === 'only') return written
  if (!('ports' in written)) throw new Error(`${written} is not about flows`)
  const { from, to, ports } = written
  const sets = ports.map((port) => {
    if ('name' in port) throw new Error(`which number is ${port.name}?`)
    return port
  })
  const flow = { from: endOf(from), to: endOf(to), connections: unionAll(sets) }
  if (written.kind === 'allow') return { kind: 'allow', ...flow }
  return { kind: 'block', ...flow, ...(written.cut && { cut: written.cut }) }
}

function endOf(end: WrittenEnd): EditEnd {
  if (end.kind !== 'workload') return end
  return { kind: 'workload', id: workloadId(end.namespace, end.workloadKind ?? 'Deployment', end.name) }
}

/** `create shop/web-allow [app=web] egress`, then a line for each rule: `  egress to app=db : TCP 80`. */
export function showChanges(changes: readonly PolicyChange[]): readonly string[] {
  return changes.flatMap((change) =>
    change.kind === 'delete'
      ? [`delete ${change.id}`]
      : [`${change.kind} ${change.policy.id}`, ...body(change.policy)],
  )
}

function body(policy: NetworkPolicy): readonly string[] {
  const rules = (direction: Direction) =>
    policy[direction].map(({ peers, ports }) => {
      const word = direction === 'ingress' ? 'from' : 'to'
      const who = peers === 'any' ? 'any' : peers.map(showPeer).join(' | ')
      return `  ${direction} ${word} ${who} : ${ports === 'any' ? 'all' : ports.map(showPort).join(', ')}`
    })
  return [
    `  [${showSelector(policy.podSelector)}] ${policy.policyTypes.join(' ')}`,
    ...rules('ingress'),
    ...rules('egress'),
  ]
}

function showPeer(peer: Peer): string {
  if (peer.kind === 'ipBlock') return [peer.cidr, ...peer.except.map((it) => `-${it}`)].join(' ')
  const selected = `[${showSelector(peer.podSelector)}]`
  return peer.namespaces === 'own'
    ? selected
    : `${selected} in [${showSelector(peer.namespaces).replaceAll('kubernetes.io/metadata.name', 'ns')}]`
}

function showSelector({ requirements }: LabelSelector): string {
  return requirements
    .map((it) => {
      if (it.operator === 'In') return `${it.key}=${it.values.join(',')}`
      if (it.operator === 'NotIn') return `${it.key}!=${it.values.join(',')}`
      return it.operator === 'Exists' ? it.key : `!${it.key}`
    })
    .join(' ')
}

function showPort(port: PortMatch): string {
  if (port.kind === 'named') return `${port.protocol} ${port.name}`
  if (port.first === 1 && port.last === 65535) return port.protocol
  return `${port.protocol} ${port.first}${port.last === port.first ? '' : `-${port.last}`}`
}

/** `shop/web -> shop/db : TCP 80`, without the kinds in the ids. */
export function showFlows(flows: readonly FlowChange[]): readonly string[] {
  const name = (id: string) => id.replace('/Deployment/', '/')
  return flows.map(
    ({ from, to, connections }) => `${name(from)} -> ${name(to)} : ${formatConnections(connections)}`,
  )
}

/** The lines of a template text, trimmed at the left by as much as the first one is indented. */
export function lines(text: string): readonly string[] {
  const all = text.split('\n').filter((line) => line.trim() !== '')
  const indent = /^ */.exec(all[0] ?? '')?.[0].length ?? 0
  return all.map((line) => line.slice(indent).trimEnd())
}
