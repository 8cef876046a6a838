import { baselineId, type Cost, type Impact, type PolicyChange } from '../model/edit'
import type { NetworkPolicy, Peer, PortMatch, Rule } from '../model/policy'
import type { LabelSelector, Requirement } from '../model/selector'
import { peerKey, selectorKey } from './selectors'

/** What a part of a policy costs by itself. */
export type Size = Pick<Cost, 'rules' | 'entries' | 'requirements' | 'lines'>

export const noCost: Cost = { collateral: 0, policies: 0, rules: 0, entries: 0, requirements: 0, lines: 0 }

const noSize: Size = { rules: 0, entries: 0, requirements: 0, lines: 0 }

/** The fields of a policy that every one has: apiVersion, kind, metadata with its two, spec, policyTypes. */
const frameLines = 7

/**
 * What changes of a baseline cost, with the collateral of their impact. A created or deleted policy costs all that it says; a
 * replaced one only what it says that it did not say before, and what it no longer says: so tidying up what nobody asked about
 * never pays. Total; linear in the changed policies.
 */
export function costOf(
  baseline: readonly NetworkPolicy[],
  changes: readonly PolicyChange[],
  impact: Pick<Impact, 'collateralAdded' | 'collateralRemoved' | 'collateralKept'>,
): Cost {
  const before = new Map(baseline.map((policy) => [policy.id, policy]))
  const sizes = changes.map((change): Size => {
    const was = before.get(baselineId(change))
    if (change.kind === 'delete') return was === undefined ? noSize : policySize(was)
    return was === undefined ? policySize(change.policy) : differenceSize(was, change.policy)
  })
  const { collateralAdded, collateralRemoved, collateralKept = [] } = impact
  const collateral = collateralAdded.length + collateralRemoved.length + collateralKept.length
  return { collateral, policies: changes.length, ...sizes.reduce(plus, noSize) }
}

/** Negative when the first costs less: collateral, then policies, rules, peers and ports, label requirements, lines. Total. */
export function compareCosts(a: Cost, b: Cost): number {
  return a.collateral - b.collateral || a.policies - b.policies || compareSizes(a, b)
}

/** `compareCosts` for what a part of a policy costs by itself. */
export function compareSizes(a: Size, b: Size): number {
  return a.rules - b.rules || a.entries - b.entries || a.requirements - b.requirements || a.lines - b.lines
}

function policySize(policy: NetworkPolicy): Size {
  const frame: Size = { ...noSize, lines: frameLines + policy.policyTypes.length }
  const rules = (['ingress', 'egress'] as const).flatMap((direction) => [
    policy[direction].length === 0 ? noSize : { ...noSize, lines: 1 },
    ...policy[direction].map(ruleSize),
  ])
  return [frame, selectorSize(policy.podSelector), ...rules].reduce(plus)
}

function differenceSize(was: NetworkPolicy, is: NetworkPolicy): Size {
  const types = [...was.policyTypes, ...is.policyTypes].filter(
    (type) => was.policyTypes.includes(type) !== is.policyTypes.includes(type),
  )
  return [
    { ...noSize, lines: types.length + (was.name === is.name ? 0 : 1) },
    selectorDifference(was.podSelector, is.podSelector),
    rulesDifference(was.ingress, is.ingress),
    rulesDifference(was.egress, is.egress),
  ].reduce(plus)
}

function selectorDifference(was: LabelSelector, is: LabelSelector): Size {
  const key = (requirement: Requirement) => selectorKey({ requirements: [requirement] })
  const changed = [
    ...without(was.requirements, is.requirements, key),
    ...without(is.requirements, was.requirements, key),
  ]
  return changed.length === 0 ? noSize : selectorSize({ requirements: changed })
}

/**
 * What it costs to turn a policy's rules of one direction into others. Those that are there as they were cost nothing; of the others
 * only the entries count that one side has and the other has not. Total; linear.
 */
export function rulesDifference(was: readonly Rule[], is: readonly Rule[]): Size {
  const left = without(was, is, ruleKey)
  const added = without(is, was, ruleKey)
  const [peersBefore, peersAfter] = [left.flatMap(peersOf), added.flatMap(peersOf)]
  const [portsBefore, portsAfter] = [left.flatMap(portsOf), added.flatMap(portsOf)]
  const entries = [
    ...[...without(peersBefore, peersAfter, peerKey), ...without(peersAfter, peersBefore, peerKey)].map(
      peerSize,
    ),
    ...[...without(portsBefore, portsAfter, portKey), ...without(portsAfter, portsBefore, portKey)].map(
      portSize,
    ),
  ]
  const rules = Math.max(0, added.length - left.length)
  const frames = Math.abs(sum(added.map(ruleFrame)) - sum(left.map(ruleFrame)))
  return entries.reduce(plus, { ...noSize, rules, lines: frames })
}

