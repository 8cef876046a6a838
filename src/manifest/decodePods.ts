import type { ContainerPort } from '../model/cluster'
import type { Protocol } from '../model/policy'
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
  stringOf,
} from './cursor'
import { labelsOf, metadataOf } from './decodeMetadata'
import type { ControllerFact, PodFact, PodShape } from './facts'

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
  return items(field(container, 'ports')).flatMap((entry) => {
    const port = integerOf(field(entry, 'containerPort'))
    const protocol = protocolOf(field(entry, 'protocol'))
    if (port === null) {
      if (isAbsent(field(entry, 'containerPort'))) {
        const message = `${pathOf(entry)} has no containerPort, so it is not read.`
        note(entry, 'warning', {
          code: 'no-port',
          message,
          fix: 'Add `containerPort:` (with a capital P) and the number that the container listens on.',
        })
      }
      return []
    }
    if (port < 1 || port > 65535) {
      const message = `${pathOf(entry)}.containerPort is ${port}, which is no port.`
      report(field(entry, 'containerPort'), {
        code: 'bad-port',
        message,
        fix: 'Use a number from 1 to 65535.',
      })
    }
    return [{ name: stringOf(field(entry, 'name')) || null, port, protocol }]
  })
}

/** TCP when missing; anything unknown is reported and read as TCP. */
export function protocolOf(cursor: Cursor): Protocol {
  const text = stringOf(cursor)
  if (text === 'UDP' || text === 'SCTP' || text === 'TCP') return text
  if (text !== null && text !== '') {
    report(cursor, {
      code: 'bad-protocol',
      message: `there is no protocol ${JSON.stringify(text)} for ports.`,
      fix: 'Use TCP, UDP or SCTP.',
    })
  }
  return 'TCP'
}

function addressesOf(status: Cursor, one: string, many: string): readonly string[] {
  const listed = field(status, many).value
  const all = Array.isArray(listed) ? listed.map((it: unknown) => (it as { ip?: unknown } | null)?.ip) : []
  const found = [field(status, one).value, ...all].filter((ip) => typeof ip === 'string' && ip !== '')
  return [...new Set(found as string[])]
}
