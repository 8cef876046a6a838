import type { Cluster, Workload } from '../model/cluster'
import type { LabelOffer, PodLabel } from '../model/edit'
import type { Json } from '../model/shared'
import type { PlacedLabelOffer } from '../model/summary'
import type { ManifestFile, Place } from '../model/text'
import type { ScenarioOptions } from '../model/workspace'
import { factsOf } from './amendCheck'
import { listItems } from './amendDocument'
import { remembered } from './amendLocate'
import type { Plan } from './amendSurgery'
import { amendText } from './amendText'
import { fieldOf, parseTree, resolved, type YamlNode } from './amendTree'
import type { Fact } from './facts'
import { type LabelSite, labelSites } from './labelSites'
import { lineAt, lineStarts } from './locate'
import { createReadMemo, type ReadMemo } from './read'
import { noComments } from './writeYaml'

/**
 * Where the labels of a workload's pods stand: each place is the key `labels`, or the nearest one around it where there are none yet;
 * the owner's first. None for a workload of a snapshot. Total; linear in the documents.
 */
export function labelPlaces(
  files: readonly ManifestFile[],
  options: ScenarioOptions,
  workload: Workload,
  memo: ReadMemo = createReadMemo(),
): readonly Place[] {
  // Many pods may stand in one large document.
  const [treeOf, startsOf] = [remembered(parseTree), remembered(lineStarts)]
  return labelSites(files, options, workload, memo).map((site) => {
    const text = files.find(({ id }) => id === site.file)?.text ?? ''
    return placeOf(site, treeOf(site.part.text), startsOf(text))
  })
}

/** The offers with the places of the labels; none where there is no text that anybody edits. Total; `labelPlaces` for each. */
export function placedOffers(
  files: readonly ManifestFile[],
  options: ScenarioOptions,
  { workloads }: Cluster,
  offers: readonly LabelOffer[],
  memo: ReadMemo = createReadMemo(),
): readonly PlacedLabelOffer[] {
  return offers.map((offer) => {
    const workload = workloads.find(({ id }) => id === offer.workload)
    return { ...offer, places: workload ? labelPlaces(files, options, workload, memo) : [] }
  })
}

/**
 * The files with a label added to the pods of a workload, in its owner's pod template and in the pods that are listed; its owner's
 * selector, and every other byte, stays as it is. Null where the text does not allow that, such as labels that an alias shares with
 * a selector, or where there is no text that anybody edits. Never throws; linear in the documents.
 */
export function addLabel(
  files: readonly ManifestFile[],
  options: ScenarioOptions,
  workload: Workload,
  label: PodLabel,
  memo: ReadMemo = createReadMemo(),
): readonly ManifestFile[] | null {
  const sites = labelSites(files, options, workload, memo)
  if (sites.length === 0) return null
  const labelled = files.map((file): ManifestFile | null => {
    const text = labelledText(file, sites, label)
    return text === null ? null : text === file.text ? file : { ...file, text }
  })
  return labelled.every((file) => file !== null) ? labelled : null
}

/** The last document first, so that the offsets of the others stay true. */
function labelledText(file: ManifestFile, sites: readonly LabelSite[], label: PodLabel): string | null {
  const own = sites.filter((site) => site.file === file.id)
  const documents = [...new Set(own.map(({ document }) => document))].toSorted((a, b) => b - a)
  return documents.reduce<string | null>((text, document) => {
    const here = own.filter((site) => site.document === document)
    const part = here[0]?.part
    const amended = part && text !== null ? labelledDocument(part.text, here, label) : null
    if (part === undefined || text === null || amended === null) return null
    return text.slice(0, part.from) + amended + text.slice(part.from + part.text.length)
  }, file.text)
}

/** By one more entry, or by writing the labels out where an alias stands for them; what it says is checked by reading it again. */
function labelledDocument(text: string, sites: readonly LabelSite[], label: PodLabel): string | null {
  const wanted = meaningOf(
    factsOf(text)?.map((fact) => (isSite(sites, fact) ? withLabel(fact, label) : fact)),
  )
  for (const how of ['entry', 'whole'] as const) {
    const amended = amendText(text, (root) => planAt(root, sites, label, how))
    if (amended !== null && meaningOf(factsOf(amended)) === wanted) return amended
  }
  return null
}

