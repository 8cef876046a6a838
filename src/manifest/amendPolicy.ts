import type { Direction, NetworkPolicy, Rule } from '../model/policy'
import type { Json } from '../model/shared'
import type { Place } from '../model/text'
import type { KeyChange, Plan, SeqEntry } from './amendSurgery'
import { fieldOf, resolved, type SeqNode, type YamlNode } from './amendTree'
import { ruleComment } from './writeComment'
import {
  peerObject,
  peersKey,
  policyTypeName,
  portObject,
  ruleObject,
  selectorObject,
  specObject,
} from './writeSpec'
import { noComments } from './writeYaml'

const keep: Plan = { kind: 'keep' }
const specOrder = ['podSelector', 'policyTypes', 'ingress', 'egress']
const ruleOrder = ['from', 'to', 'ports']

/**
 * The plan that turns the text of one policy into another: parts that both hold (by place, else by content) are
 * kept, parts that are gone are removed, new ones put. `node` is the policy's object in its document, which says
 * `was`. Total; linear in the rules, apart from matching parts of one list with each other.
 */
export function policyPlan(node: YamlNode, was: NetworkPolicy, want: NetworkPolicy): Plan {
  const spec = fieldOf(node, 'spec')
  if (spec?.kind !== 'map' || spec.pairs.length === 0) return wholeSpecPlan(was, want)
  const changes = [
    ...selectorChange(was, want),
    ...rulesChange('ingress', fieldOf(spec, 'ingress'), was, want),
    ...rulesChange('egress', fieldOf(spec, 'egress'), was, want),
    ...typesChange(spec, want),
  ]
  const plan: Plan = { kind: 'map', changes, order: specOrder }
  return onObject([...nameChange(was, want), ...(changes.length === 0 ? [] : [{ key: 'spec', plan }])])
}

/** Writes the policy's `spec` anew, and its name where it gets another one, and leaves the rest of its object as it is. */
export function wholeSpecPlan(was: NetworkPolicy, want: NetworkPolicy): Plan {
  const spec = specObject(want)
  const comments = new Map<Json, string>()
  for (const direction of ['ingress', 'egress'] as const)
    want[direction].forEach((rule, i) => {
      const list = spec[direction]
      const object = Array.isArray(list) ? (list as readonly Json[])[i] : undefined
      if (object !== undefined) comments.set(object, ruleComment(direction, want.podSelector, rule))
    })
  return onObject([...nameChange(was, want), { key: 'spec', plan: { kind: 'put', value: spec, comments } }])
}

function onObject(changes: readonly KeyChange[]): Plan {
  return changes.length === 0
    ? keep
    : { kind: 'map', changes, order: ['apiVersion', 'kind', 'metadata', 'spec'] }
}

function nameChange(was: NetworkPolicy, want: NetworkPolicy): readonly KeyChange[] {
  if (was.name === want.name) return []
  const changes: readonly KeyChange[] = [{ key: 'name', plan: put(want.name) }]
  return [{ key: 'metadata', plan: { kind: 'map', changes, order: ['name', 'namespace'] } }]
}

function selectorChange(was: NetworkPolicy, want: NetworkPolicy): readonly KeyChange[] {
  return sameContent(was.podSelector, want.podSelector)
    ? []
    : [{ key: 'podSelector', plan: put(selectorObject(want.podSelector)) }]
}

/** Nothing to do where the types that the text names, or those that follow from its rules, are the wanted ones (SEMANTICS 2). */
function typesChange(spec: YamlNode, want: NetworkPolicy): readonly KeyChange[] {
  const node = fieldOf(spec, 'policyTypes')
  const list = resolved(node)
  const names = list?.kind === 'seq' ? list.items.map(({ value }) => scalarOf(value)) : []
  const wanted = want.policyTypes.map(policyTypeName)
  const meant = names.length > 0 ? names : want.egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']
  if (new Set(meant).size === wanted.length && wanted.every((name) => meant.includes(name))) return []
  if (list?.kind !== 'seq' || node?.kind !== 'seq' || names.length === 0)
    return [{ key: 'policyTypes', plan: put(wanted) }]
  const stays: SeqEntry[] = names.flatMap((name, old) =>
    wanted.includes(name) ? [{ old, plan: keep, comment: null }] : [],
  )
  const comes = wanted.filter((name) => !names.includes(name))
  const items = [...stays, ...comes.map((name): SeqEntry => ({ old: null, plan: put(name), comment: null }))]
  return [{ key: 'policyTypes', plan: { kind: 'seq', items } }]
}

function scalarOf(node: YamlNode): string {
  const value = resolved(node)
  return value?.kind === 'scalar' ? value.text : ''
}

