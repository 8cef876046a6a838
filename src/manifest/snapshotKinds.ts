import type { Json } from '../model/shared'
import { objectMeta } from './fields'
import { isRecord } from './record'
import { keepShape, type Shape } from './snapshotShape'

const containerPorts: Shape = {
  list: { fields: { name: 'scalar', containerPort: 'scalar', protocol: 'scalar' } },
}
const container: Shape = { fields: { restartPolicy: { oneOf: ['Always'] }, ports: containerPorts } }

const podSpec: Shape = {
  fields: { hostNetwork: 'scalar', initContainers: { list: container }, containers: { list: container } },
}
const template: Shape = { fields: { metadata: { fields: { labels: 'labels' } }, spec: podSpec }, stays: true }
const owner: Shape = {
  list: { fields: { apiVersion: 'scalar', kind: 'scalar', name: 'scalar', controller: 'scalar' } },
}
const named: Readonly<Record<string, Shape>> = {
  name: 'scalar',
  generateName: 'scalar',
  namespace: 'scalar',
}
const owned: Shape = { fields: { ...named, ownerReferences: owner } }
const selector: Shape = { fields: { matchLabels: 'labels' } }

interface Kept {
  readonly group: RegExp
  readonly fields: Readonly<Record<string, Shape>>
  readonly known?: readonly string[]
}

/** The fields of each kind that anything reads, by `kind`. A kind that is not here keeps nothing: Secrets, ConfigMaps and all others. */
const kinds: Readonly<Record<string, Kept>> = {
  Namespace: core({ metadata: { fields: { name: 'scalar', labels: 'labels' } } }),
  Pod: core({
    metadata: { fields: { ...named, labels: 'labels', ownerReferences: owner } },
    spec: podSpec,
    status: {
      fields: {
        phase: { oneOf: ['Succeeded', 'Failed'] },
        podIP: 'scalar',
        podIPs: { list: { fields: { ip: 'scalar' } } },
        hostIP: 'scalar',
        hostIPs: { list: { fields: { ip: 'scalar' } } },
      },
    },
  }),
  Service: core({
    metadata: { fields: named },
    spec: {
      fields: {
        type: 'scalar',
        selector: 'labels',
        externalTrafficPolicy: 'scalar',
        ports: {
          list: { fields: { name: 'scalar', port: 'scalar', protocol: 'scalar', targetPort: 'scalar' } },
        },
      },
    },
  }),
  ReplicationController: core(withTemplate({ selector: 'labels' })),
  Deployment: apps(withTemplate({ selector })),
  ReplicaSet: apps(withTemplate({ selector })),
  StatefulSet: apps(withTemplate({ selector })),
  DaemonSet: apps({
    ...withTemplate({ selector }),
    status: { fields: { desiredNumberScheduled: 'scalar' } },
  }),
  Job: batch(withTemplate({ parallelism: 'scalar' })),
  CronJob: batch({
    metadata: owned,
    spec: { fields: { jobTemplate: { fields: { spec: { fields: { parallelism: 'scalar', template } } } } } },
  }),
  NetworkPolicy: {
    group: /^networking\.k8s\.io\//,
    known: ['status'],
    // New policies carry the labels that all of a namespace's have.
    fields: { metadata: { fields: { ...named, labels: 'labels' }, known: objectMeta }, spec: 'whole' },
  },
}

function withTemplate(spec: Readonly<Record<string, Shape>>): Readonly<Record<string, Shape>> {
  return { metadata: owned, spec: { fields: { replicas: 'scalar', ...spec, template } } }
}

function core(fields: Readonly<Record<string, Shape>>) {
  return { group: /^[^/]+$/, fields }
}

function apps(fields: Readonly<Record<string, Shape>>) {
  return { group: /^(?:apps|extensions)\//, fields }
}

function batch(fields: Readonly<Record<string, Shape>>) {
  return { group: /^batch\//, fields }
}

/**
 * What is kept of one object: `skipped` for kinds that nothing reads, `unreadable` for what is no object of Kubernetes.
 * `onMismatch` is told when something of a wrong type is dropped. Total.
 */
export function keepObject(
  value: unknown,
  onMismatch?: () => void,
): { readonly [key: string]: Json } | 'skipped' | 'unreadable' {
  if (!isRecord(value)) return 'unreadable'
  const { kind, apiVersion } = value
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') return 'unreadable'
  const shape = shapes.get(kind)
  if (shape === undefined || !kinds[kind]?.group.test(apiVersion)) return 'skipped'
  const kept = keepShape(value, shape, onMismatch)
  return isRecord(kept) ? (kept as { readonly [key: string]: Json }) : 'unreadable'
}

const shapes: ReadonlyMap<string, Shape> = new Map(
  Object.entries(kinds).map(([kind, { fields, known }]) => {
    const all: Readonly<Record<string, Shape>> = { apiVersion: 'scalar', kind: 'scalar', ...fields }
    return [kind, known === undefined ? { fields: all } : { fields: all, known }]
  }),
)

/** The kinds of which anything is kept, with their fields. */
export const keptFields: readonly (readonly [kind: string, fields: Readonly<Record<string, Shape>>])[] =
  Object.entries(kinds).map(([kind, { fields }]) => [kind, fields])

/** Whether objects of this kind can hold anything that is read. */
export function isKeptKind(kind: string): boolean {
  return Object.hasOwn(kinds, kind)
}
