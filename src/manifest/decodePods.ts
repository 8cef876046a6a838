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
  const containers = items(field(spec, 'containers'))
  // A sidecar is an init container that keeps running; the others are gone before there is traffic (SEMANTICS 8).
  const sidecars = items(field(spec, 'initContainers')).filter(
    (container) => field(container, 'restartPolicy').value === 'Always',
  )
  return {
    labels,
    ports: [...containers, ...sidecars].flatMap(portsOf),
    hostNetwork: booleanOf(field(spec, 'hostNetwork')) ?? false,
  }
}

function portsOf(container: Cursor): ContainerPort[] {
  warnOfLookalikes(container, ['ports'])
  return items(field(container, 'ports')).flatMap((entry) => {
    const meant = warnOfLookalikes(entry, ['containerPort', 'protocol', 'name'])
    const protocol = protocolOf(field(entry, 'protocol'))
    const name = portNameOf(field(entry, 'name'))
    const port = portNumberOf(field(entry, 'containerPort'))
    if (isAbsent(field(entry, 'containerPort')) && !meant.includes('containerPort')) {
      const fix = 'Add `containerPort:` and the number that the container listens on.'
      note(entry, 'warning', {
        code: 'no-port',
        message: `${pathOf(entry)} has no containerPort, so it counts for nothing.`,
        fix,
      })
    }
    return port === null ? [] : [{ name, port, protocol }]
  })
}

function addressesOf(status: Cursor, one: string, many: string): readonly string[] {
  const listed = field(status, many).value
  const all = Array.isArray(listed) ? listed.map((it: unknown) => (it as { ip?: unknown } | null)?.ip) : []
  const found = [field(status, one).value, ...all].filter((ip) => typeof ip === 'string' && ip !== '')
  return [...new Set(found as string[])]
}
