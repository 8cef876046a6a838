/** How a scenario is looked at. Nothing is computed from it, but a link carries it. */
import type { EndpointId } from './ids'
import { nothingSelected, type Selection } from './selection'

/** `baseline`: as pasted. `draft`: with the edits, changes marked. `difference`: the draft with only what the edits change. */
export type Show = 'baseline' | 'draft' | 'difference'

/** Whose policies answer for a picture: the difference is one of the draft. */
export function policiesOf(show: Show): 'baseline' | 'draft' {
  return show === 'baseline' ? 'baseline' : 'draft'
}

/**
 * Which flows and endpoints are looked at; what is empty filters nothing. The parts hold together (AND), and so do the words of
 * `text`; of several namespaces or kinds one is enough.
 */
export interface Filters {
  readonly namespaces: readonly string[]
  /** As `kubectl -l` takes it: `app=web,tier in (a, b),!canary`. Of pod labels. */
  readonly selector: string
  /** As edits write ports: `TCP 443, UDP 53`. */
  readonly ports: string
  readonly kinds: readonly FlowFilter[]
  /** Words that a namespace's or workload's name holds. */
  readonly text: string
}

/** `outside`: one end is no pod. `changed`: the draft adds or removes it. The others are the kinds of edges. */
export type FlowFilter = 'rules' | 'open' | 'half' | 'outside' | 'changed'

export const noFilters: Filters = { namespaces: [], selector: '', ports: '', kinds: [], text: '' }

/** The two ends of a path that is looked for. */
export interface PathEnds {
  readonly from: EndpointId
  readonly to: EndpointId
}

/** What a link says of the screen beside the scenario. */
export interface Look {
  readonly mode: 'graph' | 'matrix'
  readonly show: Show
  readonly filters: Filters
  readonly selection: Selection
  /** Namespaces that were opened or closed by hand. */
  readonly collapsed: Readonly<Record<string, boolean>>
  readonly showOpen: boolean
  readonly showUndeclaredPorts: boolean
  /** Null: no path is shown. */
  readonly pathEnds: PathEnds | null
}

/** How a scenario is looked at when nobody has chosen anything. */
export const plainLook: Look = {
  mode: 'graph',
  show: 'draft',
  filters: noFilters,
  selection: nothingSelected,
  collapsed: {},
  showOpen: false,
  showUndeclaredPorts: false,
  pathEnds: null,
}
