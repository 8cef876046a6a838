/** Edits in, policies out, in few characters. */
import type { ConnectionSet } from '../model/connections'
import type { Edit, EditEnd, FlowChange, PolicyChange } from '../model/edit'
import { editId, workloadId } from '../model/ids'
import type { Direction, NetworkPolicy, Peer, PortMatch, Protocol } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import { allConnections, connectionsOf, formatConnections, unionAll } from '../sets/connections'

/**
 * One edit a line, with ids `e1`, `e2`, …: `allow shop/web -> shop/db : TCP 80, UDP 5-9`, `block * -> 10.0.0.0/8 : all`,
 * `isolate shop/* : ingress egress dns`. Ends: `ns/deployment`, `ns/*`, `*`, a CIDR, `outside`.
 */
export function editsOf(text: string): readonly Edit[] {
  return lines(text).map((line, i) => {
    const [head = '', tail = ''] = line.split(' : ')
    const [kind = '', ...words] = head.split(' ')
    const id = editId(`e${i + 1}`)
    if (kind === 'isolate') {
      const directions = (['ingress', 'egress'] as const).filter((it) => tail.includes(it))
      const dns = tail.includes('node-local-dns')
        ? 'clusterAndNodeLocal'
        : tail.includes('dns')
          ? 'cluster'
          : 'none'
      return { kind, id, end: endOf(words[0] ?? ''), directions, dns }
    }
    const [from = '', , to = ''] = words
    return {
      kind: kind === 'block' ? 'block' : 'allow',
      id,
      from: endOf(from),
      to: endOf(to),
      connections: connectionSet(tail),
    }
  })
}

function endOf(text: string): EditEnd {
  if (text === '*') return { kind: 'allPods' }
  if (text === 'outside') return { kind: 'outside' }
  if (/^[0-9.]+\/[0-9]+$/.test(text)) return { kind: 'cidr', cidr: text, except: [] }
  const [namespace = '', name = ''] = text.split('/')
  return name === '*'
    ? { kind: 'namespace', name: namespace }
    : { kind: 'workload', id: workloadId(namespace, 'Deployment', name) }
}

function connectionSet(text: string): ConnectionSet {
  if (text.trim() === 'all') return allConnections
  return unionAll(
    text.split(',').map((part) => {
      const [protocol = '', ports = '1-65535'] = part.trim().split(' ')
      const [first = '', last = first] = ports.split('-')
      return connectionsOf(protocol as Protocol, Number(first), Number(last))
    }),
  )
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
