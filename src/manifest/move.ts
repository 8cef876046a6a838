import type { Peer, PortMatch, Rule } from '../model/policy'
import type { Diagnostic, FileId, Place } from '../model/text'
import type { Fact, PolicyFact } from './facts'
import type { DocumentPart } from './split'

/** Where a document stands in the workspace. */
export interface Origin extends Omit<DocumentPart, 'text'> {
  readonly file: FileId
  readonly document: number
}

/** A place in a document's own text, as a place in its file. */
export function placeIn(origin: Origin, place: Place): Place {
  const { file, document } = origin
  return {
    file,
    document,
    from: place.from + origin.from,
    to: place.to + origin.from,
    line: place.line + origin.line,
    column: place.line === 1 ? place.column + origin.column : place.column,
  }
}

export function problemIn(origin: Origin, problem: Diagnostic): Diagnostic {
  return { ...problem, place: problem.place && placeIn(origin, problem.place) }
}

/** A fact with all its places moved to the file. Decoded facts are kept by text, so the same one may stand in many places. */
export function factIn<F extends Fact>(origin: Origin, fact: F): F
export function factIn(origin: Origin, fact: Fact): Fact {
  if (fact.kind === 'skipped') return fact
  if (fact.kind === 'policy') return policyIn(origin, fact)
  return { ...fact, place: placeIn(origin, fact.place) }
}

function policyIn(origin: Origin, policy: PolicyFact): PolicyFact {
  const ruleIn = (rule: Rule): Rule => ({
    peers: rule.peers === 'any' ? 'any' : [partIn(rule.peers[0]), ...rule.peers.slice(1).map(partIn)],
    ports: rule.ports === 'any' ? 'any' : [partIn(rule.ports[0]), ...rule.ports.slice(1).map(partIn)],
    place: rule.place && placeIn(origin, rule.place),
  })
  const partIn = <P extends Peer | PortMatch>(part: P): P => ({
    ...part,
    place: part.place && placeIn(origin, part.place),
  })
  return {
    ...policy,
    ingress: policy.ingress.map(ruleIn),
    egress: policy.egress.map(ruleIn),
    place: placeIn(origin, policy.place),
  }
}
