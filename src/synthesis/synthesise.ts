import type { compile } from '../engine/compile'
import { createCompiler } from '../engine/compiler'
import type { Cluster } from '../model/cluster'
import {
  type Edit,
  type EditOutcome,
  isPolicyEdit,
  type OnlyEdit,
  type OpenEdit,
  type ReachEdit,
  type Synthesis,
} from '../model/edit'
import type { EditId } from '../model/ids'
import type { ScenarioOptions } from '../model/workspace'
import { allowing } from './allow'
import { blocking } from './block'
import { type Claim, claimsOf, elsewhere } from './claims'
import { costOf, noCost } from './cost'
import { changesOf, type Draft, settled } from './draft'
import { endKey, troubleWith } from './ends'
import type { IsolateEdit } from './isolate'
import { type Judge, judging } from './judging'
import { labelOffersOf, mergeNotes, mergesOf } from './labelOffers'
import { brokenBlocks, mended } from './mend'
import { isolationNotesOf, notesOf } from './notes'
import { keepingDrawn, spelledOut } from './onlyDrawn'
import { keptUndrawn, onlyOutcome, takenBack } from './onlyDrawnOutcome'
import { asIsolation, locking } from './openUp'
import { type LocksInOrder, locksInOrder } from './openUpOrder'
import { hopelessOpening, openedAgain, openOutcome } from './openUpOutcome'
import { holds, hopeless, outcomeOf, type Result } from './outcomes'
import { editingPolicies } from './policyEdits'
import { policyOutcomes } from './policyOutcomes'
import { impactOf, noImpact } from './proof'
import { endsOf, evaluate, type Scene, sceneOf } from './scene'
import { tidied } from './tidy'

/**
 * The smallest policy changes that make all edits true that are not switched off, with the proof by re-evaluation. In order: what
 * is asked of policies as such, what is to be isolated, to be blocked, then to be allowed, so that each step sees which sides are
 * isolated. Of two edits that contradict each other the later wins; otherwise their order does not matter. Without edits nothing
 * changes.
 *
 * Minimal: fewest collateral flows, then policies created or touched, rules, peers and ports, label requirements.
 * Total: what policies cannot say becomes an outcome with a sentence. A few compilations, and one question to the engine for each
 * pair of endpoints that an edit speaks of. `compiled` may remember what it has compiled before.
 */
export function synthesise(
  cluster: Cluster,
  listed: readonly Edit[],
  options: ScenarioOptions,
  compiled: typeof compile = createCompiler(),
): Synthesis {
  const edits = listed.filter(({ off }) => off !== true)
  if (edits.length === 0)
    return {
      changes: [],
      policies: cluster.policies,
      outcomes: [],
      impact: noImpact,
      cost: noCost,
      labelOffers: [],
    }
  const drafted = drafting(cluster, edits, options, compiled)
  const { scene, start, claims, asked, opens, draft, changes, before, after, contributed, sound, only } =
    drafted
  const proved =
    changes.length === 0
      ? noImpact
      : impactOf(scene, cluster, { policies: draft.policies, asked: start.policies, claims, ...asked })
  const kept = keptUndrawn(scene, drafted, only, () =>
    compiled({ ...cluster, policies: draft.policies }, options, [
      ...cluster.policies,
      ...start.policies,
      ...draft.policies,
    ]),
  )
  const impact = kept.length === 0 ? proved : { ...proved, collateralKept: kept }
  const made = sound.filter(({ id }) => contributed.has(id))
  const failed = sound.filter(
    (edit) => edit.kind === 'block' && !contributed.has(edit.id) && !holds(scene, after, edit),
  )
  const opened = opens.filter(({ id }) => contributed.has(id)).map(asIsolation)
  const merges = [...mergesOf(scene, [...made, ...failed], sound), ...mergesOf(scene, opened, opened)]
  const labelOffers = labelOffersOf(scene, merges)
  const said = [
    isolationNotesOf(scene, made, before, after),
    mergeNotes(merges, labelOffers, contributed),
    notesOf(scene, made, impact),
  ]
  const notes = new Map([...sound, ...opened].map(({ id }) => [id, said.flatMap((it) => it.get(id) ?? [])]))
  return {
    changes,
    policies: draft.policies,
    outcomes: outcomesOf(drafted, edits, notes),
    impact,
    cost: costOf(cluster.policies, changes, impact),
    labelOffers,
  }
}

/**
 * The policies of `synthesise` and what becomes of each edit, without the proof: for who compares the draft with something else than
 * the baseline. Nothing is said of flows that come along. Total; costs no pair of endpoints that an edit does not speak of.
 */
export function draftOf(
  cluster: Cluster,
  listed: readonly Edit[],
  options: ScenarioOptions,
): Pick<Synthesis, 'policies' | 'outcomes'> {
  const edits = listed.filter(({ off }) => off !== true)
  if (edits.length === 0) return { policies: cluster.policies, outcomes: [] }
  const drafted = drafting(cluster, edits, options, createCompiler())
  return { policies: drafted.draft.policies, outcomes: outcomesOf(drafted, edits, new Map()) }
}

