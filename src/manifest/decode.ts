import { labelValue } from '../model/selector'
import type { Diagnostic } from '../model/text'
import {
  type Cursor,
  type Decoding,
  field,
  hasErrors,
  isMapping,
  items,
  note,
  placeOf,
  report,
  rootCursor,
  stringOf,
} from './cursor'
import { metadataOf } from './decodeMetadata'
import { controllerOf, podOf } from './decodePods'
import { policyOf } from './decodePolicy'
import { serviceOf } from './decodeService'
import type { Fact } from './facts'
import { nameLabel } from './facts'
import { nearest } from './fields'
import type { ParsedDocument } from './parse'

interface Reader {
  /** API groups, or groups with version where only that version is read. */
  readonly groups: readonly string[]
  /** What to write for `apiVersion`. */
  readonly apiVersion: string
  readonly decode: (object: Cursor) => Fact
}

function controllerReader(kind: string, apiVersion: string, ...groups: readonly string[]): Reader {
  return { groups, apiVersion, decode: (object) => controllerOf(object, kind) }
}

/** The kinds that are read (SEMANTICS 11, 12): a kind counts with its API group. */
const readers: ReadonlyMap<string, Reader> = new Map([
  ['Namespace', { groups: [''], apiVersion: 'v1', decode: namespaceOf }],
  ['Pod', { groups: [''], apiVersion: 'v1', decode: podOf }],
  ['Service', { groups: [''], apiVersion: 'v1', decode: serviceOf }],
  [
    'NetworkPolicy',
    { groups: ['networking.k8s.io/v1'], apiVersion: 'networking.k8s.io/v1', decode: policyOf },
  ],
  ['ReplicationController', controllerReader('ReplicationController', 'v1', '')],
  ['Deployment', controllerReader('Deployment', 'apps/v1', 'apps', 'extensions')],
  ['ReplicaSet', controllerReader('ReplicaSet', 'apps/v1', 'apps', 'extensions')],
  ['DaemonSet', controllerReader('DaemonSet', 'apps/v1', 'apps', 'extensions')],
  ['StatefulSet', controllerReader('StatefulSet', 'apps/v1', 'apps')],
  ['Job', controllerReader('Job', 'batch/v1', 'batch')],
  ['CronJob', controllerReader('CronJob', 'batch/v1', 'batch')],
])

/** Kinds that decide about traffic too, but are not evaluated here: leaving them out silently would be wrong. */
const otherPolicies: ReadonlySet<string> = new Set([
  'NetworkPolicy',
  'GlobalNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ClusterNetworkPolicy',
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'MultiNetworkPolicy',
])

export interface Decoded {
  readonly facts: readonly Fact[]
  readonly problems: readonly Diagnostic[]
}

/**
 * The objects of one document: lists opened, each object decoded by its kind, others counted. An object that the API
 * server would refuse is left out, with its problems. Total; linear.
 */
export function decodeDocument(document: ParsedDocument): Decoded {
  const decoding: Decoding = { document, problems: [], subject: '' }
  const facts: Fact[] = []
  if (document.value !== null && document.value !== undefined) decodeObject(rootCursor(decoding), facts, 0)
  return { facts, problems: decoding.problems }
}

function decodeObject(object: Cursor, facts: Fact[], depth: number): void {
  const { decoding } = object
  decoding.subject = ''
  if (!isMapping(object.value)) {
    report(object, {
      code: 'no-object',
      message: `A manifest is a mapping with apiVersion, kind and metadata; this is ${Array.isArray(object.value) ? 'a list' : 'plain text'}.`,
      fix: 'Paste YAML or JSON as `kubectl get -o yaml` gives it.',
    })
    return
  }
  const kind = stringOf(field(object, 'kind'))
  const apiVersion = stringOf(field(object, 'apiVersion'))
  if (!kind || !apiVersion) {
    refuseUntyped(object)
    return
  }
  const listed = field(object, 'items')
  if (kind.endsWith('List') && (Array.isArray(listed.value) || kind === 'List')) {
    decodeList(object, kind, apiVersion, facts, depth)
    return
  }
  const reader = readers.get(kind)
  if (!reader || !serves(reader, apiVersion)) {
    noteSkipped(object, kind, apiVersion)
    facts.push({ kind: 'skipped', name: reader ? `${kind} (${apiVersion})` : kind })
    return
  }
  const since = decoding.problems.length
  const name = field(field(object, 'metadata'), 'name').value
  decoding.subject = typeof name === 'string' ? `${kind} ${name}` : kind
  const fact = reader.decode(object)
  decoding.subject = ''
  if (!hasErrors(decoding.problems, since)) facts.push(fact)
}

