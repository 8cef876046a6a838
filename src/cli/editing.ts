import { compile } from '../engine/compile'
import { policyYaml } from '../export/policyYaml'
import { placedOffers } from '../manifest/addLabel'
import type { Edit, EditOutcome, Synthesis } from '../model/edit'
import type { Diagnostic } from '../model/text'
import { formatConnections } from '../sets/connections'
import { synthesise } from '../synthesis/synthesise'
import { type GivenEdits, type ListedEdit, listedEdits } from './askedEdits'
import type { Flow } from './connectivity'
import { diagnosticLine } from './diagnosticLine'
import { changesJson } from './editJson'
import { type ImpactFlows, impactFlows } from './impactFlows'
import type { Input } from './input'
import { offerDiagnostic } from './labelOffers'

export const editFormats = ['yaml', 'json'] as const

/** What a command adds to the answer; the diagnostics of what was read come with it. */
export interface Part {
  readonly out: Iterable<string>
  readonly errors?: readonly string[]
  readonly exitCode?: 0 | 1 | 2
}

interface How {
  readonly format: (typeof editFormats)[number]
  readonly quiet: boolean
}

/**
 * The policy changes that make edits true, what becomes of each edit, and the flows that change. Ends with 1 when an edit cannot be
 * made; the others are made all the same. Total; the cost of the synthesis and two compilations.
 */
export function editing(
  { format, quiet }: How,
  { files, reading: { cluster }, options }: Input,
  ofLink: readonly Edit[],
  given: GivenEdits,
): Part {
  const listed = listedEdits(cluster, ofLink, given.edits)
  const edits = listed.flatMap((it) => (it.kind === 'edit' ? it.edit : []))
  const synthesis = synthesise(cluster, edits, options)
  const before = compile(cluster, options, synthesis.policies)
  const after = compile({ ...cluster, policies: synthesis.policies }, options, cluster.policies)
  const flows = impactFlows(before, after, synthesis.impact)
  const said = listed.flatMap((it, i) => outcomeDiagnostics(it, i + 1, synthesis.outcomes))
  const isFailed = said.some(({ severity }) => severity === 'error')
  const lines = said
    .filter(({ severity }) => !quiet || severity === 'error')
    .map((it) => diagnosticLine(it, given.files))
  const { changes } = synthesis
  const offers = placedOffers(files, options, cluster, synthesis.labelOffers)
  const offered = quiet ? [] : offers.map((it) => diagnosticLine(offerDiagnostic(it), files))
  const isYaml = format === 'yaml'
  return {
    exitCode: isFailed ? 1 : 0,
    out: isYaml
      ? linesOf(policyYaml(files, cluster.policies, changes, 'changes'))
      : changesJson(files, cluster.policies, synthesis, flows, offers),
    errors: isYaml ? [...lines, ...offered, ...impactLines(synthesis, flows)] : lines,
  }
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

function outcomeDiagnostics(
  listed: ListedEdit,
  position: number,
  outcomes: readonly EditOutcome[],
): readonly Diagnostic[] {
  const { text, place } = listed
  const say = (severity: Diagnostic['severity'], words: string): Diagnostic => {
    const name = text === '' ? `Edit ${position}` : `Edit ${position}, ${text}`
    return { severity, code: 'edit-outcome', message: `${name}: ${words}`, place }
  }
  if (listed.kind === 'unknown') return [say('error', `It is not made. ${listed.message}`)]
  const notes = listed.notes.map((note) => say('info', note))
  const outcome = outcomes.find(({ edit }) => edit === listed.edit.id)
  if (outcome === undefined || outcome.message === '') return notes
  const isMade = outcome.status === 'holds' || outcome.status === 'already'
  return [
    ...notes,
    isMade ? say('info', outcome.message) : say('error', `It does not hold. ${outcome.message}`),
  ]
}

/** The whole impact can be millions of flows; `json` has them all. */
const listedFlows = 200

function impactLines({ changes }: Synthesis, flows: ImpactFlows): readonly string[] {
  if (changes.length === 0) return ['No policy changes.']
  const collateral = [
    ...signed('+', flows.collateralAdded),
    ...signed('-', flows.collateralRemoved),
    ...signed('=', flows.collateralKept),
  ]
  return [
    `Impact: ${countOf(flows.added)} added, ${countOf(flows.removed)} removed.`,
    ...cut([...signed('+', flows.added), ...signed('-', flows.removed)]),
    collateral.length === 0 ? 'Collateral: none.' : 'Collateral, which no edit asked for:',
    ...cut(collateral),
  ]
}

function signed(sign: string, flows: readonly Flow[]): readonly string[] {
  return flows.map(
    ({ from, to, connections }) => `${sign} ${from.label} => ${to.label} : ${formatConnections(connections)}`,
  )
}

function cut(lines: readonly string[]): readonly string[] {
  const left = lines.length - listedFlows
  return left > 0
    ? [...lines.slice(0, listedFlows), `and ${left} more; --format json lists them all.`]
    : lines
}

function countOf(flows: readonly Flow[]): string {
  return `${flows.length} ${flows.length === 1 ? 'flow' : 'flows'}`
}
