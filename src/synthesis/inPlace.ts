import type { NetworkPolicy, Rule } from '../model/policy'
import type { Place } from '../model/text'
import { portKey } from './cost'
import { peerKey } from './selectors'

/**
 * A changed policy whose rules, peers and ports stand where the user's text already says them, also when they were worked out anew:
 * so the text keeps its comments and its style wherever it keeps its meaning. A rule without a place takes that of the rule with
 * which it shares most and which is otherwise gone. Total; quadratic in the rules that changed.
 */
export function inPlace(was: NetworkPolicy, is: NetworkPolicy): NetworkPolicy {
  return {
    ...is,
    ingress: rulesInPlace(was.ingress, is.ingress),
    egress: rulesInPlace(was.egress, is.egress),
  }
}

function rulesInPlace(was: readonly Rule[], is: readonly Rule[]): readonly Rule[] {
  const staying = new Set(is.map(({ place }) => place))
  const gone = new Set(was.filter(({ place }) => place !== null && !staying.has(place)))
  return is.map((rule) => {
    const former = was.find(({ place }) => place !== null && place === rule.place)
    if (former !== undefined) return partsInPlace(former, rule)
    const [nearest] = [...gone].toSorted((a, b) => shared(b, rule) - shared(a, rule))
    if (rule.place !== null || nearest === undefined || shared(nearest, rule) === 0) return rule
    gone.delete(nearest)
    return { ...partsInPlace(nearest, rule), place: nearest.place }
  })
}

/** How many peers and ports two rules have in common. */
function shared(a: Rule, b: Rule): number {
  return common(a.peers, b.peers, peerKey) + common(a.ports, b.ports, portKey)
}

function common<T>(a: readonly T[] | 'any', b: readonly T[] | 'any', keyOf: (part: T) => string): number {
  if (a === 'any' || b === 'any') return 0
  const keys = new Set(a.map(keyOf))
  return b.filter((part) => keys.has(keyOf(part))).length
}

function partsInPlace(was: Rule, is: Rule): Rule {
  return { ...is, peers: placed(was.peers, is.peers, peerKey), ports: placed(was.ports, is.ports, portKey) }
}

function placed<List extends readonly { readonly place: Place | null }[]>(
  was: List | 'any',
  is: List | 'any',
  keyOf: (part: List[number]) => string,
): List | 'any' {
  if (was === 'any' || is === 'any') return is
  const places = new Map(was.map((part) => [keyOf(part), part.place]))
  return is.map((part) =>
    part.place === null ? { ...part, place: places.get(keyOf(part)) ?? null } : part,
  ) as readonly List[number][] as List
}
