import type { ConnectionSet } from '../model/connections'
import type { EditEnd } from '../model/edit'
import type { OneOrMore, Peer, Rule } from '../model/policy'
import { compareSizes, rulesDifference } from './cost'
import { partPeers } from './peers'
import { portsWithin, type Resolve, withoutConnections } from './ports'
import type { Scene } from './scene'

export interface RuleCut {
  /** What stays of the rule. */
  readonly rules: readonly Rule[]
  /** What some peers lose; names of ports stay names. */
  readonly lost: Rule
}

/** Everybody may do everything: what a side that is not isolated amounts to. */
export const openRule: Rule = { peers: 'any', ports: 'any', place: null }

/**
 * Takes connections with one end out of a rule of a policy in `namespace`. `resolve` says what a named port stands for on the
 * destinations in question. Where some peers keep what others lose, a rule for either is compared with one for all on the ports that
 * stay and one more for those who keep the rest, or everything, which may take fewer words; `was` is what is there already.
 * Null when the rule grants nothing of it. Parts that stay are the same objects. Total.
 */
export function cutRule(
  scene: Scene,
  rule: Rule,
  { end, removed, namespace }: { end: EditEnd; removed: ConnectionSet; namespace: string },
  resolve: Resolve,
  was: readonly Rule[] = [rule],
): RuleCut | null {
  const lostPorts = portsWithin(rule.ports, removed, resolve)
  if (lostPorts === null) return null
  const { within, without } = partPeers(scene, rule.peers, end, namespace)
  const [peers, others] = [oneOrMore(within), oneOrMore(without)]
  if (peers === null) return null
  const lost: Rule = { peers, ports: lostPorts, place: null }
  const leftPorts = withoutConnections(rule.ports, removed, resolve)
  if (others === null) return { rules: leftPorts === null ? [] : [{ ...rule, ports: leftPorts }], lost }
  if (leftPorts === null) return { rules: [{ ...rule, peers: others }], lost }
  const forOthers: Rule = { peers: others, ports: rule.ports, place: null }
  const ways: readonly (readonly Rule[])[] = [
    [
      { ...rule, peers: others },
      { peers, ports: leftPorts, place: null },
    ],
    [
      { ...rule, ports: leftPorts },
      { ...forOthers, ports: lostPorts },
    ],
    [{ ...rule, ports: leftPorts }, forOthers],
  ]
  const [rules = []] = ways.toSorted((a, b) => compareSizes(rulesDifference(was, a), rulesDifference(was, b)))
  return { rules, lost }
}

function oneOrMore(list: readonly Peer[]): OneOrMore<Peer> | null {
  const [first, ...others] = list
  return first === undefined ? null : [first, ...others]
}
