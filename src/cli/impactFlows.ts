import type { PolicyIndex } from '../engine/compile'
import type { Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { FlowChange, Impact } from '../model/edit'
import type { EndpointId } from '../model/ids'
import { formatConnections } from '../sets/connections'
import { addTo, groupBy } from '../sets/groupBy'
import type { Flow } from './connectivity'
import { podsPeers, splitOwners } from './peers'
import { piecesOf, type Roster, rowsOf } from './rows'

/** An impact as lists of connectivity have their flows. */
export type ImpactFlows = Readonly<Record<keyof Impact, readonly Flow[]>>

/**
 * The flows of an impact by label of the sender, then of the receiver, with the names and ranges of `connectivity`. An owner whose
 * pods policies tell apart before or after, or whose pods the impact tells apart, is listed as those. Both indexes are of one
 * cluster, each compiled with the other's policies as `alsoCutBy`. Total; see `rowsOf`, among the peers that have flows.
 */
export function impactFlows(before: PolicyIndex, after: PolicyIndex, impact: Impact): ImpactFlows {
  const split = new Set([...splitOwners(before), ...splitOwners(after), ...unevenOwners(before, impact)])
  const roster = rosterOf(before, split)
  const positionFor = representatives(before, split)
  const rows = (flows: readonly FlowChange[]) => flowRows(roster, positionFor, flows)
  return {
    added: rows(impact.added),
    removed: rows(impact.removed),
    collateralAdded: rows(impact.collateralAdded),
    collateralRemoved: rows(impact.collateralRemoved),
    collateralKept: rows(impact.collateralKept ?? []),
  }
}

function rosterOf(index: PolicyIndex, split: ReadonlySet<string>): Roster {
  const peers = podsPeers(index, split).map(({ peer, position }) => ({ peer, at: position }))
  return { peers, pieces: piecesOf(index.endpoints, (position) => position) }
}

function flowRows(
  { peers, pieces }: Roster,
  positionFor: (id: EndpointId) => number,
  flows: readonly FlowChange[],
): readonly Flow[] {
  const sets = new Map<string, ConnectionSet>()
  const byPair = new Map<string, ConnectionSet>()
  const concerned = new Set<number>()
  for (const { from, to, connections } of flows) {
    const pair = [positionFor(from), positionFor(to)]
    for (const position of pair) concerned.add(position)
    const key = formatConnections(connections)
    const same = sets.get(key) ?? connections
    sets.set(key, same)
    byPair.set(pair.join(), same)
  }
  const roster = {
    peers: peers.filter(({ at }) => concerned.has(at)),
    pieces: pieces.filter(({ at }) => concerned.has(at)),
  }
  const rows = rowsOf(roster, (from, to) => byPair.get(`${from},${to}`) ?? null)
  return [...rows].map(({ from, to, value }) => ({ from, to, connections: value }))
}

/** The position that stands for an endpoint on the list: of its owner's first workload where the owner is listed whole. */
function representatives(index: PolicyIndex, split: ReadonlySet<string>): (id: EndpointId) => number {
  const firsts = new Map<string, number>()
  const positions = new Map<EndpointId, number>(index.positionOf)
  for (const workload of index.cluster.workloads) {
    const owner = ownerOf(workload)
    const position = index.positionOf.get(workload.id) ?? -1
    if (!firsts.has(owner)) firsts.set(owner, position)
    if (!split.has(owner)) positions.set(workload.id, firsts.get(owner) ?? position)
  }
  return (id) => positions.get(id) ?? -1
}

/** Owners of several workloads that do not all have the same flows in each list. */
function unevenOwners({ cluster }: PolicyIndex, impact: Impact): ReadonlySet<string> {
  const owners = groupBy(cluster.workloads, ownerOf)
  const several = new Map([...owners].filter(([, members]) => members.length > 1))
  const ownerById = new Map(
    [...several].flatMap(([owner, members]) => members.map(({ id }) => [id, owner] as const)),
  )
  const flowsOf = new Map<EndpointId, string[]>()
  const note = (end: EndpointId, other: EndpointId, words: string) => {
    const owner = ownerById.get(end)
    if (owner === undefined) return
    const who = ownerById.get(other) === owner ? '' : other
    addTo(flowsOf, end, `${words} ${who}`)
  }
  for (const [list, flows] of Object.entries(impact) as [keyof Impact, readonly FlowChange[]][])
    for (const { from, to, connections } of flows) {
      const words = `${list} ${formatConnections(connections)}`
      note(from, to, `${words} to`)
      note(to, from, `${words} from`)
    }
  const textOf = (id: EndpointId) => [...new Set(flowsOf.get(id))].sort().join('\n')
  return new Set(
    [...several]
      .filter(([, members]) => new Set(members.map(({ id }) => textOf(id))).size > 1)
      .map(([owner]) => owner),
  )
}

function ownerOf({ namespace, workloadKind, name }: Workload): string {
  return `${namespace}/${workloadKind}/${name}`
}
