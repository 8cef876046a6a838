import type { compile, PolicyIndex } from '../engine/compile'
import type { Cluster } from '../model/cluster'
import {
  type Edit,
  type EditOutcome,
  isPolicyEdit,
  type OnlyEdit,
  type OpenEdit,
  type ReachEdit,
} from '../model/edit'
import type { EditId } from '../model/ids'
import type { ScenarioOptions } from '../model/workspace'
import { type Claim, claimsOf } from './claims'
import { type Draft, settled } from './draft'
import { endKey, troubleWith } from './ends'
import type { IsolateEdit } from './isolate'
import { spelledOut } from './onlyDrawn'
import { asIsolation } from './openUp'
import { type LocksInOrder, locksInOrder } from './openUpOrder'
import { hopelessOpening } from './openUpOutcome'
import { editingPolicies, type PolicyEditing } from './policyEdits'
import { hopeless } from './reachOutcome'
import { endsOf, evaluate, type Scene, sceneOf } from './scene'

/** What edits ask for, sorted by the steps that make it true. */
export interface Wishes {
  readonly scene: Scene
  /** The baseline. */
  readonly before: PolicyIndex
  readonly editing: PolicyEditing
  /** The baseline with nothing but what is asked of policies as such. */
  readonly start: Draft
  /** What becomes of edits that cannot be done at all. Nothing below speaks of them. */
  readonly troubles: ReadonlyMap<EditId, EditOutcome>
  /** What is asked of flows and isolation; where only what is drawn is to stay, what that begins with. */
  readonly reaches: readonly ReachEdit[]
  readonly only: readonly OnlyEdit[]
  readonly opens: readonly OpenEdit[]
  readonly claims: readonly Claim[]
  readonly locks: LocksInOrder
  /** By edit the later one that undoes it, or a part of it. */
  readonly undone: ReadonlyMap<EditId, EditId>
}

/** What the edits ask for. Total; one compilation, and linear in the members of the ends. */
export function wishesOf(
  cluster: Cluster,
  edits: readonly Edit[],
  options: ScenarioOptions,
  compiled: typeof compile,
): Wishes {
  const editing = editingPolicies(cluster, options, edits.filter(isPolicyEdit))
  const start = settled(cluster.policies, editing.draft)
  const others = edits.filter((edit) => !isPolicyEdit(edit))
  const opening = others.filter((edit) => edit.kind === 'open')
  const asked = others.flatMap((edit) => (edit.kind === 'open' ? [] : spelledOut(cluster, options, edit)))
  const scene = sceneOf(cluster, [...asked, ...opening.map(asIsolation)], options, start.policies, compiled)
  const troubles = new Map([...asked, ...opening].flatMap((edit) => troubleOf(scene, edit)))
  const isSound = ({ id }: Edit) => !troubles.has(id)
  const reaches = asked.filter(isSound)
  const only = others.filter((edit) => edit.kind === 'only').filter(isSound)
  const opens = opening.filter(isSound)
  const before = evaluate(scene, cluster.policies)
  const { claims, undone } = claimsOf(scene, before, reaches)
  const isolations = reaches.filter((edit) => edit.kind === 'isolate').toSorted(byContent)
  const order = edits.map(({ id }) => id)
  const locks = locksInOrder(scene, order, isolations, opens)
  return {
    scene,
    before,
    editing,
    start,
    troubles,
    reaches,
    only,
    opens,
    claims,
    locks,
    undone: new Map([...undone, ...locks.undone]),
  }
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
