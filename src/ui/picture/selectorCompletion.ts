import type { EndpointSummary } from '../../model/summary'
import { search } from '../search'

/** For each label key its values, with how many workloads have each. */
export type LabelCounts = ReadonlyMap<string, ReadonlyMap<string, number>>

/** What can stand at the caret: a text to take the place of `from` to `to`, each with how many workloads have it. */
export interface Completion {
  readonly from: number
  readonly to: number
  readonly options: readonly CompletionOption[]
}

export interface CompletionOption {
  readonly text: string
  /** What is taken in; a key goes on with `=`. */
  readonly inserted: string
  readonly workloads: number
}

const mostOptions = 6

/** The labels of the cluster's pods. O(labels). */
export function labelCounts(endpoints: readonly Pick<EndpointSummary, 'labels'>[]): LabelCounts {
  const counts = new Map<string, Map<string, number>>()
  for (const { labels } of endpoints)
    for (const [key, value] of Object.entries(labels)) {
      const values = counts.get(key) ?? new Map<string, number>()
      counts.set(key, values)
      values.set(value, (values.get(value) ?? 0) + 1)
    }
  return counts
}

/**
 * What could go on at `caret` in a label selector: a key, or a value of the key before it, among those that the cluster has; what
 * is common comes first, and behind a whole key come the ways to go on with it. No options where nothing is left to say. Total.
 */
export function completeSelector(text: string, caret: number, labels: LabelCounts): Completion {
  const head = text.slice(0, caret)
  const [, listKey = '', list] = /([^\s=!(),<>]+)\s+(?:in|notin)\s*\(([^()]*)$/.exec(head) ?? []
  if (list !== undefined) {
    const said = list.split(',').map((it) => it.trim())
    return completion(head, said.pop() ?? '', valuesOf(labels, listKey, said))
  }
  const [, key = '', value] = /([^\s=!(),<>]+)\s*(?:==?|!=)\s*([^\s=!(),<>]*)$/.exec(head) ?? []
  if (value !== undefined) return completion(head, value, valuesOf(labels, key, []))
  const [, absence, word] = /(?:^|,)\s*(!?)\s*([^\s=!(),<>]*)$/.exec(head) ?? []
  if (word === undefined) return { from: caret, to: caret, options: [] }
  // An operator that is there already stays the one.
  const isFollowed = /^\s*(?:[=!]|(?:not)?in\b)/.test(text.slice(caret))
  if (labels.has(word) && absence === '' && !isFollowed) {
    const equalities = commonFirst(valuesOf(labels, word, [])).map(({ text: of, workloads }) =>
      option(`${word}=${of}`, workloads),
    )
    return { from: caret - word.length, to: caret, options: equalities.slice(0, mostOptions) }
  }
  return completion(head, word, keysOf(labels, absence === '' && !isFollowed ? '=' : ''))
}

function completion(head: string, word: string, options: readonly CompletionOption[]): Completion {
  const found = search(commonFirst(options), (it) => it.text, word, mostOptions)
  const isWhole = found.length === 1 && found[0]?.text === word
  return { from: head.length - word.length, to: head.length, options: isWhole ? [] : found }
}

function commonFirst(options: readonly CompletionOption[]): readonly CompletionOption[] {
  return [...options].sort((a, b) => b.workloads - a.workloads || (a.text < b.text ? -1 : 1))
}

function keysOf(labels: LabelCounts, goesOn: string): readonly CompletionOption[] {
  return [...labels].map(([key, values]) => {
    const workloads = [...values.values()].reduce((sum, count) => sum + count, 0)
    return { ...option(key, workloads), inserted: key + goesOn }
  })
}

function valuesOf(labels: LabelCounts, key: string, said: readonly string[]): readonly CompletionOption[] {
  return [...(labels.get(key) ?? [])]
    .filter(([value]) => value !== '' && !said.includes(value))
    .map(([value, count]) => option(value, count))
}

function option(text: string, workloads: number): CompletionOption {
  return { text, inserted: text, workloads }
}
