import type { SelectorMatches, SelectorPart } from '../../model/selectorMatches'
import { counted } from '../words'

/** What a part of a policy stands for, in lines: how much, the first names, and how many more. Total. */
export function matchWords(part: SelectorPart, matches: SelectorMatches): string {
  const { what, count, pods, names, nobody } = matches
  const remark = matches.remark === null ? '' : `\n${matches.remark}`
  const verb = part.kind === 'subject' ? 'Applies to' : 'Matches'
  if (what === 'everything') return `${verb} anyone and anything: the rule names nobody.`
  if (count === 0) return `${verb} nothing.${nobody === null ? '' : `\n${nobody}`}${remark}`
  const more = count > names.length ? `\nand ${count - names.length} more` : ''
  return `${verb} ${amount(what, count, pods)}:\n${names.join(', ')}${more}${remark}`
}

function amount(what: SelectorMatches['what'], count: number, pods: number): string {
  if (what === 'addresses') return counted(count, 'end')
  const noun = what === 'namespaces' ? 'namespace' : 'workload'
  return `${counted(count, noun)} (${counted(pods, 'pod')})`
}
