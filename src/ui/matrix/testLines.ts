import { workloadId } from '../../model/ids'
import type { MatrixLine } from '../../model/matrix'

/** Lines of a matrix for tests. */
export function groupLine(namespace: string | null, endpoints: number, isFolded = false): MatrixLine {
  return { kind: 'group', namespace, endpoints, isFolded }
}

export function endpointLine(namespace: string, name: string): MatrixLine {
  return { kind: 'endpoint', id: workloadId(namespace, 'Deployment', name), name, namespace }
}
