import type { StateCreator } from 'zustand'

/** A slice states what it owns and what it reads; it never sees the whole state, and no slice imports the store. */
export type Slice<Own, Reads = unknown> = StateCreator<Own & Reads, [], [], Own>
