import type { EditEffect } from '../../model/summary'

/** What an edit does to flows, and what is written for it; each empty where it is nothing. */
export interface EffectWords {
  /** `+2 flows`, `−13 flows` */
  readonly added: string
  readonly removed: string
  /** `1 policy, 2 rules, 14 lines of YAML` */
  readonly cost: string
}

/** The effect of one edit in words. Total. */
export function effectWords({ added, removed, policies, rules, lines }: EditEffect): EffectWords {
  const lineCount = lines.reduce((sum, { at }) => sum + at.length, 0)
  const cost = [
    counted(policies, 'policy', 'policies'),
    counted(rules, 'rule', 'rules'),
    counted(lineCount, 'line', 'lines'),
  ].filter((it) => it !== '')
  return {
    added: added === 0 ? '' : `+${counted(added, 'flow', 'flows')}`,
    removed: removed === 0 ? '' : `−${counted(removed, 'flow', 'flows')}`,
    cost: cost.length === 0 ? '' : `${cost.join(', ')} of YAML`,
  }
}

function counted(count: number, one: string, several: string): string {
  if (count === 0) return ''
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`
}
