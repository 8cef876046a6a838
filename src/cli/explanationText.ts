import type { Endpoint } from '../model/cluster'
import type { Explanation, Sentence, SentencePart, SideExplanation } from '../model/explanation'
import type { ManifestFile } from '../model/text'
import { jsonConnections } from './formats'

/** One explanation for each block of addresses that an end stands for; the files give places their names. */
export interface Explained {
  readonly from: Endpoint
  readonly to: Endpoint
  readonly explanation: Explanation
}

export type ExplanationFormatter = (
  explained: readonly Explained[],
  files: readonly ManifestFile[],
) => readonly string[]

export const explanationFormatters = { txt: txtLines, json: jsonLines } as const satisfies Readonly<
  Record<string, ExplanationFormatter>
>

function txtLines(explained: readonly Explained[], files: readonly ManifestFile[]): readonly string[] {
  return explained.flatMap((it, i) => [...(i === 0 ? [] : ['']), ...oneText(it, files)])
}

function oneText({ from, to, explanation }: Explained, files: readonly ManifestFile[]): readonly string[] {
  const { headline, summary, hints, egress, ingress, notes, flips } = explanation
  return [
    `${endText(from)} => ${endText(to)}`,
    headline,
    summary,
    ...hints.map((hint) => sentenceText(hint, files)),
    '',
    `Egress of ${endText(from)}: ${egress.outcome}`,
    ...sideLines(egress, files),
    `Ingress of ${endText(to)}: ${ingress.outcome}`,
    ...sideLines(ingress, files),
    ...section('Notes', notes),
    ...section(
      'To change it',
      flips.map(({ sentence }) => sentence),
    ),
  ]
}

function sideLines(
  { sentences, nearMisses, moreMisses }: SideExplanation,
  files: readonly ManifestFile[],
): readonly string[] {
  const near = [
    ...nearMisses.map((sentence) => sentenceText(sentence, files)),
    ...(moreMisses === '' ? [] : [moreMisses]),
  ]
  return [
    ...sentences.map((sentence) => `  - ${sentenceText(sentence, files)}`),
    ...(nearMisses.length === 0
      ? []
      : [`  ${nearMisses.length === 1 ? 'The nearest rule' : 'The nearest rules'}:`]),
    ...near.map((line) => `  - ${line}`),
  ]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  - ${line}`)]
}

/** Lines alone say too little where there are several files, so a policy comes with its whole place instead. */
function sentenceText(parts: Sentence, files: readonly ManifestFile[]): string {
  return parts
    .map((part) =>
      part.kind === 'policy'
        ? part.text + placeText(part.place, files)
        : part.text.replace(/ \(line \d+\)/, ''),
    )
    .join('')
}

/** ` [file:line:column]`, for the policy's part that the sentence is about. */
function placeText(
  place: Extract<SentencePart, { kind: 'policy' }>['place'],
  files: readonly ManifestFile[],
): string {
  const file = place && files.find(({ id }) => id === place.file)
  return file && !file.snapshot ? ` [${file.name}:${place.line}:${place.column}]` : ''
}

function endText(endpoint: Endpoint): string {
  if (endpoint.kind === 'workload') {
    const { namespace, name, variant, workloadKind } = endpoint
    return `${namespace}/${name}${variant === '' ? '' : `~${variant}`}[${workloadKind}]`
  }
  return rangesText(endpoint)
}

const shownRanges = 3

function rangesText({ ranges }: Extract<Endpoint, { kind: 'external' }>): string {
  const shown = ranges.slice(0, shownRanges).map(({ first, last }) => `${first}-${last}`)
  const left = ranges.length - shown.length
  return `${shown.join(',')}${left > 0 ? ` and ${left} more` : ''}[External]`
}

function jsonLines(explained: readonly Explained[], files: readonly ManifestFile[]): readonly string[] {
  const entries = explained.map(({ from, to, explanation }) => {
    const { asked, allowed, outcome, headline, summary, hints, egress, ingress, notes, flips } = explanation
    return {
      from: jsonEnd(from),
      to: jsonEnd(to),
      asked: jsonConnections(asked),
      allowed: jsonConnections(allowed),
      outcome,
      headline,
      summary,
      hints: hints.map((hint) => sentenceText(hint, files)),
      egress: jsonSide(egress, files),
      ingress: jsonSide(ingress, files),
      notes,
      changes: flips.map(({ sentence }) => sentence),
    }
  })
  return JSON.stringify(entries, null, 2).split('\n')
}

function jsonSide(
  { outcome, sentences, nearMisses, moreMisses }: SideExplanation,
  files: readonly ManifestFile[],
) {
  const texts = (list: readonly Sentence[]) => list.map((sentence) => sentenceText(sentence, files))
  return { outcome, sentences: texts(sentences), nearMisses: texts(nearMisses), moreMisses }
}

function jsonEnd(endpoint: Endpoint) {
  if (endpoint.kind === 'external')
    return { cidrRanges: endpoint.ranges.map(({ first, last }) => `${first}-${last}`) }
  const { namespace, workloadKind: kind, name, variant } = endpoint
  return { namespace, kind, name, ...(variant === '' ? {} : { variant }) }
}
