import { compile } from '../engine/compile'
import { explain } from '../explain/explain'
import type { Reading } from '../manifest/read'
import { portsOn } from '../notation/ports'
import { givenEdits } from './askedEdits'
import { type Command, parseCommand } from './command'
import { twoSides } from './commandPaths'
import { connectivity } from './connectivity'
import { diagnosticLine, failsOn } from './diagnosticLine'
import { differenceFormatters } from './differenceFormats'
import { differences } from './differences'
import { editsHelp } from './editFlags'
import { editing, type Part } from './editing'
import { findEnds } from './ends'
import { type Explained, explanationFormatters } from './explanationText'
import { exposureFormatters, workloadIds } from './exposure'
import { formatters } from './formats'
import { helpText } from './help'
import { type Input, type Opened, openInput, readInput } from './input'

/** What the command says and how it ends. `out` may be far longer than memory: it is worked out as it is taken. */
export interface Answer {
  /** 0 fine, 1 findings or differences that were asked to fail, 2 wrong usage or unreadable input. */
  readonly exitCode: 0 | 1 | 2
  readonly out: Iterable<string>
  readonly errors: readonly string[]
}

type Asked<Kind extends Command['kind']> = Extract<Command, { readonly kind: Kind }>

/**
 * Reads the files or the link that the arguments name and answers. Touches nothing but them, and throws for nothing in them.
 * `standardInput` is what an argument `-` means.
 */
export async function run(
  args: readonly string[],
  standardInput: Uint8Array = new Uint8Array(),
): Promise<Answer> {
  const command = parseCommand(args)
  switch (command.kind) {
    case 'help':
      return { exitCode: 0, out: [helpText(command.about)], errors: [] }
    case 'usage': {
      const help = `See drawbridge ${command.about === null ? '' : `${command.about} `}--help.`
      return failed(`${command.message} ${help}`)
    }
    case 'connectivity':
      return withReading(command, standardInput, ({ reading, options }) => ({
        out: formatters[command.format](connectivity(compile(reading.cluster, options))),
      }))
    case 'explain':
      return withReading(command, standardInput, (input) => explainAnswer(command, input))
    case 'exposure':
      return withReading(command, standardInput, (input) => exposureAnswer(command, input))
    case 'diff':
      return diffAnswer(command, standardInput)
    case 'edit':
      return editAnswer(command, standardInput)
    case 'validate':
      return withReading(command, standardInput, ({ reading }) => ({ out: [summaryOf(reading)] }))
  }
}

async function withReading(
  command: Asked<'connectivity' | 'explain' | 'exposure' | 'validate'>,
  standardInput: Uint8Array,
  answer: (input: Input) => Part,
): Promise<Answer> {
  const opened = await openInput(command.paths, standardInput)
  if ('kind' in opened) return failed(opened.message)
  const input = readInput(opened, command)
  return answerWith(command, [input], () => answer(input))
}

function answerWith(
  { quiet, failOn }: { readonly quiet: boolean; readonly failOn: Asked<'validate'>['failOn'] },
  inputs: readonly Input[],
  answer: () => Part,
): Answer {
  const diagnostics = quiet
    ? []
    : inputs.flatMap(({ files, reading }) => reading.diagnostics.map((it) => diagnosticLine(it, files)))
  if (inputs.some(({ reading }) => isUnreadable(reading)))
    return { exitCode: 2, out: [], errors: [...diagnostics, 'drawbridge: none of the input could be read.'] }
  const { out, errors = [], exitCode = 0 } = answer()
  const isFailed = inputs.some(({ reading }) => failsOn(failOn, reading.diagnostics))
  return { exitCode: exitCode === 0 && isFailed ? 1 : exitCode, out, errors: [...diagnostics, ...errors] }
}

function explainAnswer(command: Asked<'explain'>, { files, reading, options }: Input): Part {
  const index = compile(reading.cluster, options)
  const [from, to] = [command.from, command.to].map((text) => findEnds(index, text, options))
  if (from?.kind !== 'found' || to?.kind !== 'found')
    return unanswered([from, to].flatMap((it) => (it?.kind === 'missing' ? it.message : [])))
  const notes = [from.note, to.note].filter((note) => note !== null)
  const explained: Explained[] = []
  for (const receiver of to.ids) {
    const end = index.endpoints[index.positionOf.get(receiver) ?? -1]
    const ports = end && command.asked && portsOn(end, command.asked)
    if (ports?.kind === 'missing') return unanswered([ports.message])
    notes.push(...(ports?.notes ?? []))
    for (const sender of from.ids) {
      const start = index.endpoints[index.positionOf.get(sender) ?? -1]
      const explanation = explain(reading.cluster, index, sender, receiver, ports?.connections ?? null)
      if (explanation && start && end) explained.push({ from: start, to: end, explanation })
    }
  }
  if (explained.length === 0)
    return unanswered(['No policy says anything about two addresses outside the cluster.'])
  const isExpected = explained.every(
    ({ explanation }) => command.expect === null || explanation.outcome === command.expect,
  )
  return {
    exitCode: isExpected ? 0 : 1,
    out: explanationFormatters[command.format](explained, files),
    errors: notes.map((note) => `info: ${note}`),
  }
}

