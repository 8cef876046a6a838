import type { Direction, Peer, PortMatch, Rule } from '../model/policy'
import type { LabelSelector, Requirement } from '../model/selector'

/**
 * What a rule allows, in a few words: `api on TCP 8080`, `anything`, `namespace shop: web, 10.0.0.0/8`. One line
 * without line ends, whatever the manifests say. Total.
 */
export function ruleComment(direction: Direction, { peers, ports }: Rule): string {
  const everyone = direction === 'ingress' ? 'from anywhere' : 'to anywhere'
  const who = peers === 'any' ? everyone : peers.map(peerWords).join(', ')
  const on = ports === 'any' ? (peers === 'any' ? '' : ' on every port') : ` on ${portsWords(ports)}`
  return oneLine(peers === 'any' && ports === 'any' ? `anything, ${everyone}` : `${who}${on}`)
}

function peerWords(peer: Peer): string {
  if (peer.kind === 'ipBlock')
    return peer.except.length === 0 ? peer.cidr : `${peer.cidr} except ${peer.except.join(' and ')}`
  const pods = peer.podSelector.requirements.length === 0 ? '' : selectorWords(peer.podSelector)
  if (peer.namespaces === 'own') return pods === '' ? 'pods of this namespace' : pods
  if (peer.namespaces.requirements.length === 0)
    return pods === '' ? 'pods of all namespaces' : `${pods} in any namespace`
  const namespaces = namespaceWords(peer.namespaces)
  return pods === '' ? `pods in ${namespaces}` : `${pods} in ${namespaces}`
}

function namespaceWords(selector: LabelSelector): string {
  const [only, ...others] = selector.requirements
  if (only?.operator === 'In' && others.length === 0 && only.key === 'kubernetes.io/metadata.name')
    return only.values.join(' or ')
  return `namespaces with ${selector.requirements.map(requirementWords).join(' and ')}`
}

/** `api` where a key that usually names a workload has one value; `tier=web` for the rest. */
function selectorWords({ requirements }: LabelSelector): string {
  const named = requirements.find((it) => it.operator === 'In' && naming.has(it.key))
  if (named === undefined || !('values' in named))
    return `pods with ${requirements.map(requirementWords).join(' and ')}`
  const others = requirements.filter((it) => it !== named)
  const name = named.values.join(' or ')
  return others.length === 0 ? name : `${name} with ${others.map(requirementWords).join(' and ')}`
}

const naming: ReadonlySet<string> = new Set(['app', 'app.kubernetes.io/name', 'k8s-app', 'name'])

function requirementWords(requirement: Requirement): string {
  const { key, operator } = requirement
  if ('values' in requirement) return `${key}${operator === 'In' ? '=' : '!='}${requirement.values.join('|')}`
  return operator === 'Exists' ? key : `no ${key}`
}

function portsWords(ports: readonly PortMatch[]): string {
  const words = ports.map((port, i) => {
    if (isEveryPort(port)) return `every ${port.protocol} port`
    const before = ports[i - 1]
    const goesOn = before !== undefined && before.protocol === port.protocol && !isEveryPort(before)
    return goesOn ? portWords(port) : `${port.protocol} ${portWords(port)}`
  })
  return words.join(', ')
}

function isEveryPort(port: PortMatch): boolean {
  return port.kind === 'range' && port.first <= 1 && port.last >= 65535
}

function portWords(port: PortMatch): string {
  if (port.kind === 'named') return port.name
  return port.first === port.last ? String(port.first) : `${port.first}-${port.last}`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
