/**
 * Cases of np-guard: manifests, and the list of connections, or of differences, that its analyzer printed for them.
 *
 * Where its model is not ours, this file alone bridges it:
 * - hostNetwork pods are ordinary pods, and an ipBlock never matches a pod: both are options of our scenario.
 * - A peer is an owner, `namespace/name[Kind]`; one pod stands for all. Ours may be several endpoints, which must then agree.
 * - What a workload sends to itself, replicas included, is never listed.
 * - External addresses are IPv4, cut globally and never merged again: lists are compared along the edges of both.
 * - `{ingress-controller}` stands for what Ingress and Route objects let in, which no policy says: left out and counted.
 */
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { load } from 'js-yaml'
import type { Endpoint } from '../model/cluster'
import type { ScenarioOptions } from '../model/workspace'
import {
  compareLists,
  expectedLines,
  filesIn,
  ipv4Ranges,
  type Line,
  type ListedPeer,
  linesOf,
  parsePeer,
} from './conformanceLists'
import { type Judged, refusals } from './judged'
import { evaluate } from './scenario'

const options: ScenarioOptions = {
  ipBlockMatchesPods: 'never',
  hostNetworkPods: 'ordinary',
  defaultNamespace: 'default',
  onlyNewPolicies: false,
}

/** The same options for the command. */
const flags = ['--ip-block-matches-pods', 'never', '--host-network-pods', 'ordinary']

/** The command, for its `diff`. */
type RunCommand = (args: readonly string[]) => Promise<{
  readonly exitCode: number
  readonly out: Iterable<string>
  readonly errors: readonly string[]
}>

/** Compares the connections of all pairs in `folder` with np-guard's; pairs that neither lists have none, and are no points. */
export function judgeNpguard(folder: string): Judged {
  const { comparable, leftOut } = comparableLines(expectedLines(folder))
  const { reading, index } = evaluate(filesIn(join(folder, 'manifests')), options)
  const { points, differences } = compareLists(
    basename(folder),
    comparable.map(parseLine),
    linesOf(index, peersOf),
  )
  return { points, differences: [...refusals(reading), ...differences], leftOut }
}

/** Compares what `diff` prints for the two folders that the case names with what np-guard printed. */
export async function judgeNpguardDiff(folder: string, runCommand: RunCommand): Promise<Judged> {
  const { before, after } = load(readFileSync(join(folder, 'case.yaml'), 'utf8')) as Record<string, string>
  const [old, now] = [before, after].map((it = '') => join(dirname(dirname(folder)), it))
  const { comparable, leftOut } = comparableLines(expectedLines(folder))
  const { exitCode, out, errors } = await runCommand(['diff', ...flags, old ?? '', now ?? ''])
  const failures = errors.filter((line) => exitCode !== 0 || line.includes(': error: '))
  // Theirs has no IPv6.
  const ours = [...out].filter((line) => !/[0-9a-f]*:[0-9a-f:]*\[External\]/.test(line))
  const { points, differences } = compareLists(
    basename(folder),
    comparable.flatMap(parseDifference),
    ours.flatMap(parseDifference),
  )
  return { points, differences: [...failures, ...differences], leftOut }
}

function comparableLines(lines: readonly string[]) {
  const comparable = lines.filter((line) => !line.includes('{ingress-controller}'))
  return { comparable, leftOut: lines.length - comparable.length }
}

function parseLine(line: string): Line {
  const match = /^(\S+) => (\S+) : (.+)$/.exec(line)
  if (match === null) throw new Error(`not a line of np-guard's list: ${line}`)
  const [, from = '', to = '', says = ''] = match
  return { from: parseNpguardPeer(from), to: parseNpguardPeer(to), says }
}

const differenceLine = /^diff-type: (\w+), source: (\S+), destination: (\S+), (ref1: .+)$/

function parseDifference(line: string): readonly Line[] {
  if (line === 'Connectivity diff:') return []
  const match = differenceLine.exec(line)
  if (match === null) throw new Error(`not a line of np-guard's differences: ${line}`)
  const [, change, from = '', to = '', what = ''] = match
  return [{ from: parseNpguardPeer(from), to: parseNpguardPeer(to), says: `${change}, ${what}` }]
}

function parseNpguardPeer(text: string): ListedPeer {
  return parsePeer(text.replace(/\[External\]$/, ''))
}

function peersOf(endpoint: Endpoint): readonly ListedPeer[] {
  if (endpoint.kind === 'external') return ipv4Ranges(endpoint)
  return [`${endpoint.namespace}/${endpoint.name}[${endpoint.workloadKind}]`]
}