function ruleSize(rule: Rule): Size {
  const frame: Size = { ...noSize, rules: 1, lines: ruleFrame(rule) }
  return [frame, ...peersOf(rule).map(peerSize), ...portsOf(rule).map(portSize)].reduce(plus)
}

/** Its comment, and the keys of its two lists; one that allows everything is `{}`. */
function ruleFrame({ peers, ports }: Rule): number {
  const keys = (peers === 'any' ? 0 : 1) + (ports === 'any' ? 0 : 1)
  return 1 + Math.max(keys, 1)
}

function peerSize(peer: Peer): Size {
  if (peer.kind === 'ipBlock') {
    const lines = 2 + (peer.except.length === 0 ? 0 : 1 + peer.except.length)
    return { ...noSize, entries: 1, lines }
  }
  const { podSelector, namespaces } = peer
  const one: Size = { ...noSize, entries: 1 }
  if (namespaces === 'own') return plus(one, selectorSize(podSelector))
  const isWhole = podSelector.requirements.length === 0
  return [one, selectorSize(namespaces), isWhole ? noSize : selectorSize(podSelector)].reduce(plus)
}

/** Each value of a requirement counts, so that saying two in one is not half of it. */
function selectorSize({ requirements }: LabelSelector): Size {
  const keys = new Set<string>()
  const sizes = requirements.map((requirement): Size => {
    const values = 'values' in requirement ? requirement.values.length : 0
    const isLabel = requirement.operator === 'In' && values === 1 && !keys.has(requirement.key)
    if (isLabel) keys.add(requirement.key)
    const lines = isLabel ? 1 : 2 + (values === 0 ? 0 : 1 + values)
    return { ...noSize, requirements: Math.max(1, values), lines }
  })
  const lists = (keys.size > 0 ? 1 : 0) + (requirements.length > keys.size ? 1 : 0)
  return sizes.reduce(plus, { ...noSize, lines: 1 + lists })
}

function portSize(port: PortMatch): Size {
  if (port.kind === 'named') return { ...noSize, entries: 1, lines: 2 }
  const isAll = port.first <= 1 && port.last >= 65535
  return { ...noSize, entries: 1, lines: isAll ? 1 : port.first === port.last ? 2 : 3 }
}

function peersOf({ peers }: Rule): readonly Peer[] {
  return peers === 'any' ? [] : peers
}

function portsOf({ ports }: Rule): readonly PortMatch[] {
  return ports === 'any' ? [] : ports
}

// Rules never change, and a search for the cheapest change asks about the same ones thousands of times.
const ruleKeys = new WeakMap<Rule, string>()

function ruleKey(rule: Rule): string {
  const known = ruleKeys.get(rule)
  if (known !== undefined) return known
  const { peers, ports } = rule
  const key = JSON.stringify([
    peers === 'any' ? peers : peers.map(peerKey),
    ports === 'any' ? ports : ports.map(portKey),
  ])
  ruleKeys.set(rule, key)
  return key
}

/** One text for ports that say the same. */
export function portKey(port: PortMatch): string {
  return port.kind === 'named'
    ? `${port.protocol} ${port.name}`
    : `${port.protocol} ${port.first}-${port.last}`
}

/** What of a list is left when each of another takes its equal out, once. */
function without<T>(list: readonly T[], taken: readonly T[], keyOf: (it: T) => string): readonly T[] {
  const counts = new Map<string, number>()
  for (const it of taken) counts.set(keyOf(it), (counts.get(keyOf(it)) ?? 0) + 1)
  return list.filter((it) => {
    const count = counts.get(keyOf(it)) ?? 0
    counts.set(keyOf(it), count - 1)
    return count <= 0
  })
}

function plus(a: Size, b: Size): Size {
  return {
    rules: a.rules + b.rules,
    entries: a.entries + b.entries,
    requirements: a.requirements + b.requirements,
    lines: a.lines + b.lines,
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, it) => total + it, 0)
}