function drafting(
  cluster: Cluster,
  edits: readonly Edit[],
  options: ScenarioOptions,
  compiled: typeof compile,
) {
  const wishes = edits.filter((edit) => !isPolicyEdit(edit))
  const asks = wishes.flatMap((edit) => (edit.kind === 'open' ? [] : spelledOut(cluster, options, edit)))
  const editing = editingPolicies(cluster, options, edits.filter(isPolicyEdit))
  const start = settled(cluster.policies, editing.draft)
  const opening = wishes.filter((edit) => edit.kind === 'open')
  const ends = [...asks, ...opening.map(asIsolation)]
  const scene = sceneOf(cluster, ends, options, start.policies, compiled)
  const troubles = new Map([...asks, ...opening].flatMap((edit) => troubleOf(scene, edit)))
  const sound = asks.filter(({ id }) => !troubles.has(id))
  const before = evaluate(scene, cluster.policies)
  const { claims, undone } = claimsOf(scene, before, sound)
  const isolations = sound.filter((edit): edit is IsolateEdit => edit.kind === 'isolate').toSorted(byContent)

  const opens = opening.filter(({ id }) => !troubles.has(id))
  const order = edits.map(({ id }) => id)
  const locks = locksInOrder(scene, order, isolations, opens)
  const asked = { isolations: [...locks.isolations, ...locks.again], opens: locks.opens }
  const judge = judging(scene, cluster, { asked: start.policies, claims, ...asked })
  const only = wishes.filter((edit) => edit.kind === 'only' && !troubles.has(edit.id)) as readonly OnlyEdit[]
  const draft = settled(
    cluster.policies,
    keepingDrawn(scene, start, only, claims, (from) => reaching(scene, from, locks, claims, judge)),
  )
  const changes = changesOf(cluster.policies, draft)
  const after = draft.policies === cluster.policies ? before : evaluate(scene, draft.policies)
  const contributed = new Set(changes.flatMap((change) => change.edits))
  const steps = { scene, editing, start, troubles, sound, only, opens, claims, locks, asked }
  const contradicted = new Map([...undone, ...locks.undone])
  return { ...steps, undone: contradicted, draft, changes, before, after, contributed }
}

function outcomesOf(
  {
    scene,
    editing,
    start,
    troubles,
    claims,
    only,
    opens,
    locks,
    draft,
    before,
    after,
    contributed,
    undone,
  }: ReturnType<typeof drafting>,
  edits: readonly Edit[],
  notes: Result['notes'],
): readonly EditOutcome[] {
  const result = { before, after, contributed, undone, notes }
  const settledByThemselves = policyOutcomes(scene, editing, start, before)
  return edits.map((edit) => {
    if (isPolicyEdit(edit)) {
      const outcome = settledByThemselves(edit)
      return only.length === 0 ? outcome : takenBack(start, draft.policies, edit, outcome)
    }
    const trouble = troubles.get(edit.id)
    if (trouble !== undefined) return trouble
    if (edit.kind === 'open') return openOutcome(scene, result, edit, opens)
    const outcome =
      edit.kind === 'only' ? onlyOutcome(scene, { ...result, claims }, edit) : outcomeOf(scene, result, edit)
    return openedAgain(locks, outcome)
  })
}

function reaching(
  scene: Scene,
  start: Draft,
  locks: LocksInOrder,
  claims: readonly Claim[],
  judge: Judge,
  left: readonly Claim[] = claims,
): Draft {
  const isolated = locking(scene, start, locks)
  const allows = left.filter(({ kind }) => kind === 'allow')
  const blocks = left.filter(({ kind }) => kind === 'block')
  const early = allows.filter(({ exceptions }) => exceptions.length > 0)
  const late = allows.filter(({ exceptions }) => exceptions.length === 0)
  const granted = allowing(scene, isolated, early)
  const blocked = blocks.reduce((draft, claim) => blocking(scene, draft, claim, judge), granted)
  const allowed = allowing(scene, blocked, late)
  const done = tidied(start, allowed)
  const inVain = brokenBlocks(scene, blocked, done, blocks)
  // What labels and addresses cannot tell apart from something that is to be allowed is blocked at another side, and not by halves.
  if (inVain.length > 0) {
    const others = left.flatMap((claim) => (inVain.includes(claim) ? elsewhere(claim) : [claim]))
    return reaching(scene, start, locks, claims, judge, others)
  }
  const moved = claims.filter((claim) => !left.includes(claim))
  return mended(scene, done, moved, claims, judge)
}

function troubleOf(scene: Scene, edit: ReachEdit | OpenEdit): readonly [EditId, EditOutcome][] {
  const ends = edit.kind === 'open' ? [edit.end] : endsOf(edit)
  const [trouble] = ends.flatMap((end) => troubleWith(scene, end) ?? [])
  if (trouble !== undefined) return [[edit.id, { edit: edit.id, ...trouble }]]
  const message = edit.kind === 'open' ? hopelessOpening(edit) : hopeless(scene, edit)
  return message === null ? [] : [[edit.id, { edit: edit.id, status: 'impossible', message }]]
}

function byContent(a: IsolateEdit, b: IsolateEdit): number {
  const key = ({ end, directions, dns }: IsolateEdit) =>
    JSON.stringify([endKey(end), directions.toSorted(), dns])
  return key(a) < key(b) ? -1 : 1
}
