import type { ConnectionSet } from '../model/connections'
import type { EditEnd } from '../model/edit'
import type { OneOrMore, Peer, PortMatch, Rule } from '../model/policy'
import { intersect, isEmpty } from '../sets/connections'
import { partPeers } from './peers'
import { connectionsOfPorts, withoutConnections } from './ports'
import type { Scene } from './scene'

export interface RuleCut {
  /** What stays of the rule: for the other peers as it was, for the cut ones with fewer ports. */
  readonly rules: readonly Rule[]
  /** The peers that lose something. */
  readonly peers: readonly Peer[]
  /** The ports that those peers keep. */
  readonly leftPorts: Rule['ports'] | null
}

/** Everybody may do everything: what a side that is not isolated amounts to. */
export const openRule: Rule = { peers: 'any', ports: 'any', place: null }

/**
 * Takes connections with one end out of a rule of a policy in `namespace`. `resolve` says what a named port stands for on the
 * destinations in question. Null when the rule grants nothing of it. Parts that stay are the same objects. Total.
 */
export function cutRule(
  scene: Scene,
  rule: Rule,
  end: EditEnd,
  removed: ConnectionSet,
  namespace: string,
  resolve: (port: PortMatch & { kind: 'named' }) => ConnectionSet,
): RuleCut | null {
  if (isEmpty(intersect(connectionsOfPorts(rule.ports, resolve), removed))) return null
  const { within, without } = partPeers(scene, rule.peers, end, namespace)
  const [peers, others] = [oneOrMore(within), oneOrMore(without)]
  if (peers === null) return null
  const leftPorts = withoutConnections(rule.ports, removed, resolve)
  if (others === null)
    return { rules: leftPorts === null ? [] : [{ ...rule, ports: leftPorts }], peers, leftPorts }
  const narrowed: readonly Rule[] = leftPorts === null ? [] : [{ peers, ports: leftPorts, place: null }]
  return { rules: [{ ...rule, peers: others }, ...narrowed], peers, leftPorts }
}

function oneOrMore(list: readonly Peer[]): OneOrMore<Peer> | null {
  const [first, ...others] = list
  return first === undefined ? null : [first, ...others]
}
