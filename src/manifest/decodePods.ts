import type { ContainerPort } from '../model/cluster'
import type { Labels } from '../model/selector'
import {
  booleanOf,
  type Cursor,
  field,
  integerOf,
  isAbsent,
  items,
  note,
  pathOf,
  placeOf,
  report,
} from './cursor'
import { labelsOf, metadataOf } from './decodeMetadata'
import { portNameOf, portNumberOf, protocolOf } from './decodePort'
import type { ControllerFact, PodFact, PodShape } from './facts'
import { warnOfLookalikes } from './fields'

/** A Pod with what its status tells (SEMANTICS 12, 13, 17). Reports what the API server would refuse in the parts that are read. */
export function podOf(object: Cursor): PodFact {
  const { name, namespace, owner, labels } = metadataOf(object)
  const status = field(object, 'status')
  const phase = field(status, 'phase').value
  return {
    kind: 'pod',
    name,
    namespace,
    owner,
    pods: shapeOf(field(object, 'spec'), labels),
    isFinished: phase === 'Succeeded' || phase === 'Failed',
    ips: addressesOf(status, 'podIP', 'podIPs'),
    hostIps: addressesOf(status, 'hostIP', 'hostIPs'),
    place: placeOf(object),
  }
}

/** A workload with a pod template. Its pods' labels are the template's, never its own (SEMANTICS 12). */
export function controllerOf(object: Cursor, workloadKind: string): ControllerFact {
  const { name, namespace, owner } = metadataOf(object)
  const spec =
    workloadKind === 'CronJob'
      ? field(field(field(object, 'spec'), 'jobTemplate'), 'spec')
      : field(object, 'spec')
  const template = field(spec, 'template')
  warnOfLookalikes(spec, ['selector', 'template', 'replicas'])
  warnOfLookalikes(template, ['metadata', 'spec'])
  warnOfLookalikes(field(template, 'metadata'), ['labels'])
  if (isAbsent(template)) {
    const fix = 'Add `template:` with the labels and containers of its pods.'
    report(object, { code: 'no-template', message: 'it has no pod template, so it has no pods.', fix })
  }
  const labels = labelsOf(field(field(template, 'metadata'), 'labels'))
  return {
    kind: 'controller',
    workloadKind,
    name,
    namespace,
    owner,
    pods: shapeOf(field(template, 'spec'), labels),
    ownerSelector: ownerSelectorOf(spec, workloadKind, labels),
    replicas: replicasOf(object, spec, workloadKind),
    place: placeOf(object),
  }
}

/** A ReplicationController's selector is a plain map; without one, the template's labels are it. Jobs select by a generated id. */
function ownerSelectorOf(spec: Cursor, workloadKind: string, labels: Labels): Labels {
  if (workloadKind === 'Job' || workloadKind === 'CronJob') return {}
  const selector = field(spec, 'selector')
  if (workloadKind !== 'ReplicationController') return labelsOf(field(selector, 'matchLabels'))
  return isAbsent(selector) ? labels : labelsOf(selector)
}

function replicasOf(object: Cursor, spec: Cursor, workloadKind: string): number {
  const wanted =
    workloadKind === 'DaemonSet'
      ? field(field(object, 'status'), 'desiredNumberScheduled')
      : field(spec, workloadKind === 'Job' || workloadKind === 'CronJob' ? 'parallelism' : 'replicas')
  return Math.max(0, integerOf(wanted) ?? 1)
}

function shapeOf(spec: Cursor, labels: Labels): PodShape {
  warnOfLookalikes(spec, ['containers', 'initContainers', 'hostNetwork'])
  const ports: ContainerPort[] = []
  for (const container of items(field(spec, 'containers'))) addPorts(container, ports)
  for (const container of items(field(spec, 'initContainers'))) {
    // A sidecar is an init container that keeps running; the others are gone before there is traffic (SEMANTICS 8).
    if (field(container, 'restartPolicy').value === 'Always') addPorts(container, ports)
  }
  return { labels, ports, hostNetwork: booleanOf(field(spec, 'hostNetwork')) ?? false }
}

function addPorts(container: Cursor, ports: ContainerPort[]): void {
  warnOfLookalikes(container, ['ports'])
  for (const entry of items(field(container, 'ports'))) {
    const meant = warnOfLookalikes(entry, ['containerPort', 'protocol', 'name'])
    const protocol = protocolOf(field(entry, 'protocol'))
    const name = portNameOf(field(entry, 'name'))
    const port = portNumberOf(field(entry, 'containerPort'))
    if (port !== null) ports.push({ name, port, protocol })
    else if (isAbsent(field(entry, 'containerPort')) && !meant.includes('containerPort')) noteNoPort(entry)
  }
}

function noteNoPort(entry: Cursor): void {
  note(entry, 'warning', {
    code: 'no-port',
    message: `${pathOf(entry)} has no containerPort, so it counts for nothing.`,
    fix: 'Add `containerPort:` and the number that the container listens on.',
  })
}

function addressesOf(status: Cursor, one: string, many: string): readonly string[] {
  const listed = field(status, many).value
  const found: string[] = []
  const add = (ip: unknown) => {
    if (typeof ip === 'string' && ip !== '') found.push(ip)
  }
  add(field(status, one).value)
  if (Array.isArray(listed)) for (const entry of listed) add((entry as { ip?: unknown } | null)?.ip)
  return found.length > 1 ? [...new Set(found)] : found
}
