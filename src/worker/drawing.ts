import type { GraphView, ViewRequest } from '../model/graphView'
import type { Filters } from '../model/look'
import { rememberedNewest } from '../sets/remembered'
import { createGraphBuilder } from '../view/graphView'
import type { PreparedFlows } from '../view/prepareFlows'
import type { ReadFilters } from '../view/viewFilter'
import { readFilters } from './readFilters'

export interface Drawing {
  readonly draw: (flows: PreparedFlows, view: ViewRequest) => GraphView
  /** Filters, read: the same value for equal filters. */
  readonly filtersOf: (filters: Filters) => ReadFilters
}

const most = 8

/** Draws what is asked for. Requests cross the thread as copies, so their parts are known again by what is in them. */
export function createDrawing(): Drawing {
  const buildGraph = createGraphBuilder()
  const collapsedOf = rememberedNewest(most, (text: string) => JSON.parse(text) as ViewRequest['collapsed'])
  const readText = rememberedNewest(most, (text: string) => readFilters(JSON.parse(text) as Filters))
  const filtersOf = (filters: Filters) => readText(JSON.stringify(filters))
  return {
    draw: (flows, view) => {
      const collapsed = collapsedOf(JSON.stringify(view.collapsed))
      return buildGraph(flows, { ...view, collapsed }, filtersOf(view.filters))
    },
    filtersOf,
  }
}
