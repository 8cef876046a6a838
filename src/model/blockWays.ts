import type { FlowChange, Synthesis } from './edit'
import type { EditId } from './ids'
import type { Direction } from './policy'
import type { ChangeText, EditEffect } from './summary'

/** What sets a way to make a block true apart from the others. */
export interface WayToBlock {
  /** What the edit's `cut` is for it; null where each pair is cut at its own side. */
  readonly cut: Direction | null
  /** The one that costs least as a whole: the first. */
  readonly isProposed: boolean
  /** What comes out when the edit names no way. Beside other blocks another one may cost less. */
  readonly isDefault: boolean
  /** What the edit says now. */
  readonly isTaken: boolean
  /** What is done, in a sentence or two. */
  readonly sentence: string
}

/** A side at which a block cannot be cut, and why. */
export interface NoWayToBlock {
  readonly cut: Direction
  readonly why: string
}

/** All ways to make one block true beside the other edits: those that work, the proposed one first, and those that do not. */
export interface BlockWays {
  readonly ways: readonly (WayToBlock & { readonly synthesis: Synthesis })[]
  readonly others: readonly NoWayToBlock[]
}

/** The same for the screen. */
export interface BlockWayTexts {
  readonly edit: EditId
  readonly ways: readonly BlockWayText[]
  readonly others: readonly NoWayToBlock[]
}

export interface BlockWayText extends WayToBlock {
  /** What the edit does and costs in this way. */
  readonly effect: EditEffect
  readonly collateral: number
  /** The first flows that come along. */
  readonly collateralRemoved: readonly FlowChange[]
  readonly collateralAdded: readonly FlowChange[]
  /** The policy changes that the edit wants. */
  readonly changes: readonly ChangeText[]
}
