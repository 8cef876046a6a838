/** The picture as a table: who sends by who receives. The accessible twin of `GraphView`, with every flow in it. */
import type { ConnectionSet } from './connections'
import type { Filtered } from './graphView'
import type { EndpointId } from './ids'
import type { Filters, Show } from './look'
import type { Direction } from './policy'

/** What the screen asks for. */
export interface MatrixRequest {
  readonly show: Show
  readonly filters: Filters
  /** Groups that the user folded or unfolded by hand, by namespace, '' for the outside; others follow the size of the cluster. */
  readonly folded: Readonly<Record<string, boolean>>
}

/** A stretch of lines: `end` is not in it. */
export interface LineRange {
  readonly first: number
  readonly end: number
}

/** Which part of the matrix is in sight. */
export interface MatrixSight {
  readonly rows: LineRange
  readonly columns: LineRange
}

export interface Matrix {
  /** The rows from above, and the columns from the left. */
  readonly lines: readonly MatrixLine[]
  readonly filtered: Filtered
  readonly window: MatrixWindow
}

/** A line of the matrix. A group stands before its endpoints; while it is folded it stands for them. */
export type MatrixLine = GroupLine | EndpointLine

export interface GroupLine {
  readonly kind: 'group'
  /** Null for what is outside the cluster. */
  readonly namespace: string | null
  readonly endpoints: number
  readonly isFolded: boolean
}

export interface EndpointLine {
  readonly kind: 'endpoint'
  readonly id: EndpointId
  /** `web`, `web (version=canary)`, `10.0.0.0/8`, "Everything outside". */
  readonly name: string
  /** Null for what is outside the cluster. */
  readonly namespace: string | null
}

/** The cells of a part of the matrix, row by row, each as its place in `contents`. */
export interface MatrixWindow extends MatrixSight {
  readonly contents: readonly MatrixCell[]
  readonly at: readonly number[]
}

/**
 * The kinds of edges, and what has no edge: `none` may not send anything; `self` is one workload in both directions; `outside` is
 * between addresses of which no policy decides; `header` belongs to a group whose endpoints stand in lines of their own; `filtered`
 * has flows, but none that meets the filters.
 */
export type MatrixKind =
  | 'rules'
  | 'open'
  | 'half'
  | 'mixed'
  | 'none'
  | 'self'
  | 'outside'
  | 'header'
  | 'filtered'

export interface MatrixCell {
  readonly kind: MatrixKind
  /** Against the baseline; `both` where something is added and something else removed. */
  readonly change: 'same' | 'added' | 'removed' | 'both'
  /** What there is, as the edges of the graph would say it; each kind, side and change once. */
  readonly parts: readonly MatrixPart[]
  /** How many ordered pairs of endpoints the cell stands for, and how many of these may exchange anything. */
  readonly pairs: number
  readonly flowing: number
}

export interface MatrixPart {
  readonly kind: 'rules' | 'open' | 'half'
  readonly change: 'same' | 'added' | 'removed'
  readonly connections: ConnectionSet
  /** `8080`, `53 UDP, TCP`, `all`. */
  readonly label: string
  /** For `half`: the side that blocks. */
  readonly blockedBy: Direction | null
  readonly pairs: number
}
