import type { ClusterObjects } from './clusters/objects'
import type { TextForm } from './clusters/texts'

/** One line of the table: a cluster, the form in which it is read, and what is measured with it. */
export interface Row {
  readonly name: string
  readonly group: Group
  /** Part of `--quick`. */
  readonly isQuick: boolean
  readonly cluster: () => ClusterObjects
  readonly form: TextForm
  /** What the right answer adds up to; see the group's measure. */
  readonly checksum: number
}

/** Rows of a group are measured alike and share their columns. */
export type Group = 'cold' | 'ranges' | 'questions' | 'reading' | 'synthesis'

/** What one run of a row in a process of its own gives. */
export interface Sample {
  readonly figures: Figures
  readonly checksum: number
}

/** By the key of a column. */
export type Figures = Readonly<Record<string, number>>

export interface Column {
  readonly key: string
  readonly title: string
  /** Of the figures: `ms`, `µs`, `MB`; empty for counts and ratios. */
  readonly unit: string
}
