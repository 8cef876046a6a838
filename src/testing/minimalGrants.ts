/** Policies of one namespace as the exhaustive search sees them: whom they select, and what each rule grants to whom. */
import type { Direction, NetworkPolicy, PortMatch, Rule } from '../model/policy'
import { membersOfPeer } from './minimalSpace'
import type { World } from './minimalWorld'

export interface Host {
  /** The policy of the baseline; null for a new one. */
  readonly origin: NetworkPolicy | null
  readonly policy: NetworkPolicy
  readonly members: readonly number[]
}

/** A rule by whom it stands for and by its ports; `mask` is null where a named port means another one on each pod. */
export interface RuleMeaning {
  readonly members: ReadonlySet<number>
  readonly mask: number | null
  readonly maskFor: (destination: number) => number
}

export interface Grants {
  readonly isIsolated: (direction: Direction, subject: number) => boolean
  readonly granted: (direction: Direction, subject: number, peer: number) => number
}

/** Adds up what the hosts grant, rule by rule. */
export function grantsOf(
  world: World,
  hosts: readonly Host[],
  meaningOf: (rule: Rule) => RuleMeaning,
): Grants {
  const rows = new Map<string, Uint32Array>()
  const rowOf = (direction: Direction, subject: number) => {
    const key = `${direction} ${subject}`
    const row = rows.get(key) ?? new Uint32Array(world.endpoints.length)
    rows.set(key, row)
    return row
  }
  for (const { policy, members } of hosts)
    for (const direction of policy.policyTypes)
      for (const subject of members)
        addRules(rowOf(direction, subject), policy[direction].map(meaningOf), direction, subject)
  return {
    isIsolated: (direction, subject) => rows.has(`${direction} ${subject}`),
    granted: (direction, subject, peer) => rows.get(`${direction} ${subject}`)?.[peer] ?? 0,
  }
}

function addRules(
  row: Uint32Array,
  rules: readonly RuleMeaning[],
  direction: Direction,
  subject: number,
): void {
  for (const { members, maskFor } of rules)
    for (const peer of members)
      row[peer] = (row[peer] ?? 0) | maskFor(direction === 'ingress' ? subject : peer)
}

/** Looks up what a rule of a policy in `namespace` means; each rule is worked out once. */
export function meanings(world: World, namespace: string): (rule: Rule) => RuleMeaning {
  const known = new WeakMap<Rule, RuleMeaning>()
  return (rule) => {
    const before = known.get(rule)
    if (before !== undefined) return before
    const members = new Set(
      rule.peers === 'any'
        ? world.endpoints.keys()
        : rule.peers.flatMap((peer) => membersOfPeer(world, peer, namespace)),
    )
    const isNamed = rule.ports !== 'any' && rule.ports.some(({ kind }) => kind === 'named')
    const mask = isNamed ? null : portsMask(world, rule.ports, -1)
    const maskFor = (destination: number) => mask ?? portsMask(world, rule.ports, destination)
    const meaning: RuleMeaning = { members, mask, maskFor }
    known.set(rule, meaning)
    return meaning
  }
}

function portsMask(world: World, ports: Rule['ports'], destination: number): number {
  if (ports === 'any') return world.everyAtom
  return ports.reduce((sum, port) => sum | portMask(world, port, destination), 0)
}

function portMask({ atoms, endpoints }: World, port: PortMatch, destination: number): number {
  const endpoint = endpoints[destination]
  const known = endpoint?.kind === 'workload' ? endpoint.ports : []
  const ranges =
    port.kind === 'range'
      ? [port]
      : known
          .filter(({ name, protocol }) => name === port.name && protocol === port.protocol)
          .map((it) => ({ first: it.port, last: it.port }))
  return atoms.reduce(
    (mask, { protocol, first }, i) =>
      protocol === port.protocol && ranges.some((it) => it.first <= first && first <= it.last)
        ? mask | (1 << i)
        : mask,
    0,
  )
}
