import type { ServicePort } from '../model/cluster'
import type { Labels } from '../model/selector'
import { type Cursor, field, items, note, pathOf, placeOf, report, stringMapOf, stringOf } from './cursor'
import { metadataOf } from './decodeMetadata'
import { portNameOf, portNumberOf, protocolOf } from './decodePort'
import type { ServiceFact } from './facts'
import { warnOfLookalikes } from './fields'
import { isDnsLabel } from './names'

const types = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const

/** A Service: which pods it selects and on which of their ports it arrives (SEMANTICS 20). */
export function serviceOf(object: Cursor): ServiceFact {
  const { name, namespace } = metadataOf(object)
  const spec = field(object, 'spec')
  warnOfLookalikes(spec, ['selector', 'ports', 'type', 'externalTrafficPolicy'])
  const type = stringOf(field(spec, 'type')) ?? 'ClusterIP'
  const known = types.find((it) => it === type)
  if (!known) {
    report(field(spec, 'type'), {
      code: 'bad-service-type',
      message: `there is no Service type ${JSON.stringify(type)}.`,
      fix: `Use ${types.join(', ')}.`,
    })
  }
  const selector = selectorOf(spec, type)
  return {
    kind: 'service',
    name,
    namespace,
    type: known ?? 'ClusterIP',
    selector,
    ports: items(field(spec, 'ports')).flatMap(portOf),
    externalTrafficPolicy: field(spec, 'externalTrafficPolicy').value === 'Local' ? 'Local' : 'Cluster',
    place: placeOf(object),
  }
}

/** Null for a Service that selects nothing, with a word about what it stands for: an empty selector is none, and ExternalName has none. */
function selectorOf(spec: Cursor, type: string): Labels | null {
  const selector = field(spec, 'selector')
  const labels = stringMapOf(selector)
  if (type === 'ExternalName') {
    note(field(spec, 'type'), 'info', {
      code: 'external-name',
      message: 'it is another name for a host outside the cluster and stands for no pods here.',
      fix: 'To allow traffic to it, use the addresses of that host in an ipBlock.',
    })
    return null
  }
  if (Object.keys(labels).length > 0) return labels
  note(spec, 'info', {
    code: 'no-selector',
    message: 'it has no selector, so its endpoints are made by hand and it stands for no pods here.',
    fix: 'Add `selector:` with the labels of its pods, if pods are behind it.',
    at: 'key',
  })
  return null
}

function portOf(cursor: Cursor): ServicePort[] {
  warnOfLookalikes(cursor, ['port', 'targetPort', 'protocol', 'name'])
  const port = portNumberOf(field(cursor, 'port'))
  const protocol = protocolOf(field(cursor, 'protocol'))
  const name = servicePortNameOf(field(cursor, 'name'))
  const target = targetOf(field(cursor, 'targetPort'))
  return port === null ? [] : [{ name, port, protocol, targetPort: target ?? port }]
}

/** A Service's own port names may be as long as a DNS label, unlike those of containers. */
function servicePortNameOf(cursor: Cursor): string | null {
  const name = stringOf(cursor)
  if (name === null || name === '') return null
  if (!isDnsLabel(name)) {
    report(cursor, {
      code: 'bad-port-name',
      message: `${pathOf(cursor)} is ${JSON.stringify(name)}, which is no valid port name.`,
      fix: 'Use up to 63 lower-case letters, digits and "-", with a letter or digit at both ends.',
    })
  }
  return name
}

/** A number or a port's name. Null when it is not given, which `0` and the empty text also mean. */
function targetOf(cursor: Cursor): number | string | null {
  if (cursor.value === 0) return null
  return typeof cursor.value === 'string' ? portNameOf(cursor) : portNumberOf(cursor)
}
