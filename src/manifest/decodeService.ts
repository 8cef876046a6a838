import type { ServicePort } from '../model/cluster'
import {
  type Cursor,
  field,
  integerOf,
  isAbsent,
  items,
  placeOf,
  report,
  stringMapOf,
  stringOf,
} from './cursor'
import { metadataOf } from './decodeMetadata'
import { protocolOf } from './decodePods'
import type { ServiceFact } from './facts'

const types = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const

/** A Service: which pods it selects and on which of their ports it arrives (SEMANTICS 20). */
export function serviceOf(object: Cursor): ServiceFact {
  const { name, namespace } = metadataOf(object)
  const spec = field(object, 'spec')
  const type = stringOf(field(spec, 'type')) ?? 'ClusterIP'
  const known = types.find((it) => it === type)
  if (!known) {
    report(field(spec, 'type'), {
      code: 'bad-service-type',
      message: `there is no Service type ${JSON.stringify(type)}.`,
      fix: `Use ${types.join(', ')}.`,
    })
  }
  const selector = field(spec, 'selector')
  const labels = stringMapOf(selector)
  return {
    kind: 'service',
    name,
    namespace,
    type: known ?? 'ClusterIP',
    // An empty selector is none: the endpoints are then made by hand.
    selector: isAbsent(selector) || Object.keys(labels).length === 0 ? null : labels,
    ports: items(field(spec, 'ports')).flatMap(portOf),
    externalTrafficPolicy: field(spec, 'externalTrafficPolicy').value === 'Local' ? 'Local' : 'Cluster',
    place: placeOf(object),
  }
}

function portOf(cursor: Cursor): ServicePort[] {
  const port = integerOf(field(cursor, 'port'))
  if (port === null) return []
  const target = field(cursor, 'targetPort').value
  return [
    {
      name: stringOf(field(cursor, 'name')) || null,
      port,
      protocol: protocolOf(field(cursor, 'protocol')),
      targetPort:
        (typeof target === 'number' && target !== 0) || (typeof target === 'string' && target !== '')
          ? target
          : port,
    },
  ]
}
