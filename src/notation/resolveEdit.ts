import { nearest } from '../manifest/fields'
import type { Cluster } from '../model/cluster'
import { type EditEnd, isPolicyEdit } from '../model/edit'
import type { EditWithoutId } from '../model/explanation'
import { type EndpointId, workloadId } from '../model/ids'
import { unionAll } from '../sets/connections'
import type { WrittenEdit } from './edits'
import type { WrittenEnd, WrittenWorkload } from './ends'
import { findWorkload } from './findWorkload'
import { type AskedPort, portsOn } from './ports'
import { type Read, wrong } from './read'

/** An edit on a cluster, with a sentence for each name that was not plain. */
export interface ResolvedEdit {
  readonly edit: EditWithoutId
  readonly notes: readonly string[]
}

/** What becomes of an end that is not in the cluster: the edit is wrong, or it keeps the name, for synthesis to say so. */
export type UnknownEnds = 'refuse' | 'keep'

/**
 * What an edit means on a cluster: names become workloads, and names of ports the receiver's numbers. Wrong when a name means
 * several workloads, a port has no number, or, unless they are kept, a workload or namespace is not there. Total; linear in workloads.
 */
export function resolveEdit(
  cluster: Cluster,
  written: WrittenEdit,
  unknownEnds: UnknownEnds = 'refuse',
): Read<ResolvedEdit> {
  const notes: string[] = []
  const endIn = (end: WrittenEnd) => endOf(cluster, end, unknownEnds, notes)
  // Synthesis says what of them is not there.
  if (isPolicyEdit(written)) return { kind: 'read', value: { edit: written, notes } }
  if (written.kind === 'only') {
    const ends = written.namespaces.map((name) => endIn({ kind: 'namespace', name }))
    return ends.find((end) => end.kind === 'wrong') ?? { kind: 'read', value: { edit: written, notes } }
  }
  if (written.kind === 'isolate' || written.kind === 'open') {
    const end = endIn(written.end)
    return end.kind === 'wrong'
      ? end
      : { kind: 'read', value: { edit: { ...written, end: end.value }, notes } }
  }
  const [from, to] = [endIn(written.from), endIn(written.to)]
  if (from.kind === 'wrong') return from
  if (to.kind === 'wrong') return to
  const connections = connectionsOn(cluster, to.value, written.ports, notes)
  if (connections.kind === 'wrong') return connections
  const edit: EditWithoutId = {
    ...(written.kind === 'block' && written.cut
      ? { kind: written.kind, cut: written.cut }
      : { kind: written.kind }),
    from: from.value,
    to: to.value,
    connections: connections.value,
    ...(written.off && { off: written.off }),
  }
  return { kind: 'read', value: { edit, notes } }
}

function endOf(
  { workloads, namespaces }: Cluster,
  end: WrittenEnd,
  unknownEnds: UnknownEnds,
  notes: string[],
): Read<EditEnd> {
  if (end.kind === 'namespace') {
    const names = namespaces.map(({ name }) => name)
    return unknownEnds === 'keep' || names.includes(end.name)
      ? { kind: 'read', value: end }
      : wrong(`There is no namespace "${end.name}".${namespaceHint(end.name, names)}`)
  }
  if (end.kind !== 'workload') return { kind: 'read', value: end }
  const found = findWorkload(workloads, end, nameOf(end))
  if (found.kind === 'unknown' && unknownEnds === 'keep')
    return { kind: 'read', value: { kind: 'workload', id: unknownId(end) } }
  if (found.kind !== 'found') return wrong(found.message)
  if (found.note !== null) notes.push(found.note)
  return { kind: 'read', value: { kind: 'workload', id: found.workload.id } }
}

/** A workload that nobody has seen yet. Without a kind it is taken for the commonest. */
function unknownId({ namespace, workloadKind, name }: WrittenWorkload): EndpointId {
  const [called = '', ...variant] = name.split('~')
  return workloadId(namespace, workloadKind ?? 'Deployment', called, variant.join('~'))
}

const listedNames = 10

function namespaceHint(name: string, names: readonly string[]): string {
  const near = nearest(name, names)
  if (near !== null) return ` Did you mean ${near}?`
  if (names.length === 0) return ''
  const left = names.length - listedNames
  const more = left > 0 ? ` and ${left} more` : ''
  return ` The manifests have ${names.slice(0, listedNames).join(', ')}${more}.`
}

function nameOf({ namespace, workloadKind, name }: WrittenWorkload): string {
  return [namespace, ...(workloadKind === null ? [] : [workloadKind]), name].join('/')
}

function connectionsOn(cluster: Cluster, to: EditEnd, ports: readonly AskedPort[], notes: string[]) {
  const numbers = ports.flatMap((port) => ('name' in port ? [] : port))
  const [name] = ports.flatMap((port) => ('name' in port ? port.name : []))
  if (name === undefined) return { kind: 'read' as const, value: unionAll(numbers) }
  const receiver = to.kind === 'workload' ? cluster.workloads.find(({ id }) => id === to.id) : undefined
  if (receiver === undefined)
    return wrong(`"${name}" is a name, and only one workload can say which port that is. Write the number.`)
  const found = portsOn(receiver, ports)
  if (found.kind === 'missing') return wrong(found.message)
  notes.push(...found.notes)
  return { kind: 'read' as const, value: found.connections }
}
