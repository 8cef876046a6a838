import type { Direction, Peer, PortMatch, Rule } from '../model/policy'
import type { LabelSelector, Requirement } from '../model/selector'

/**
 * What a rule of a policy for these pods allows, as a sentence: `web may call db on TCP 5432`. One line without line ends,
 * whatever the manifests say. `peersAs` stands for the peers where they are listed elsewhere: `any of these may call db`.
 * Always of the form that `isRuleComment` knows. Total; linear.
 */
export function ruleComment(
  direction: Direction,
  podSelector: LabelSelector,
  { peers, ports }: Rule,
  peersAs?: string,
): string {
  const subject = podsWords(podSelector, 'of this namespace')
  const peer = peers === 'any' ? null : (peersAs ?? eachOf(peers))
  const on = `on ${ports === 'any' ? 'every port' : portsWords(ports)}`
  if (peer === subject && isEverybody(podSelector)) return oneLine(`${subject} may call each other ${on}`)
  const [from, to] = direction === 'ingress' ? [peer ?? 'anyone', subject] : [subject, peer ?? 'anything']
  return oneLine(`${from} may call ${to} ${on}`)
}

/**
 * Whether a comment (without its `# `) has the form of ours, so that it may be written anew when its rule changes. A sentence
 * that says why a rule is there has another form, and stays. Total.
 */
export function isRuleComment(text: string): boolean {
  return sentence.test(text)
}

const port = '(?:every (?:(?:TCP|UDP|SCTP) )?port|(?:(?:TCP|UDP|SCTP) )?[a-z0-9][a-z0-9-]*)'
const sentence = new RegExp(
  `^\\S.* may call \\S.* on (?:every port|(?:every |TCP |UDP |SCTP )${port}(?:, ${port})*)$`,
)

const mostListed = 5

/** `a, b and c`; of many the first few and how many more. */
function listed(words: readonly string[], [comma, and]: readonly [string, string] = [', ', ' and ']): string {
  const shown = words.length > mostListed ? words.slice(0, mostListed - 1) : words.slice(0, -1)
  const last = words.length > mostListed ? `${words.length - shown.length} more` : (words.at(-1) ?? '')
  return shown.length === 0 ? last : `${shown.join(comma)}${and}${last}`
}

/**
 * `web and api`; where two peers are described by labels, "and" would read as if both had to hold:
 * `any of: pods in namespaces with team=shop; or pods of this namespace with tier=backend`.
 */
function eachOf(peers: readonly Peer[]): string {
  const words = peersWords(peers)
  const described = words.filter((it) => it.startsWith('pods '))
  return described.length < 2 ? listed(words) : `any of: ${listed(peersWords(peers, true), ['; ', '; or '])}`
}

/** All addresses of both versions are said in one. `isWhole`: says of which namespace pods are that have no name. */
function peersWords(peers: readonly Peer[], isWhole = false): readonly string[] {
  const wordsOf = (peer: Peer) => peerWords(peer, isWhole)
  const [v4, v6] = ['0.0.0.0/0', '::/0'].map((cidr) =>
    peers.find((it) => it.kind === 'ipBlock' && it.cidr === cidr && it.except.length === 0),
  )
  if (v4 === undefined || v6 === undefined) return peers.map(wordsOf)
  return peers.filter((it) => it !== v6).map((it) => (it === v4 ? 'any address' : wordsOf(it)))
}

function peerWords(peer: Peer, isWhole: boolean): string {
  if (peer.kind === 'pods') return podPeerWords(peer, isWhole)
  const addresses = allAddresses.get(peer.cidr) ?? peer.cidr
  return peer.except.length === 0 ? addresses : `${addresses} except ${listed(peer.except)}`
}

const allAddresses: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0/0', 'any IPv4 address'],
  ['::/0', 'any IPv6 address'],
])

function podPeerWords(
  { podSelector, namespaces }: Extract<Peer, { kind: 'pods' }>,
  isWhole: boolean,
): string {
  if (namespaces === 'own') {
    const words = podsWords(podSelector, 'of this namespace')
    return isWhole ? words.replace(/^pods with/, 'pods of this namespace with') : words
  }
  if (isEverybody(namespaces))
    return isEverybody(podSelector)
      ? 'pods of any namespace'
      : `${podsWords(podSelector, '')} in any namespace`
  return `${podsWords(podSelector, '')} in ${namespaceWords(namespaces)}`.replace(/ +/g, ' ')
}

function isEverybody({ requirements }: LabelSelector): boolean {
  return requirements.length === 0
}

function namespaceWords(selector: LabelSelector): string {
  const [only, ...others] = selector.requirements
  if (only === undefined || others.length > 0 || only.key !== namespaceName || !('values' in only))
    return `namespaces ${requirementsWords(selector.requirements)}`
  return only.operator === 'In' ? either(only.values) : `every namespace but ${listed(only.values)}`
}

const namespaceName = 'kubernetes.io/metadata.name'

/** `api` where a key that usually names a workload says so; `pods with tier=web` for the rest. */
function podsWords({ requirements }: LabelSelector, everybodyOf: string): string {
  if (requirements.length === 0) return `pods ${everybodyOf}`
  const named = requirements.find((it) => it.operator === 'In' && namingKeys.has(it.key))
  const others = requirements.filter((it) => it !== named)
  const name = named !== undefined && 'values' in named ? either(named.values) : 'pods'
  return others.length === 0 ? name : `${name} ${requirementsWords(others)}`
}

/** Labels that people name workloads by. */
export const namingKeys: ReadonlySet<string> = new Set(['app', 'app.kubernetes.io/name', 'k8s-app', 'name'])

/** `with tier=web and canary and without beta`. `NotIn` also holds where the key is missing, as "without" does. */
function requirementsWords(requirements: readonly Requirement[]): string {
  const words = (operators: readonly Requirement['operator'][]) =>
    requirements.filter(({ operator }) => operators.includes(operator)).map(requirementWords)
  const has = words(['In', 'Exists'])
  const lacks = words(['NotIn', 'DoesNotExist']).map((it) => `without ${it}`)
  return [...(has.length === 0 ? [] : [`with ${has.join(' and ')}`]), ...lacks].join(' and ')
}

function requirementWords(requirement: Requirement): string {
  const key = requirement.key.replace(/^app\.kubernetes\.io\//, '')
  return 'values' in requirement ? `${key}=${either(requirement.values)}` : key
}

function either(words: readonly string[]): string {
  const [first = '', ...rest] = words.map((word) => (word === '' ? '""' : word))
  const shown = [first, ...rest.slice(0, mostListed - 2)]
  const more = rest.length + 1 - shown.length
  return more > 0 ? `${shown.join(', ')} or ${more} more` : shown.join(' or ')
}

function portsWords(ports: readonly PortMatch[]): string {
  const words = ports.map((one, i) => {
    if (isEveryPort(one)) return `every ${one.protocol} port`
    const before = ports[i - 1]
    const goesOn = before !== undefined && before.protocol === one.protocol && !isEveryPort(before)
    return goesOn ? portWords(one) : `${one.protocol} ${portWords(one)}`
  })
  return words.join(', ')
}

function isEveryPort(one: PortMatch): boolean {
  return one.kind === 'range' && one.first <= 1 && one.last >= 65535
}

function portWords(one: PortMatch): string {
  if (one.kind === 'named') return one.name
  return one.first === one.last ? String(one.first) : `${one.first}-${one.last}`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
