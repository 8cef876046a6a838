import { readFiles } from '../src/cli/files'
import { read } from '../src/manifest/read'
import { writePolicy } from '../src/manifest/writePolicy'
import type { Cluster } from '../src/model/cluster'
import { isPolicyEdit, type OnlyEdit, type ReachEdit } from '../src/model/edit'
import { editId, fileId } from '../src/model/ids'
import type { NetworkPolicy } from '../src/model/policy'
import type { ManifestFile } from '../src/model/text'
import { readEditsYaml } from '../src/notation/editsYaml'
import { resolveEdit } from '../src/notation/resolveEdit'
import { costOf } from '../src/synthesis/cost'
import { synthesise } from '../src/synthesis/synthesise'
import { editsForSame } from './besideSame'
import type { PeerSet, Scenario } from './besideScenarios'
import { type Comparison, compareWithWanted } from './besideWanted'
import { benchOptions } from './readInput'

/** One wanted connectivity of an application, and the sets of policies that are held against it. */
export interface Measured {
  readonly application: string
  /** Whose connectivity it is; null for what the application needs. */
  readonly sameAs: string | null
  readonly ours: MeasuredSet
  readonly peers: readonly MeasuredSet[]
}

export interface MeasuredSet extends Comparison {
  readonly name: string
  readonly policies: number
  readonly rules: number
  /** Peers and ports. */
  readonly entries: number
  /** Of YAML without separators: all sets written by the same writer, the comment of each rule included. */
  readonly lines: number
  /** Of those, what cannot be left out: all but comments, namespaces, and the protocol where it is TCP. */
  readonly bareLines: number
  /** As its author published them. */
  readonly publishedLines: number
}

type FlowEdit = ReachEdit | OnlyEdit

/** An application without any policies, and what there is to compare. */
export interface Application {
  readonly cluster: Cluster
  readonly needed: readonly FlowEdit[] | null
  readonly sets: readonly PublishedSet[]
}

interface PublishedSet {
  readonly name: string
  readonly policies: readonly NetworkPolicy[]
  readonly publishedLines: number
}

/** What a scenario's files say. Throws for data that cannot be read. */
export function applicationOf({ manifests, needed, peers }: Scenario): Application {
  const cluster = { ...clusterIn(filesIn(manifests)), policies: [] }
  return {
    cluster,
    needed: needed === null ? null : editsIn(needed, cluster),
    sets: peers.map((peer) => ({ name: peer.name, ...publishedSet(peer) })),
  }
}

/**
 * An application's policies by everybody: held against what it needs, and each set of others once more against ours for just what
 * that set grants.
 */
export function measure(scenario: Scenario): readonly Measured[] {
  const { cluster, needed, sets } = applicationOf(scenario)
  const against = (edits: readonly FlowEdit[], sameAs: string | null): Measured => {
    const measured = (policies: readonly NetworkPolicy[]) => ({
      ...sizeOf(policies),
      ...compareWithWanted(cluster, policies, edits),
    })
    const ours = measured(synthesise(cluster, edits, benchOptions).policies)
    const compared = sets.filter(({ name }) => sameAs === null || name === sameAs)
    return {
      application: scenario.name,
      sameAs,
      ours: { name: 'Drawbridge', ...ours, publishedLines: ours.lines },
      peers: compared.map(({ name, policies, publishedLines }) => ({
        name,
        ...measured(policies),
        publishedLines,
      })),
    }
  }
  return [
    ...(needed === null ? [] : [against(needed, null)]),
    ...sets.map(({ name, policies }) => against(editsForSame(cluster, policies), name)),
  ]
}

function sizeOf(policies: readonly NetworkPolicy[]) {
  const changes = policies.map((policy) => ({ kind: 'create' as const, policy, edits: [] }))
  const { rules, entries } = costOf([], changes, { collateralAdded: [], collateralRemoved: [] })
  const lines = policies.flatMap((policy) => linesOf(writePolicy(policy)))
  const bareLines = lines.filter((line) => !/^ *#|^ {2}namespace: |protocol: TCP$/.test(line))
  return { policies: policies.length, rules, entries, lines: lines.length, bareLines: bareLines.length }
}

function publishedSet(peer: PeerSet) {
  if ('objects' in peer) {
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: peer.objects })
    const { policies } = clusterIn([{ id: fileId('published'), name: peer.name, text }])
    return { policies, publishedLines: peer.publishedLines }
  }
  const files = filesIn(peer.files)
  const documents = files.flatMap(({ text }) => text.split(/^---$/m))
  const published = documents.filter((document) => /^kind: NetworkPolicy$/m.test(document))
  const publishedLines = published.flatMap(linesOf).length
  return { policies: clusterIn(files).policies, publishedLines }
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

function filesIn(paths: readonly string[]): readonly ManifestFile[] {
  const files = readFiles(paths, new Uint8Array())
  if ('kind' in files) throw new Error(files.message)
  return files
}

function clusterIn(files: readonly ManifestFile[]): Cluster {
  return read(files, benchOptions).cluster
}

function editsIn(path: string, cluster: Cluster): readonly FlowEdit[] {
  const readings = filesIn([path]).map(readEditsYaml)
  const [problem] = readings.flatMap(({ diagnostics }) => diagnostics)
  if (problem !== undefined) throw new Error(`${path}: ${problem.message}`)
  return readings
    .flatMap(({ edits }) => edits)
    .map(({ edit }, i) => {
      const resolved = resolveEdit(cluster, edit)
      if (resolved.kind === 'wrong') throw new Error(`${path}: ${resolved.message}`)
      const wish = resolved.value.edit
      if (isPolicyEdit(wish) || wish.kind === 'open')
        throw new Error(`${path}: ${wish.kind} is not about flows`)
      return { ...wish, id: editId(`e${i + 1}`) }
    })
}