function planAt(node: YamlNode, sites: readonly LabelSite[], label: PodLabel, how: 'entry' | 'whole'): Plan {
  const items = listItems(node)
  if (items !== null) {
    const inner = items.map((item, old) => {
      const own = sites.filter((site) => isWithin(site, item))
      return { old, plan: own.length === 0 ? keep : planAt(item, own, label, how), comment: null }
    })
    return inField('items', { kind: 'seq', items: inner }, [])
  }
  const [site] = sites
  return site === undefined ? keep : planFor(node, pathTo(site), labelsOf(site, label, how))
}

const keep: Plan = { kind: 'keep' }

/** One key after the other down to the labels; the first that is missing is put with all that belongs below it. */
function planFor(node: YamlNode, path: readonly string[], labels: Labelling): Plan {
  const [key, ...rest] = path
  const order = ['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'labels', 'spec']
  if (key === undefined)
    return node.kind === 'map' && labels.own !== null
      ? inField(labels.own.key, put(labels.own.value), [])
      : put(labels.whole)
  const inner = fieldOf(node, key)
  if (inner === undefined || isEmpty(inner)) return inField(key, put(nested(rest, labels.whole)), order)
  return inField(key, planFor(inner, rest, labels), order)
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === 'scalar'
}

interface Labelling {
  /** Null where the labels are to be written out. */
  readonly own: PodLabel | null
  readonly whole: Json
}

function labelsOf({ fact }: LabelSite, label: PodLabel, how: 'entry' | 'whole'): Labelling {
  const whole = { ...fact.pods.labels, [label.key]: label.value }
  return { own: how === 'entry' ? label : null, whole }
}

/** From an object to the labels of its pods (SEMANTICS 12). */
function pathTo({ fact }: LabelSite): readonly string[] {
  if (fact.kind === 'pod') return ['metadata', 'labels']
  const job = fact.workloadKind === 'CronJob' ? ['spec', 'jobTemplate'] : []
  return [...job, 'spec', 'template', 'metadata', 'labels']
}

function inField(key: string, plan: Plan, order: readonly string[]): Plan {
  return { kind: 'map', changes: [{ key, plan }], order }
}

function put(value: Json): Plan {
  return { kind: 'put', value, comments: noComments }
}

function nested(path: readonly string[], value: Json): Json {
  return path.reduceRight<Json>((inner, key) => ({ [key]: inner }), value)
}

function isWithin({ fact, part }: LabelSite, node: YamlNode): boolean {
  const offset = fact.place.from - part.from
  return node.from <= offset && offset < node.to
}

function isSite(sites: readonly LabelSite[], fact: Fact): boolean {
  return (
    fact.kind !== 'skipped' &&
    sites.some(
      (site) => site.fact.kind === fact.kind && site.fact.place.from - site.part.from === fact.place.from,
    )
  )
}

function withLabel(fact: Fact, { key, value }: PodLabel): Fact {
  if (fact.kind !== 'controller' && fact.kind !== 'pod') return fact
  const labels = { ...fact.pods.labels, [key]: value }
  // A ReplicationController that names no selector selects by the labels of its template.
  const isImplied = fact.kind === 'controller' && fact.workloadKind === 'ReplicationController'
  const ownerSelector =
    isImplied && isSame(fact.ownerSelector, fact.pods.labels) ? { ownerSelector: labels } : {}
  return { ...fact, pods: { ...fact.pods, labels }, ...ownerSelector }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function meaningOf(facts: readonly Fact[] | undefined): string | undefined {
  return facts && JSON.stringify(facts, (key, value: unknown) => (key === 'place' ? undefined : value))
}

/** The key of the labels, or the nearest one around it that the text has. */
function placeOf(site: LabelSite, tree: YamlNode | null, starts: readonly number[]): Place {
  const { file, document, part, fact } = site
  let node = objectAt(tree, site)
  let [from, to] = [fact.place.from, fact.place.to]
  for (const key of pathTo(site)) {
    const map = resolved(node)
    const pair = map?.kind === 'map' ? map.pairs.findLast((it) => it.key === key) : undefined
    if (pair === undefined) break
    ;[from, to] = [part.from + pair.from, part.from + Math.max(pair.colonEnd, pair.value.to)]
    node = pair.value
  }
  const { line, column } = lineAt(starts, from)
  return { file, document, from, to, line: line + 1, column: column + 1 }
}

function objectAt(node: YamlNode | null, site: LabelSite): YamlNode | null {
  const items = listItems(node)
  if (items === null) return node
  return objectAt(items.find((item) => isWithin(site, item)) ?? null, site)
}
