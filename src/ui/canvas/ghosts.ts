/** Arrows that are drawn before the worker has answered: dashed in the colour of the draft, until the real ones are there. */
import type { Edit, EditEnd } from '../../model/edit'
import type { FlowEdge, NodeId } from '../../model/graphView'
import { type EndpointId, externalId, workloadOf } from '../../model/ids'

/** Ends of flows that are being drawn, until their ports are chosen. */
export interface Drawn {
  readonly from: readonly NodeId[]
  readonly to: readonly NodeId[]
}

/**
 * The arrows of a flow that is being drawn, and of edits that the picture does not have yet. `answered` are the edits that it has.
 * One for each pair of ends, from and to the frame where an end has no card of its own; ends that are not drawn have none.
 */
export function ghostEdges(
  edits: readonly Edit[],
  answered: readonly Edit[],
  drawn: Drawn | null,
  hasCard: (id: NodeId) => boolean,
): readonly FlowEdge[] {
  const known = new Set(answered)
  const pairs = new Map<string, FlowEdge>()
  const add = (sender: NodeId | null, receiver: NodeId | null, change: 'added' | 'removed') => {
    const [from, to] = [cardOrFrame(sender, hasCard), cardOrFrame(receiver, hasCard)]
    if (from === null || to === null || from === to) return
    const ghost = ghostOf(from, to, change)
    pairs.set(ghost.id, ghost)
  }
  for (const edit of edits)
    if ('from' in edit && 'to' in edit && !edit.off && !known.has(edit))
      add(nodeOf(edit.from), nodeOf(edit.to), edit.kind === 'block' ? 'removed' : 'added')
  for (const from of drawn?.from ?? []) for (const to of drawn?.to ?? []) add(from, to, 'added')
  return [...pairs.values()]
}

export function isGhost({ id }: Pick<FlowEdge, 'id'>): boolean {
  return id.startsWith(ghostPrefix)
}

const ghostPrefix = 'ghost '
const noPorts = { TCP: [], UDP: [], SCTP: [] }

function ghostOf(from: NodeId, to: NodeId, change: 'added' | 'removed'): FlowEdge {
  return {
    id: `${ghostPrefix}${from} > ${to}`,
    from,
    to,
    kind: 'rules',
    change,
    connections: noPorts,
    label: '',
    pairs: 1,
    blockedBy: null,
  }
}

function cardOrFrame(id: NodeId | null, hasCard: (id: NodeId) => boolean): NodeId | null {
  const workload = id === null || hasCard(id) ? null : workloadOf(id as EndpointId)
  return workload ? `ns:${workload.namespace}` : id
}

function nodeOf(end: EditEnd): NodeId | null {
  switch (end.kind) {
    case 'workload':
      return end.id
    case 'namespace':
      return `ns:${end.name}`
    case 'outside':
      return externalId('rest')
    case 'cidr':
      return end.except.length === 0 ? externalId(end.cidr) : null
    case 'allPods':
      return null
  }
}
