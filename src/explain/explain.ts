import type { PolicyIndex } from '../engine/compile'
import { judge } from '../engine/judge'
import { nearMisses } from '../engine/nearMisses'
import type { Cluster, Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Explanation } from '../model/explanation'
import type { EndpointId } from '../model/ids'
import type { Direction } from '../model/policy'
import type { NearMiss, Verdict } from '../model/verdict'
import { intersect, isEmpty, subtract } from '../sets/connections'
import { askedPorts } from './askedPorts'
import { explainSide } from './explainSide'
import { flipsOf } from './flips'
import { headlineOf } from './headline'
import { hintsOf } from './hints'
import { notesOf } from './notes'
import type { Question } from './question'
import { pairWords } from './words'

/**
 * Why one endpoint may or may not reach another, in sentences, with the smallest edits that change it. `asked` are the connections
 * in question; null asks for what the destination declares, or for everything where it declares nothing.
 *
 * Null for an end that the index does not have, and for two addresses outside. Words a verdict of the engine and decides nothing.
 * Total; linear in the policies and in the rules that select either end.
 */
export function explain(
  cluster: Cluster,
  index: PolicyIndex,
  from: EndpointId,
  to: EndpointId,
  asked: ConnectionSet | null,
): Explanation | null {
  const verdict = judge(index, from, to)
  const [sender, receiver] = [endpointOf(index, from), endpointOf(index, to)]
  if (verdict === null || sender === undefined || receiver === undefined) return null
  const [fromName, toName] = pairWords(sender, receiver)
  const inQuestion = asked ?? askedPorts(cluster, receiver)
  const nearest = {
    egress: missesOn(index, verdict, 'egress', inQuestion),
    ingress: missesOn(index, verdict, 'ingress', inQuestion),
  }
  const question: Question = {
    index,
    verdict,
    from: sender,
    to: receiver,
    names: { from: fromName, to: toName },
    asked: inQuestion,
    policies: policiesNamed(index, verdict, [...nearest.egress, ...nearest.ingress]),
    nearMisses: nearest,
  }
  const allowed = intersect(verdict.connections, question.asked)
  return {
    from,
    to,
    asked: question.asked,
    allowed,
    outcome: isEmpty(subtract(question.asked, allowed)) ? 'allowed' : isEmpty(allowed) ? 'blocked' : 'partly',
    ...headlineOf(question, allowed),
    hints: hintsOf(question),
    egress: explainSide(question, 'egress'),
    ingress: explainSide(question, 'ingress'),
    notes: notesOf(question),
    // Who asks for no ports in particular wants the flow gone, not its declared ports alone.
    flips: flipsOf(question, allowed, asked === null ? verdict.connections : allowed),
  }
}

/** The policies that the evidence names, out of all. */
function policiesNamed(
  index: PolicyIndex,
  { egress, ingress }: Verdict,
  misses: readonly NearMiss[],
): Question['policies'] {
  const by = [egress, ingress].flatMap((side) => (side.kind === 'isolated' ? side.by : []))
  const named = new Set([...by, ...misses.map(({ rule }) => rule.policy)])
  const found = index.cluster.policies.filter(({ id }) => named.has(id))
  return new Map(found.map((policy) => [policy.id, policy]))
}

function missesOn(
  index: PolicyIndex,
  verdict: Verdict,
  direction: Direction,
  asked: ConnectionSet,
): readonly NearMiss[] {
  const side = verdict[direction]
  return side.kind === 'notIsolated'
    ? []
    : nearMisses(index, verdict, direction, subtract(asked, side.connections))
}

function endpointOf({ endpoints, positionOf }: PolicyIndex, id: EndpointId): Endpoint | undefined {
  return endpoints[positionOf.get(id) ?? -1]
}
