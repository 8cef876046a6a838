import type { Rule } from '../model/policy'
import type { Admission } from './admission'
import { compareSizes, rulesDifference, type Size } from './cost'
import { portEntries, withPeer, withPort } from './coverMoves'
import { type Lack, type Table, tableOf } from './coverTable'

// Beyond this the first answer stays: it says each thing once, but may need a rule or an entry more than there must be.
const largestSearch = 600

/**
 * The rules that also admit these peers, when they cost less than `first`, which does so too. Tried are all rules of the peers and
 * port ranges at hand, new ones and additions to those that are there; none ever says more than all of them together. `first` for
 * more than a few peers or ports, and whatever is best when the search has taken long. Total; a bounded number of steps.
 */
export function cheaperRules(
  namespace: string,
  rules: readonly Rule[],
  admissions: readonly Admission[],
  first: readonly Rule[],
): readonly Rule[] {
  const table = tableOf(namespace, rules, admissions)
  if (table === null) return first
  let best = first
  let least = rulesDifference(rules, first)
  let steps = 0
  const descend = (state: readonly Rule[]): void => {
    if (++steps > largestSearch) return
    const lacks = table.lacksOf(state)
    const size = rulesDifference(rules, state)
    if (compareSizes(boundOf(table, state, lacks, size), least) >= 0) return
    const [lack] = lacks
    if (lack === undefined) {
      best = state
      least = size
      return
    }
    for (const next of statesFor(table, state, lack)) descend(next)
  }
  descend(rules)
  return best
}

/** Every way to grant what is lacking: a rule more, or one that says more. */
function statesFor(table: Table, state: readonly Rule[], lack: Lack): readonly (readonly Rule[])[] {
  const entries = portEntries(table, lack.atom)
  const peers = table.peers.filter(({ covers, may }) => covers.has(lack.peer) && (may & lack.atom) !== 0)
  const amended = state.flatMap((rule, i): readonly (readonly Rule[])[] => {
    const { covered, mask, may } = table.meaningOf(rule)
    if (mask === null) return []
    const wider = entries.filter((it) => (it.mask & ~may) === 0)
    if (covered.has(lack.peer)) return wider.map((it) => state.with(i, withPort(rule, it)))
    return peers
      .filter((it) => (mask & ~it.may) === 0)
      .flatMap((it) => {
        if (it.peer === null) return []
        const more = withPeer(rule, it.peer)
        if ((mask & lack.atom) !== 0) return [state.with(i, more)]
        return wider
          .filter((entry) => (entry.mask & ~it.may) === 0)
          .map((entry) => state.with(i, withPort(more, entry)))
      })
  })
  const made = peers.flatMap((it) =>
    entries
      .filter((entry) => (entry.mask & ~it.may) === 0)
      .map((entry): readonly Rule[] => [
        ...state,
        {
          peers: it.peer === null ? 'any' : [it.peer],
          ports: entry.port === null ? 'any' : [entry.port],
          place: null,
        },
      ]),
  )
  return [...amended, ...made]
}

/** Lacks of which no two fit into one rule, and none into a rule that is there, need a rule each. */
function boundOf(table: Table, state: readonly Rule[], lacks: readonly Lack[], size: Size): Size {
  if (lacks.length === 0) return size
  const apart: Lack[] = []
  for (const lack of lacks) {
    const isAmendable = state.some((rule) => table.fitsInto(rule, lack))
    if (!isAmendable && !apart.some((other) => table.fitTogether(other, lack))) apart.push(lack)
  }
  const entries = apart.reduce((sum, lack) => sum + (table.mayBeAnyPort(lack) ? 1 : 2), 0)
  return { ...size, rules: size.rules + apart.length, entries: size.entries + Math.max(1, entries) }
}