function decodeList(object: Cursor, kind: string, apiVersion: string, facts: Fact[], depth: number): void {
  // A list in a list in a list is an alias that refers to itself, or an attack.
  if (depth > 3) return
  const itemKind = kind.slice(0, -'List'.length)
  for (const item of items(field(object, 'items'))) {
    // The items of a typed list need not repeat what the list says.
    const typed =
      itemKind !== '' && isMapping(item.value) && !('kind' in item.value)
        ? { ...item, value: { ...item.value, kind: itemKind, apiVersion } }
        : item
    decodeObject(typed, facts, depth + 1)
  }
}

function refuseUntyped(object: Cursor): void {
  const missing = ['apiVersion', 'kind'].filter((key) => !field(object, key).value)
  if (missing.length === 0) return
  const names = missing.join(' and ')
  report(object, {
    code: 'no-kind',
    message: `This document has no ${names}, so it is no Kubernetes object.`,
    fix: `Add ${names}, or remove the document.`,
  })
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash === -1 ? '' : apiVersion.slice(0, slash)
}

function serves({ groups }: Reader, apiVersion: string): boolean {
  return groups.some((group) => group === apiVersion || group === groupOf(apiVersion))
}

/** Says so where a skipped object was surely meant to count: a policy, a misspelled kind, a wrong apiVersion. */
function noteSkipped(object: Cursor, kind: string, apiVersion: string): void {
  const reader = readers.get(kind)
  const group = groupOf(apiVersion)
  const isOfficial = !group.includes('.') || group.endsWith('.k8s.io')
  if (reader && isOfficial) {
    note(field(object, 'apiVersion'), 'warning', {
      code: 'wrong-api-version',
      message: `Kubernetes serves no ${kind} as ${apiVersion}, so it is skipped.`,
      fix: `Change apiVersion to ${reader.apiVersion}.`,
    })
  } else if (otherPolicies.has(kind)) {
    note(object, 'warning', {
      code: 'policy-not-evaluated',
      message: `${kind} of ${apiVersion} is not evaluated: the picture shows what NetworkPolicies of networking.k8s.io/v1 allow.`,
      fix: 'Read it by itself: it may allow or stop more than the picture shows.',
    })
  } else if (!reader) noteMisspelled(object, kind, apiVersion)
}

function noteMisspelled(object: Cursor, kind: string, apiVersion: string): void {
  const kinds = [...readers].filter(([, reader]) => serves(reader, apiVersion)).map(([name]) => name)
  const meant = nearest(kind, kinds)
  if (meant === null) return
  note(field(object, 'kind'), 'warning', {
    code: 'unknown-kind',
    message: `There is no kind ${JSON.stringify(kind)} in ${apiVersion}, so it is skipped.`,
    fix: `Did you mean ${meant}?`,
  })
}

function namespaceOf(object: Cursor): Fact {
  const { name, labels } = metadataOf(object)
  const written = labelValue(labels, nameLabel)
  if (written !== undefined && written !== name) {
    note(field(field(field(object, 'metadata'), 'labels'), nameLabel), 'warning', {
      code: 'forced-name-label',
      message: `Kubernetes sets ${nameLabel} to the namespace's name: ${name} is used, not ${written}.`,
      fix: 'Remove the label.',
    })
  }
  return { kind: 'namespace', name, labels, place: placeOf(object) }
}
