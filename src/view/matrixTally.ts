import type { ConnectionSet } from '../model/connections'
import type { MatrixCell, MatrixPart } from '../model/matrix'
import { formatConnections, shortLabel, union } from '../sets/connections'
import { kindNumber } from './edges'
import type { PairFlow } from './pairFlows'
import type { ViewFilter } from './viewFilter'

/** What a cell is made of while its pairs are counted. */
export interface Tally {
  /** By kind, change and blocking side. */
  readonly parts: Map<number, CountedPart>
  flowing: number
  /** There is something that the filters leave out. */
  isFiltered: boolean
}

interface CountedPart {
  readonly sample: PairFlow
  connections: ConnectionSet
  pairs: number
}

export function emptyTally(): Tally {
  return { parts: new Map(), flowing: 0, isFiltered: false }
}

type Passing = Pick<ViewFilter, 'isEverything' | 'narrow'>

/** Adds what a filter lets pass of one ordered pair's parts, `times` over. Changes the tally. */
export function addPair(tally: Tally, parts: readonly PairFlow[], filter: Passing, times = 1): void {
  const before = tally.flowing
  for (const part of parts) addFlow(tally, part, filter, times)
  if (tally.flowing > before) tally.flowing = before + times
}

/** `addPair` for a pair with one flow, or with one that is more than half-open. Adds nothing where there is no tally. */
export function addFlow(tally: Tally | undefined, part: PairFlow, filter: Passing, times = 1): void {
  if (tally === undefined) return
  const flow = filter.isEverything ? part : filter.narrow(part)
  if (flow === null) {
    tally.isFiltered = true
    return
  }
  if (flow.kind !== 'half' && flow.change !== 'removed') tally.flowing += times
  addPart(tally, flow, times)
}

function addPart({ parts }: Tally, flow: PairFlow, times: number): void {
  const key = kindNumber(flow)
  const counted = parts.get(key)
  if (counted === undefined) {
    parts.set(key, { sample: flow, connections: flow.connections, pairs: times })
    return
  }
  counted.pairs += times
  if (counted.connections !== flow.connections)
    counted.connections = union(counted.connections, flow.connections)
}

export type CellMaker = (tally: Tally, pairs: number) => MatrixCell

/** Makes cells of tallies. Equal cells are one object; a matrix has few different ones. */
export function cellMaker(): CellMaker {
  const known = new Map<string, MatrixCell>()
  const texts = new Map<ConnectionSet, string>()
  const textOf = (connections: ConnectionSet): string => {
    const text = texts.get(connections) ?? formatConnections(connections)
    texts.set(connections, text)
    return text
  }
  return (tally, pairs) => {
    const entries = [...tally.parts].sort(([a], [b]) => a - b)
    const words = entries.map(([key, part]) => `${key} ${part.pairs} ${textOf(part.connections)}`)
    const key = [pairs, tally.flowing, tally.isFiltered, ...words].join('\n')
    const cell = known.get(key) ?? cellOf(tally, entries, pairs)
    known.set(key, cell)
    return cell
  }
}

function cellOf(
  { flowing, isFiltered }: Tally,
  entries: readonly (readonly [number, CountedPart])[],
  pairs: number,
): MatrixCell {
  const parts = entries.map(([, { sample, connections, pairs: count }]): MatrixPart => {
    const { kind, change, blockedBy } = sample
    return { kind, change, connections, label: shortLabel(connections), blockedBy, pairs: count }
  })
  const kind = parts.length === 0 && isFiltered ? 'filtered' : kindOf(parts)
  return { kind, change: changeOf(parts), parts, pairs, flowing }
}

function kindOf(parts: readonly MatrixPart[]): MatrixCell['kind'] {
  const kinds = new Set(parts.map(({ kind }) => kind))
  const [first = 'none'] = kinds
  return kinds.size > 1 ? 'mixed' : first
}

function changeOf(parts: readonly MatrixPart[]): MatrixCell['change'] {
  const changes = new Set(parts.map(({ change }) => change).filter((change) => change !== 'same'))
  const [first = 'same'] = changes
  return changes.size > 1 ? 'both' : first
}
