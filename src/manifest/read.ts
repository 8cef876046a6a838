import type { Cluster } from '../model/cluster'
import type { Diagnostic, ManifestFile } from '../model/text'
import type { ScenarioOptions } from '../model/workspace'
import { createAlikeParser } from './alikeDocuments'
import { assemble } from './assemble'
import { type Decoded, decodeDocument } from './decode'
import type { Fact } from './facts'
import { factIn, type Origin, problemIn } from './move'
import type { ParseOutcome } from './parse'
import { splitDocuments } from './split'

/** What the manifests say, and what is wrong with them. */
export interface Reading {
  readonly cluster: Cluster
  /** By file, then place. */
  readonly diagnostics: readonly Diagnostic[]
  readonly documents: number
  /** Kinds that are not read, by name. */
  readonly skipped: readonly { readonly kind: string; readonly count: number }[]
  /** Pods in phase Succeeded or Failed, which have no traffic (SEMANTICS 13). */
  readonly finishedPods: number
}

/** Remembers what each document's text said, so that a keystroke reads one document again and not all. */
export interface ReadMemo {
  readonly decode: (text: string) => Decoded
  /** Forgets the texts that were not asked for since the last time. */
  readonly forgetUnused: () => void
}

export function createReadMemo(): ReadMemo {
  const parse = createAlikeParser()
  let earlier = new Map<string, Decoded>()
  let current = new Map<string, Decoded>()
  return {
    decode: (text) => {
      const found = current.get(text) ?? earlier.get(text) ?? decoded(parse(text))
      current.set(text, found)
      return found
    },
    forgetUnused: () => {
      earlier = current
      current = new Map()
    },
  }
}

/**
 * The cluster that the files describe. Whatever cannot be read or would be refused by the API server becomes a
 * diagnostic with its place, and everything else is still read. The same files and options give the same reading.
 * Total; O(n log n), and with `memo` documents whose text was read before are not parsed again. `onProgress` is told
 * before each document how many were read, of how many.
 */
export function read(
  files: readonly ManifestFile[],
  options: ScenarioOptions,
  memo: ReadMemo = createReadMemo(),
  onProgress: (done: number, of: number) => void = () => {},
): Reading {
  const facts: Fact[] = []
  const problems: Diagnostic[] = []
  const split = files.map((file) => ({ file: file.id, parts: splitDocuments(file.text) }))
  const total = split.reduce((sum, { parts }) => sum + parts.length, 0)
  let documents = 0
  for (const { file, parts } of split) {
    for (const [document, part] of parts.entries()) {
      onProgress(documents, total)
      const origin: Origin = { ...part, file, document }
      const decoded = memo.decode(part.text)
      for (const fact of decoded.facts) facts.push(factIn(origin, fact))
      for (const problem of decoded.problems) problems.push(problemIn(origin, problem))
      documents += 1
    }
  }
  memo.forgetUnused()
  const { cluster, diagnostics, finishedPods } = assemble(facts, files, options)
  return {
    cluster,
    diagnostics: inOrder([...problems, ...diagnostics], files),
    documents,
    skipped: countSkipped(facts),
    finishedPods,
  }
}

/** The reading with what others found in its cluster, in the same order by file and place. Total, O(n log n). */
export function withDiagnostics(
  reading: Reading,
  more: readonly Diagnostic[],
  files: readonly ManifestFile[],
): Reading {
  if (more.length === 0) return reading
  return { ...reading, diagnostics: inOrder([...reading.diagnostics, ...more], files) }
}

function decoded(outcome: ParseOutcome): Decoded {
  if (outcome.kind === 'failed') return { facts: [], problems: [outcome.problem] }
  const { facts, problems } = decodeDocument(outcome.document)
  if (!outcome.hasMore) return { facts, problems }
  const problem: Diagnostic = {
    severity: 'warning',
    code: 'document-after-end',
    message: 'Behind the line `...` follows another document, which kubectl does not read.',
    fix: 'Begin it with a line `---`.',
    place: outcome.document.placeOf([]),
  }
  return { facts, problems: [...problems, problem] }
}

function countSkipped(facts: readonly Fact[]): Reading['skipped'] {
  const counts = new Map<string, number>()
  for (const fact of facts) {
    if (fact.kind === 'skipped') counts.set(fact.name, (counts.get(fact.name) ?? 0) + 1)
  }
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => (a.kind < b.kind ? -1 : 1))
}

function inOrder(diagnostics: readonly Diagnostic[], files: readonly ManifestFile[]): readonly Diagnostic[] {
  const order = new Map(files.map(({ id }, i) => [id, i]))
  const rank = ({ place }: Diagnostic) => (place ? (order.get(place.file) ?? 0) : files.length)
  return [...diagnostics].sort((a, b) => rank(a) - rank(b) || (a.place?.from ?? 0) - (b.place?.from ?? 0))
}
