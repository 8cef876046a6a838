/**
 * Small clusters in few characters, built from the model, so that a test of what the engine decides does not rest on how manifests
 * are read.
 */
import type { Cluster, ContainerPort, Workload } from '../model/cluster'
import { fileId, policyId, workloadId } from '../model/ids'
import type { Direction, NetworkPolicy, OneOrMore, Peer, PortMatch, Protocol, Rule } from '../model/policy'
import type { LabelSelector, Labels, Requirement } from '../model/selector'

const place = { file: fileId('test'), document: 0, from: 0, to: 0, line: 1, column: 1 }

/** `app=web tier=fe` */
export function labels(text: string): Labels {
  return Object.fromEntries(words(text).map((word) => split(word, '=')))
}

/** `app=web,api env!=prod canary !old`: In, NotIn, Exists, DoesNotExist. */
export function selector(text: string): LabelSelector {
  return { requirements: words(text).map(requirement) }
}

function requirement(word: string): Requirement {
  if (word.includes('!=')) {
    const [key, values] = split(word, '!=')
    return { key, operator: 'NotIn', values: values.split(',') }
  }
  if (word.includes('=')) {
    const [key, values] = split(word, '=')
    return { key, operator: 'In', values: values.split(',') }
  }
  return word.startsWith('!')
    ? { key: word.slice(1), operator: 'DoesNotExist' }
    : { key: word, operator: 'Exists' }
}

/** `shop/web` with labels, container ports (`http:8080 dns:53/UDP :9000`), addresses and whatever else differs from the ordinary. */
export function workload(
  name: string,
  labelText: string,
  portText = '',
  rest: Partial<Pick<Workload, 'ips' | 'hostIps' | 'hostNetwork' | 'replicas' | 'workloadKind'>> = {},
): Workload {
  const [namespace, shortName] = split(name, '/')
  return {
    kind: 'workload',
    id: workloadId(namespace, rest.workloadKind ?? 'Deployment', shortName),
    namespace,
    workloadKind: 'Deployment',
    name: shortName,
    variant: '',
    labels: labels(labelText),
    ownerSelector: {},
    ports: words(portText).map(containerPort),
    replicas: 1,
    ips: [],
    hostNetwork: false,
    hostIps: [],
    place,
    ...rest,
  }
}

function containerPort(text: string): ContainerPort {
  const [name, where] = split(text, ':')
  const [port, protocol] = split(where, '/')
  return { name: name === '' ? null : name, port: Number(port), protocol: protocolOf(protocol) }
}

/** A policy for both directions, unless `types` says otherwise. */
export function policy(
  name: string,
  podSelector: string,
  parts: {
    readonly types?: readonly Direction[]
    readonly ingress?: readonly Rule[]
    readonly egress?: readonly Rule[]
  },
): NetworkPolicy {
  const [namespace, shortName] = split(name, '/')
  return {
    id: policyId(namespace, shortName),
    namespace,
    name: shortName,
    podSelector: selector(podSelector),
    policyTypes: parts.types ?? ['ingress', 'egress'],
    ingress: parts.ingress ?? [],
    egress: parts.egress ?? [],
    place: null,
  }
}

/** Ports such as `TCP 80`, `UDP 1-5`, `SCTP`, `TCP http`; no peers or no ports means any. */
export function rule(peers: readonly Peer[], ports: readonly string[] = []): Rule {
  return { peers: oneOrMore(peers), ports: oneOrMore(ports.map(portMatch)), place: null }
}

function oneOrMore<T>([first, ...others]: readonly T[]): OneOrMore<T> | 'any' {
  return first === undefined ? 'any' : [first, ...others]
}

function portMatch(text: string): PortMatch {
  const [protocolText, port] = split(text, ' ')
  const protocol = protocolOf(protocolText)
  if (port === '') return { kind: 'range', protocol, first: 1, last: 65535, place: null }
  const [first, last] = split(port, '-')
  return /^[0-9]/.test(port)
    ? { kind: 'range', protocol, first: Number(first), last: Number(last === '' ? first : last), place: null }
    : { kind: 'named', protocol, name: port, place: null }
}

/** Pods of the policy's own namespace, or of the namespaces that a second selector selects. */
export function pods(podSelector: string, namespaceSelector?: string): Peer {
  return {
    kind: 'pods',
    podSelector: selector(podSelector),
    namespaces: namespaceSelector === undefined ? 'own' : selector(namespaceSelector),
    place: null,
  }
}

export function ipBlock(cidr: string, ...except: readonly string[]): Peer {
  return { kind: 'ipBlock', cidr, except, place: null }
}

/** Namespaces by name with their labels; the name label comes by itself, as it does from the reader (SEMANTICS 10). */
export function clusterOf(
  namespaces: Readonly<Record<string, string>>,
  workloads: readonly Workload[],
  policies: readonly NetworkPolicy[],
): Cluster {
  return {
    namespaces: Object.entries(namespaces).map(([name, labelText]) => ({
      name,
      labels: { ...labels(labelText), 'kubernetes.io/metadata.name': name },
      place: null,
    })),
    workloads,
    services: [],
    policies,
  }
}

function protocolOf(text: string): Protocol {
  return text === 'UDP' || text === 'SCTP' ? text : 'TCP'
}

function words(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '')
}

function split(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}