function exposureAnswer({ endpoint, format }: Asked<'exposure'>, { reading, options }: Input): Part {
  const index = compile(reading.cluster, options)
  if (endpoint === null) return { out: exposureFormatters[format](index, workloadIds(index)) }
  const found = findEnds(index, endpoint, options)
  if (found.kind === 'missing') return unanswered([found.message])
  return {
    out: exposureFormatters[format](index, found.ids),
    errors: found.note === null ? [] : [`info: ${found.note}`],
  }
}

async function editAnswer(command: Asked<'edit'>, standardInput: Uint8Array): Promise<Answer> {
  const opened = await openInput(command.paths, standardInput)
  if ('kind' in opened) return failed(opened.message)
  const given = givenEdits(command.edits, standardInput)
  if ('kind' in given) return failed(given.message)
  if (given.diagnostics.length > 0) {
    const lines = given.diagnostics.map((it) => diagnosticLine(it, given.files))
    return {
      exitCode: 2,
      out: [],
      errors: [...lines, 'drawbridge: not all of the edits can be read, so none was made.'],
    }
  }
  const ofLink = command.baseline ? [] : opened.edits
  if (ofLink.length + command.edits.length === 0) return failed(`There is nothing to do: name ${editsHelp}`)
  const input = readInput(opened, { ...command, baseline: true })
  return answerWith(command, [input], () => editing(command, input, ofLink, given))
}

function unanswered(messages: readonly string[]): Part {
  return { exitCode: 2, out: [], errors: messages.map((message) => `drawbridge: ${message}`) }
}

async function diffAnswer(command: Asked<'diff'>, standardInput: Uint8Array): Promise<Answer> {
  const sides = command.after === null ? '' : 'OLD: '
  const opened = await openInput([command.before], standardInput)
  if ('kind' in opened) return failed(`${sides}${opened.message}`)
  if (command.after === null) return linkDiff(command, opened)
  const openedAfter = await openInput([command.after], standardInput)
  if ('kind' in openedAfter) return failed(`NEW: ${openedAfter.message}`)
  const before = readInput(opened, command, openedAfter.options)
  const after = readInput(openedAfter, command, opened.options)
  return answerWith(command, [before, after], () => differencesOf(command, before, after))
}

/** What a link was drawn on against what it became. */
function linkDiff(command: Asked<'diff'>, opened: Opened): Answer {
  // Only the standard input can turn out to be no link here.
  if (opened.options === null) return failed(`(standard input) is no link; diff takes ${twoSides}`)
  const before = readInput(opened, { ...command, baseline: true })
  const after = readInput(opened, command)
  // The diagnostics after the edits are those before them and what the edits add.
  return answerWith(command, [after], () => differencesOf(command, before, after))
}

function differencesOf(command: Asked<'diff'>, before: Input, after: Input): Part {
  const [old, now] = [before.reading.cluster, after.reading.cluster]
  const found = differences(
    compile(old, before.options, now.policies),
    compile(now, after.options, old.policies),
  )
  return {
    exitCode: command.exitCode && found.length > 0 ? 1 : 0,
    out: differenceFormatters[command.format](found),
    errors: differenceNotes(command, found),
  }
}

/** Lists of connectivity never have what a workload's pods send each other, so a difference there must be said otherwise. */
function differenceNotes(
  { format, quiet }: Asked<'diff'>,
  found: ReturnType<typeof differences>,
): readonly string[] {
  const among = found.filter(({ from, to }) => from === to)
  if (quiet || among.length === 0 || format === 'json' || format === 'jsonl') return []
  const labels = among.map(({ from }) => from.label).join(', ')
  return [
    `info: What pods of the same workload may send each other differs too: ${labels}. See --format jsonl.`,
  ]
}

/** What the reader says of text that is no Kubernetes object at all. */
const unreadableCodes: ReadonlySet<string> = new Set(['not-yaml', 'helm-template', 'no-object', 'no-kind'])

/** Not one Kubernetes object in it, not even one that the API server would refuse. */
function isUnreadable({ cluster, skipped, diagnostics }: Reading): boolean {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const isEmpty = cluster.namespaces.length === 0 && skipped.length === 0
  return isEmpty && errors.length > 0 && errors.every(({ code }) => unreadableCodes.has(code))
}

function summaryOf({ cluster, documents, diagnostics }: Reading): string {
  const count = (severity: string) => diagnostics.filter((it) => it.severity === severity).length
  const { policies, workloads } = cluster
  const amounts = [
    [documents, 'document'],
    [workloads.length, 'workload'],
    [policies.length, 'network policy', 'network policies'],
    [count('error'), 'error'],
    [count('warning'), 'warning'],
  ] as const
  return `${amounts.map(([n, one, many = `${one}s`]) => `${n} ${n === 1 ? one : many}`).join(', ')}`
}

function failed(message: string): Answer {
  return { exitCode: 2, out: [], errors: [`drawbridge: ${message}`] }
}
