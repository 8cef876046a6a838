import { readFiles } from '../src/cli/files'
import { read } from '../src/manifest/read'
import { writePolicy } from '../src/manifest/writePolicy'
import type { Cluster } from '../src/model/cluster'
import { isPolicyEdit, type ReachEdit, type Synthesis } from '../src/model/edit'
import { editId, fileId } from '../src/model/ids'
import type { NetworkPolicy } from '../src/model/policy'
import type { ManifestFile } from '../src/model/text'
import { readEditsYaml } from '../src/notation/editsYaml'
import { resolveEdit } from '../src/notation/resolveEdit'
import { costOf } from '../src/synthesis/cost'
import { synthesise } from '../src/synthesis/synthesise'
import type { PeerSet, Scenario } from './besideScenarios'
import { type Comparison, compareWithWanted } from './besideWanted'
import { benchOptions } from './readInput'

/** One set of policies, measured. */
export interface MeasuredSet extends Comparison {
  readonly name: string
  readonly policies: number
  readonly rules: number
  /** Peers and ports. */
  readonly entries: number
  /** Of YAML without separators, all sets written by the same writer, comments included. */
  readonly lines: number
  /** As its author published them, without separators; ours are published as they are written. */
  readonly publishedLines: number
  readonly isSame: boolean
}

export interface MeasuredScenario {
  readonly name: string
  readonly synthesis: Synthesis
  readonly ours: MeasuredSet
  readonly peers: readonly MeasuredSet[]
}

/** Our policies for what a scenario wants, and those of others, counted and compared alike. Throws for data that cannot be read. */
export function measureScenario(scenario: Scenario): MeasuredScenario {
  const cluster = { ...clusterIn(filesIn(scenario.manifests)), policies: [] }
  const edits = editsIn(scenario.edits, cluster)
  const synthesis = synthesise(cluster, edits, benchOptions)
  const measured = (name: string, policies: readonly NetworkPolicy[]) => ({
    name,
    ...sizeOf(policies),
    ...compareWithWanted(cluster, policies, edits),
  })
  const ours = measured('Drawbridge', synthesis.policies)
  return {
    name: scenario.name,
    synthesis,
    ours: { ...ours, publishedLines: ours.lines, isSame: true },
    peers: scenario.peers.map((peer) => {
      const { policies, publishedLines } = policiesOf(peer)
      return { ...measured(peer.name, policies), publishedLines, isSame: peer.isSame }
    }),
  }
}

export function load(scenario: Scenario, peer: PeerSet) {
  const cluster = { ...clusterIn(filesIn(scenario.manifests)), policies: [] }
  return { cluster, theirs: policiesOf(peer).policies }
}

function sizeOf(policies: readonly NetworkPolicy[]) {
  const changes = policies.map((policy) => ({ kind: 'create' as const, policy, edits: [] }))
  const { rules, entries } = costOf([], changes, { collateralAdded: [], collateralRemoved: [] })
  const lines = policies.reduce((sum, policy) => sum + linesOf(writePolicy(policy)), 0)
  return { policies: policies.length, rules, entries, lines }
}

function policiesOf({ policies }: PeerSet) {
  if ('objects' in policies) {
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: policies.objects })
    const file = { id: fileId('published'), name: 'published', text }
    return { policies: clusterIn([file]).policies, publishedLines: policies.publishedLines }
  }
  const files = filesIn(policies.in)
  const documents = files.flatMap(({ text }) => text.split(/^---$/m))
  const published = documents.filter((document) => /^kind: NetworkPolicy$/m.test(document))
  return {
    policies: clusterIn(files).policies,
    publishedLines: published.reduce((sum, document) => sum + linesOf(document), 0),
  }
}

function linesOf(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length
}

function filesIn(paths: readonly string[]): readonly ManifestFile[] {
  const files = readFiles(paths, new Uint8Array())
  if ('kind' in files) throw new Error(files.message)
  return files
}

function clusterIn(files: readonly ManifestFile[]): Cluster {
  return read(files, benchOptions).cluster
}

function editsIn(path: string, cluster: Cluster): readonly ReachEdit[] {
  const readings = filesIn([path]).map(readEditsYaml)
  const problem = readings.flatMap(({ diagnostics }) => diagnostics)[0]
  if (problem !== undefined) throw new Error(`${path}: ${problem.message}`)
  return readings
    .flatMap(({ edits }) => edits)
    .map(({ edit }, i) => {
      const resolved = resolveEdit(cluster, edit)
      if (resolved.kind === 'wrong') throw new Error(`${path}: ${resolved.message}`)
      const found = { ...resolved.value.edit, id: editId(`e${i + 1}`) }
      if (isPolicyEdit(found) || found.kind === 'only')
        throw new Error(`${path}: ${found.kind} is not about single flows`)
      return found
    })
}
