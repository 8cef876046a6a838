import type { Endpoint } from '../model/cluster'
import type { EndpointLine, GroupLine, MatrixLine, MatrixRequest } from '../model/matrix'
import { groupBy } from '../sets/groupBy'
import { externalLabel } from './externalLabel'

/** A line, and the endpoints that it stands for, by position; none for a group that is unfolded. */
export interface PlacedLine {
  readonly line: MatrixLine
  readonly members: readonly number[]
}

/** Larger clusters begin with their groups folded: a table of namespaces is read first, and the rows of one of them then. */
const mostUnfolded = 150

/**
 * The lines of a matrix: namespaces in the order of their names with their workloads, then the addresses outside as a last group. A
 * folded group has one line and stands for all its endpoints; of one that is unfolded each has its own. `isShown` says of each
 * position whether the filters leave it. Total, O(endpoints).
 */
export function linesOf(
  endpoints: readonly Endpoint[],
  { folded }: Pick<MatrixRequest, 'folded'>,
  isShown: (position: number) => boolean,
): readonly PlacedLine[] {
  const shown = endpoints.flatMap((_, position) => (isShown(position) ? position : []))
  const groups = groupBy(shown, (position) => namespaceOf(endpoints[position]))
  const names = [...groups.keys()].sort(outsideLast)
  const foldsAll = shown.length > mostUnfolded && names.length > 1
  return names.flatMap((namespace) => {
    const members = groups.get(namespace) ?? []
    const key = foldKey(namespace)
    const isFolded = (Object.hasOwn(folded, key) ? folded[key] : undefined) ?? foldsAll
    const line: GroupLine = { kind: 'group', namespace, endpoints: members.length, isFolded }
    if (isFolded) return [{ line, members }]
    return [{ line, members: [] }, ...members.flatMap((position) => endpointLine(endpoints, position))]
  })
}

/** The name of a group in `MatrixRequest.folded`; no namespace has an empty name. */
function foldKey(namespace: string | null): string {
  return namespace ?? ''
}

function endpointLine(endpoints: readonly Endpoint[], position: number): readonly PlacedLine[] {
  const endpoint = endpoints[position]
  if (endpoint === undefined) return []
  const line: EndpointLine = {
    kind: 'endpoint',
    id: endpoint.id,
    name: nameOf(endpoint),
    namespace: namespaceOf(endpoint),
  }
  return [{ line, members: [position] }]
}

function nameOf(endpoint: Endpoint): string {
  if (endpoint.kind === 'external') return externalLabel(endpoint)
  return endpoint.variant === '' ? endpoint.name : `${endpoint.name} (${endpoint.variant})`
}

function namespaceOf(endpoint: Endpoint | undefined): string | null {
  return endpoint?.kind === 'workload' ? endpoint.namespace : null
}

function outsideLast(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return a < b ? -1 : a > b ? 1 : 0
}
