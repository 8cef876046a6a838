import type { EditEffect } from '../../model/summary'
import { counted } from '../words'

/** What an edit does to flows, and what is written for it; each empty where it is nothing. */
export interface EffectWords {
  /** `+2 flows`, `−13 flows` */
  readonly added: string
  readonly removed: string
  /** `1 policy, 2 rules, 14 lines of YAML` */
  readonly cost: string
}

/** The effect of one edit in words. Total. */
export function effectWords({ added, removed, policies, rules, peers, lines }: EditEffect): EffectWords {
  const lineCount = lines.reduce((sum, { at }) => sum + at.length, 0)
  const cost = [
    policies === 0 ? [] : counted(policies, 'policy', 'policies'),
    rules === 0 ? [] : counted(rules, 'rule'),
    peers === 0 ? [] : counted(peers, 'peer'),
    lineCount === 0 ? [] : counted(lineCount, 'line'),
  ].flat()
  return {
    added: added === 0 ? '' : `+${counted(added, 'flow')}`,
    removed: removed === 0 ? '' : `−${counted(removed, 'flow')}`,
    cost: cost.length === 0 ? '' : `${cost.join(', ')} of YAML`,
  }
}
