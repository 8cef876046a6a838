import type { CardNode, FlowEdge, Gate } from '../../model/graphView'
import { type EdgeLook, edgeLook } from './pictureEdges'

export interface LegendEntries {
  readonly edges: readonly { readonly look: EdgeLook; readonly words: string }[]
  readonly gates: readonly { readonly gate: Gate; readonly words: string }[]
}

const edges: LegendEntries['edges'] = [
  { look: 'rules', words: 'allowed by rules' },
  { look: 'half', words: 'half-open: one side blocks' },
  { look: 'open', words: 'unrestricted' },
  { look: 'mixed', words: 'bundle of several kinds' },
  { look: 'added', words: 'added by your edits' },
  { look: 'removed', words: 'removed by your edits' },
]

const gates: LegendEntries['gates'] = [
  { gate: 'closed', words: 'isolated' },
  { gate: 'wide', words: 'isolated, but a rule allows all' },
  { gate: 'open', words: 'not isolated' },
  { gate: 'outsidePolicies', words: 'host network, no policy applies' },
]

/** What a legend explains: only what some edges and cards use. Linear. */
export function legendOf(used: {
  readonly edges: readonly FlowEdge[]
  readonly cards: readonly CardNode[]
}): LegendEntries {
  const looks = new Set(used.edges.map(edgeLook))
  const usedGates = new Set(used.cards.flatMap(({ ingress, egress }) => [ingress, egress]))
  return {
    edges: edges.filter(({ look }) => looks.has(look)),
    gates: gates.filter(({ gate }) => usedGates.has(gate)),
  }
}
