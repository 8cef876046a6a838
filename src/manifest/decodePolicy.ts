import type { Direction, OneOrMore, Peer, PortMatch, Rule } from '../model/policy'
import {
  type Cursor,
  field,
  hasErrors,
  isAbsent,
  items,
  note,
  pathOf,
  placeOf,
  report,
  stringOf,
} from './cursor'
import { ipBlockOf } from './decodeIpBlock'
import { metadataOf } from './decodeMetadata'
import { checkPortName, portNumberOf, protocolOf } from './decodePort'
import { selectorOf } from './decodeSelector'
import type { PolicyFact } from './facts'
import { checkFields } from './fields'

/**
 * A NetworkPolicy with the API server's defaults (SEMANTICS 1-9), each part with its place. Reports everything that
 * the API server would refuse (22, 23), and warns of rules in a direction that the policy does not have.
 *
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function policyOf(object: Cursor): PolicyFact {
  checkFields(object, 'policy')
  checkFields(field(object, 'metadata'), 'metadata')
  const { name, namespace } = metadataOf(object)
  const spec = field(object, 'spec')
  checkFields(spec, 'spec')
  const ingress = items(field(spec, 'ingress')).map((rule) => ruleOf(rule, 'ingress'))
  const egress = items(field(spec, 'egress')).map((rule) => ruleOf(rule, 'egress'))
  const { problems } = object.decoding
  const since = problems.length
  const policyTypes = policyTypesOf(field(spec, 'policyTypes')) ?? defaultTypes(egress)
  // A type that could not be read may be the one that is missing.
  if (!hasErrors(problems, since)) warnOfInertRules(spec, policyTypes)
  return {
    kind: 'policy',
    name,
    namespace,
    podSelector: selectorOf(field(spec, 'podSelector')),
    policyTypes,
    ingress,
    egress,
    place: placeOf(object),
  }
}

/** Ingress always; egress only when there is at least one egress rule, so `egress: []` isolates nothing (SEMANTICS 2). */
function defaultTypes(egress: readonly Rule[]): readonly Direction[] {
  return egress.length > 0 ? ['ingress', 'egress'] : ['ingress']
}

/** Null when the policy names none. */
function policyTypesOf(cursor: Cursor): readonly Direction[] | null {
  const named = items(cursor)
  if (named.length === 0) return null
  if (named.length > 2) {
    const message = 'policyTypes may name at most two types.'
    report(cursor, { code: 'bad-policy-type', message, fix: 'Use Ingress, Egress or both, once each.' })
  }
  const directions = named.map(policyTypeOf)
  return (['ingress', 'egress'] as const).filter((direction) => directions.includes(direction))
}

function policyTypeOf(cursor: Cursor): Direction | null {
  const text = stringOf(cursor)
  if (text === 'Ingress') return 'ingress'
  if (text === 'Egress') return 'egress'
  if (text === null && !isAbsent(cursor)) return null
  report(cursor, {
    code: 'bad-policy-type',
    message: `There is no policy type ${JSON.stringify(text ?? '')}.`,
    fix: 'Use Ingress or Egress, with a capital letter.',
  })
  return null
}

function warnOfInertRules(spec: Cursor, policyTypes: readonly Direction[]): void {
  for (const direction of ['ingress', 'egress'] as const) {
    const rules = field(spec, direction).value
    if (policyTypes.includes(direction) || !Array.isArray(rules) || rules.length === 0) continue
    const type = direction === 'ingress' ? 'Ingress' : 'Egress'
    note(field(spec, direction), 'warning', {
      code: 'inert-rules',
      message: `the ${direction} rules do nothing, because policyTypes does not name ${type}.`,
      fix: `Add ${type} to policyTypes, or remove the rules.`,
      at: 'key',
    })
  }
}

function ruleOf(cursor: Cursor, direction: Direction): Rule {
  checkFields(cursor, direction === 'ingress' ? 'ingressRule' : 'egressRule')
  const peers = items(field(cursor, direction === 'ingress' ? 'from' : 'to')).map(peerOf)
  const ports = items(field(cursor, 'ports')).map(portOf)
  return { peers: anyWhenEmpty(peers), ports: anyWhenEmpty(ports), place: placeOf(cursor) }
}

/** A missing, null or empty list means "any" (SEMANTICS 4). Parts that were refused stand as null: their object is left out anyway. */
function anyWhenEmpty<T>(parts: readonly (T | null)[]): OneOrMore<T> | 'any' {
  const [first, ...rest] = parts.filter((part) => part !== null)
  return first === undefined ? 'any' : [first, ...rest]
}

function peerOf(cursor: Cursor): Peer | null {
  checkFields(cursor, 'peer')
  const podSelector = field(cursor, 'podSelector')
  const namespaceSelector = field(cursor, 'namespaceSelector')
  const ipBlock = field(cursor, 'ipBlock')
  const hasSelector = !isAbsent(podSelector) || !isAbsent(namespaceSelector)
  const pods = selectorOf(podSelector)
  const namespaces = isAbsent(namespaceSelector) ? 'own' : selectorOf(namespaceSelector)
  const block = isAbsent(ipBlock) ? null : ipBlockOf(ipBlock, placeOf(cursor))
  if (!isAbsent(ipBlock) && hasSelector) {
    report(ipBlock, {
      code: 'peer-with-both',
      message: `${pathOf(cursor)} has an ipBlock beside a selector; a peer is one or the other.`,
      fix: 'Make the ipBlock a peer of its own: begin it with a dash.',
      at: 'key',
    })
  }
  if (!isAbsent(ipBlock)) return block
  if (hasSelector) return { kind: 'pods', podSelector: pods, namespaces, place: placeOf(cursor) }
  report(cursor, {
    code: 'empty-peer',
    message: `${pathOf(cursor)} is a peer with nothing in it.`,
    fix: 'Use `podSelector: {}` for all pods of this namespace or `namespaceSelector: {}` for all namespaces; leave the whole list out for everyone.',
  })
  return null
}

function portOf(cursor: Cursor): PortMatch | null {
  checkFields(cursor, 'port')
  const protocol = protocolOf(field(cursor, 'protocol'))
  const port = field(cursor, 'port')
  const endPort = field(cursor, 'endPort')
  const place = placeOf(cursor)
  if (isAbsent(port)) {
    if (!isAbsent(endPort)) {
      refuseEndPort(endPort, 'endPort needs a port below it to begin the range.')
    }
    return { kind: 'range', protocol, first: 1, last: 65535, place }
  }
  if (typeof port.value === 'string') {
    checkPortName(port, port.value)
    if (!isAbsent(endPort)) refuseEndPort(endPort, 'endPort needs a numeric port, not a port name.')
    return { kind: 'named', protocol, name: port.value, place }
  }
  const first = portNumberOf(port)
  const last = isAbsent(endPort) ? first : portNumberOf(endPort)
  if (first === null || last === null) return null
  if (last < first) refuseEndPort(endPort, `endPort ${last} is below port ${first}.`)
  return { kind: 'range', protocol, first, last, place }
}

function refuseEndPort(cursor: Cursor, message: string): void {
  report(cursor, {
    code: 'bad-end-port',
    message,
    fix: 'Give the first port as a number in `port` and the last in `endPort`.',
  })
}
