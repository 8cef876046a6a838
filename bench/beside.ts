import { type Measured, type MeasuredSet, measure } from './besideMeasure'
import { scenarios } from './besideScenarios'
import { type PairFlows, podToComeName } from './besideWanted'
import { tableText } from './markdownTable'

/** What `--row` calls this table. */
export const besideRow = 'beside'

/** What is to be as small as can be. */
export const counts = ['policies', 'rules', 'entries', 'lines', 'bareLines'] as const

/** Our policies beside those of others, as a Markdown table, and whether ours are nowhere larger for the same connectivity. */
export function besideOthers(): { readonly table: string; readonly isRight: boolean } {
  const all = scenarios.flatMap(measure)
  const head = [
    'what is wanted: whose policies',
    'policies',
    'rules',
    'peers and ports',
    'lines',
    'bare',
    'as published',
    'beyond',
    'beyond, others',
    'missing',
  ]
  const table = tableText([head, ...all.flatMap(linesOf)])
  return { table: `Policies beside those of others\n\n${table}`, isRight: all.every(isNeverMore) }
}

/**
 * Nothing beyond, nothing missing, and for the same connectivity no more of anything that is counted. What others published has few
 * comments or none, so it is held against ours without.
 */
export function isNeverMore({ ours, peers, sameAs }: Measured): boolean {
  const isExact = ours.beyond.length === 0 && ours.missing.length === 0
  const isSmaller = (peer: MeasuredSet) =>
    counts.every((count) => ours[count] <= peer[count]) && ours.bareLines <= peer.publishedLines
  return isExact && (sameAs === null || peers.every(isSmaller))
}

function linesOf({ application, sameAs, ours, peers }: Measured): readonly (readonly string[])[] {
  const wanted = `${application}, ${sameAs === null ? 'needed' : `as ${sameAs}`}`
  return [
    lineOf(`${wanted}: ours`, ours),
    ...peers.map((it) => lineOf(`${wanted}: ${sameAs === null ? it.name : 'theirs'}`, it)),
  ]
}

function lineOf(name: string, set: MeasuredSet): readonly string[] {
  const listed = set.beyond.filter(isListed).length
  const { beyond, missing, publishedLines } = set
  const rest = [publishedLines, listed, beyond.length - listed, missing.length]
  return [name, ...[...counts.map((count) => set[count]), ...rest].map(String)]
}

/** Between workloads that the manifests have. */
export function isListed({ from, to }: PairFlows): boolean {
  return [from, to].every((it) => it.kind === 'workload' && it.name !== podToComeName)
}