function rulesChange(
  direction: Direction,
  node: YamlNode | undefined,
  was: NetworkPolicy,
  want: NetworkPolicy,
): readonly KeyChange[] {
  const before = was[direction]
  const after = want[direction]
  const samePods = sameContent(was.podSelector, want.podSelector)
  // Our comments name the pods of the policy too, so they follow them.
  if (sameContent(before, after) && (samePods || node?.kind !== 'seq' || before.length === 0)) return []
  if (after.length === 0)
    return [{ key: direction, plan: want.policyTypes.includes(direction) ? put([]) : null }]
  const plan = listPlan(node, before, after, {
    object: (rule) => ruleObject(direction, rule),
    comment: (rule, old) =>
      samePods && sameContent(old, rule) ? null : ruleComment(direction, want.podSelector, rule),
    amend: (item, old, rule) => rulePlan(direction, item, old, rule),
  })
  return [{ key: direction, plan }]
}

function rulePlan(direction: Direction, node: YamlNode, was: Rule, want: Rule): Plan {
  if (sameContent(was, want)) return keep
  if (node.kind !== 'map' || node.pairs.length === 0 || (want.peers === 'any' && want.ports === 'any'))
    return put(ruleObject(direction, want))
  const key = peersKey(direction)
  const changes = [
    ...partsChange(key, fieldOf(node, key), was.peers, want.peers, peerObject),
    ...partsChange('ports', fieldOf(node, 'ports'), was.ports, want.ports, portObject),
  ]
  return { kind: 'map', changes, order: ruleOrder }
}

/** The change of a rule's peers or ports. */
function partsChange<T extends Part>(
  key: string,
  node: YamlNode | undefined,
  was: readonly T[] | 'any',
  want: readonly T[] | 'any',
  object: (part: T) => Json,
): readonly KeyChange[] {
  if (sameContent(was, want)) return []
  // An empty list would mean "any" just as well, but only to those who know.
  if (want === 'any') return [{ key, plan: null }]
  const amend = (_: YamlNode, before: T, after: T): Plan =>
    sameContent(before, after) ? keep : put(object(after))
  return [
    { key, plan: listPlan(node, was === 'any' ? [] : was, want, { object, comment: () => null, amend }) },
  ]
}

interface Part {
  readonly place: Place | null
}

interface Writing<T> {
  readonly object: (part: T) => Json
  /** Above a new part, or in the place of the comment of ours above an old one; null for none. */
  readonly comment: (part: T, was: T | undefined) => string | null
  readonly amend: (node: YamlNode, was: T, want: T) => Plan
}

/** The list item by item; as a whole where the text does not show the list that the model has. */
function listPlan<T extends Part>(
  node: YamlNode | undefined,
  before: readonly T[],
  after: readonly T[],
  writing: Writing<T>,
): Plan {
  const { object, comment, amend } = writing
  const former = formerPositions(before, after)
  if (node?.kind !== 'seq' || before.length === 0 || node.items.length !== before.length || former === null)
    return wholeList(before, after, writing)
  const items = after.map((part, i): SeqEntry => {
    const old = former[i] ?? null
    const was = old === null ? undefined : before[old]
    const item = old === null ? undefined : itemOf(node, old)
    if (was === undefined || item === undefined)
      return { old: null, plan: put(object(part)), comment: comment(part, undefined) }
    return { old, plan: amend(item, was, part), comment: comment(part, was) }
  })
  return { kind: 'seq', items }
}

function itemOf(node: SeqNode, position: number): YamlNode | undefined {
  return node.items[position]?.value
}

function wholeList<T extends Part>(
  before: readonly T[],
  after: readonly T[],
  { object, comment }: Writing<T>,
): Plan {
  const objects = after.map(object)
  const comments = new Map<Json, string>()
  after.forEach((part, i) => {
    const was = before.find((it) => sameContent(it, part))
    const text = comment(part, was)
    if (text !== null) comments.set(objects[i] ?? null, text)
  })
  return { kind: 'put', value: objects, comments }
}

/**
 * For each wanted part the position of the old one that it is: by place, else by equal content. Of two with one place the first is
 * the old one, and the other new. Null when the old ones' places are ambiguous.
 */
function formerPositions<T extends Part>(
  before: readonly T[],
  after: readonly T[],
): (number | null)[] | null {
  const byPlace = new Map(before.map((part, i) => [placeKey(part.place), i]))
  if (byPlace.size !== before.length) return null
  const used = new Set<number>()
  const found = after.map(({ place }) => {
    const position = place === null ? null : (byPlace.get(placeKey(place)) ?? null)
    if (position === null || used.has(position)) return null
    used.add(position)
    return position
  })
  return found.map((position, i) => {
    if (position !== null) return position
    const same = before.findIndex((part, j) => !used.has(j) && sameContent(part, after[i]))
    if (same < 0) return null
    used.add(same)
    return same
  })
}

function placeKey(place: Place | null): string {
  return place === null ? '' : `${place.from}:${place.to}`
}

/** Equal but for places. */
function sameContent(a: unknown, b: unknown): boolean {
  return contentText(a) === contentText(b)
}

function contentText(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => (key === 'place' ? undefined : inner))
}

function put(value: Json): Plan {
  return { kind: 'put', value, comments: noComments }
}
