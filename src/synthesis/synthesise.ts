import type { Cluster } from '../model/cluster'
import type { Edit, EditOutcome, Synthesis } from '../model/edit'
import type { EditId } from '../model/ids'
import type { ScenarioOptions } from '../model/workspace'
import { allowing } from './allow'
import { blocking } from './block'
import { type Claim, claimsOf } from './claims'
import { costOf, noCost } from './cost'
import { changesOf, type Draft, settled } from './draft'
import { endKey, troubleWith } from './ends'
import { type IsolateEdit, isolating } from './isolate'
import { isolationNotesOf, notesOf } from './notes'
import { hopeless, outcomeOf } from './outcomes'
import { impactOf, noImpact } from './proof'
import { endsOf, evaluate, type Scene, sceneOf } from './scene'

/**
 * The smallest policy changes that make all edits true, with the proof by re-evaluation. In order: what is to be isolated, what is
 * to be blocked, then what is to be allowed, so that each step sees which sides are isolated. Of two edits that contradict each
 * other the later wins; otherwise their order does not matter. Without edits nothing changes.
 *
 * Minimal: fewest collateral flows, then policies created or touched, rules, peers and ports, label requirements.
 * Total: what policies cannot say becomes an outcome with a sentence. A few compilations, and one question to the engine for each
 * pair of endpoints that an edit speaks of.
 */
export function synthesise(cluster: Cluster, edits: readonly Edit[], options: ScenarioOptions): Synthesis {
  if (edits.length === 0)
    return { changes: [], policies: cluster.policies, outcomes: [], impact: noImpact, cost: noCost }
  const scene = sceneOf(cluster, edits, options)
  const troubles = new Map(edits.flatMap((edit) => troubleOf(scene, edit)))
  const sound = edits.filter(({ id }) => !troubles.has(id))
  const before = evaluate(scene, cluster.policies)
  const { claims, undone } = claimsOf(scene, before, sound)
  const isolations = sound.filter((edit): edit is IsolateEdit => edit.kind === 'isolate').toSorted(byContent)

  const draft = settled(cluster.policies, draftOf(scene, isolations, claims))
  const changes = changesOf(cluster.policies, draft)
  const after = draft.policies === cluster.policies ? before : evaluate(scene, draft.policies)
  const impact =
    changes.length === 0
      ? noImpact
      : impactOf(cluster, options, draft.policies, claims, isolations, scene.dns)
  const contributed = new Set(changes.flatMap((change) => change.edits))
  const made = sound.filter(({ id }) => contributed.has(id))
  const [isolated, others] = [isolationNotesOf(scene, made, before, after), notesOf(scene, made, impact)]
  const notes = new Map(made.map(({ id }) => [id, [...(isolated.get(id) ?? []), ...(others.get(id) ?? [])]]))
  const result = { before, after, contributed, undone, notes }
  const outcomes = edits.map((edit) => troubles.get(edit.id) ?? outcomeOf(scene, result, edit))
  return {
    changes,
    policies: draft.policies,
    outcomes,
    impact,
    cost: costOf(cluster.policies, changes, impact),
  }
}

function draftOf(scene: Scene, isolations: readonly IsolateEdit[], claims: readonly Claim[]): Draft {
  const start: Draft = { policies: scene.cluster.policies, editsOf: new Map() }
  const isolated = isolating(scene, start, isolations)
  const allows = claims.filter(({ kind }) => kind === 'allow')
  const blocks = claims.filter(({ kind }) => kind === 'block')
  const early = allows.filter(({ exceptions }) => exceptions.length > 0)
  const late = allows.filter(({ exceptions }) => exceptions.length === 0)
  const granted = allowing(scene, isolated, early)
  const blocked = blocks.reduce((draft, claim) => blocking(scene, draft, claim), granted)
  return allowing(scene, blocked, late)
}

function troubleOf(scene: Scene, edit: Edit): readonly [EditId, EditOutcome][] {
  const [trouble] = endsOf(edit).flatMap((end) => troubleWith(scene, end) ?? [])
  if (trouble !== undefined) return [[edit.id, { edit: edit.id, ...trouble }]]
  const message = hopeless(scene, edit)
  return message === null ? [] : [[edit.id, { edit: edit.id, status: 'impossible', message }]]
}

function byContent(a: IsolateEdit, b: IsolateEdit): number {
  const key = ({ end, directions, dns }: IsolateEdit) =>
    JSON.stringify([endKey(end), directions.toSorted(), dns])
  return key(a) < key(b) ? -1 : 1
}
