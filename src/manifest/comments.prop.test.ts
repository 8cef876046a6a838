import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileId, policyId } from '../model/ids'
import type { Direction, NetworkPolicy, OneOrMore, Peer, PortMatch, Rule } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import { defaultOptions } from '../model/workspace'
import { applyChanges } from './applyChanges'
import { read } from './read'
import { isRuleComment, ruleComment } from './writeComment'
import { writePolicy } from './writePolicy'

const directions: readonly Direction[] = ['ingress', 'egress']
const named = (name: string): LabelSelector => ({
  requirements: [{ key: 'app', operator: 'In', values: [name] }],
})
const selector = fc.constantFrom(named('web'), named('db'), named('api'), { requirements: [] })
const peer: fc.Arbitrary<Peer> = fc.oneof(
  selector.map((podSelector): Peer => ({ kind: 'pods', podSelector, namespaces: 'own', place: null })),
  fc.constant<Peer>({ kind: 'ipBlock', cidr: '10.0.0.0/8', except: ['10.1.0.0/16'], place: null }),
)
const port = fc
  .constantFrom(80, 443, 5432)
  .map((first): PortMatch => ({ kind: 'range', protocol: 'TCP', first, last: first, place: null }))
const some = <T>(one: fc.Arbitrary<T>) =>
  fc
    .array(one, { maxLength: 2 })
    .map(([first, ...rest]): OneOrMore<T> | 'any' => (first === undefined ? 'any' : [first, ...rest]))
const rule: fc.Arbitrary<Rule> = fc.record({ peers: some(peer), ports: some(port), place: fc.constant(null) })
const rules = fc.array(rule, { maxLength: 3 })

const policy: fc.Arbitrary<NetworkPolicy> = fc.record({
  id: fc.constant(policyId('shop', 'p')),
  namespace: fc.constant('shop'),
  name: fc.constant('p'),
  podSelector: selector,
  policyTypes: fc.constant(directions),
  ingress: rules,
  egress: rules,
  place: fc.constant(null),
})

/** A list of rules with some gone, some changed in one part, and some new, each where it is put. */
const amended = (was: readonly Rule[], fresh: readonly Rule[], how: readonly number[]): readonly Rule[] => [
  ...was.flatMap((it, i): readonly Rule[] => {
    const other = fresh[i] ?? it
    const choices = [[it], [], [{ ...it, peers: other.peers }], [{ ...it, ports: other.ports }], [it, other]]
    return choices[(how[i] ?? 0) % choices.length] ?? []
  }),
  ...fresh.slice(was.length),
]

const changed = (
  was: NetworkPolicy,
  fresh: NetworkPolicy,
  how: readonly number[],
  isMoved: boolean,
): NetworkPolicy => ({
  ...was,
  podSelector: isMoved ? fresh.podSelector : was.podSelector,
  ingress: amended(was.ingress, fresh.ingress, how),
  egress: amended(was.egress, fresh.egress, how),
})

const fileOf = (text: string) => ({ id: fileId('f1'), name: 'a.yaml', text })

function readOne(text: string): NetworkPolicy {
  const [found] = read([fileOf(text)], defaultOptions).cluster.policies
  if (found === undefined) throw new Error(`no policy in:\n${text}`)
  return found
}

/** The comments right above each rule, nearest last. */
function commentsAbove(text: string, { place }: Rule): readonly string[] {
  const lines = text.split('\n').slice(0, (place?.line ?? 1) - 1)
  const from = lines.findLastIndex((line) => !line.trimStart().startsWith('#'))
  return lines.slice(from + 1).map((line) => line.trim().replace(/^# ?/, ''))
}

const choice = fc.array(fc.nat(), { minLength: 3, maxLength: 3 })

describe('the comments above rules', () => {
  it('are true after any number of changes, and a user’s own stay', () => {
    let kept = 0
    fc.assert(
      fc.property(
        policy,
        fc.array(fc.tuple(policy, choice, fc.boolean()), { maxLength: 3 }),
        (first, steps) => {
          let text = writePolicy(first).replace(/^( *)- from:/m, '$1# ticket 12\n$1- from:')
          for (const [fresh, choices, isMoved] of steps) {
            const was = readOne(text)
            const noted = was.ingress.findIndex((it) => commentsAbove(text, it).includes('ticket 12'))
            const want = changed(was, fresh, choices, isMoved)
            const isGone = (choices[noted] ?? 0) % 5 === 1
            const change = { kind: 'replace', policy: want, edits: [] } as const
            text = applyChanges([fileOf(text)], [was], [change])[0]?.text ?? ''
            if (noted >= 0 && !isGone) {
              expect(text).toContain('# ticket 12')
              kept++
            }
          }
          const now = readOne(text)
          for (const direction of directions)
            for (const one of now[direction]) {
              const ours = commentsAbove(text, one).filter(isRuleComment)
              expect(ours, text).toEqual([ruleComment(direction, now.podSelector, one)])
            }
        },
      ),
      { numRuns: 300, seed: 5 },
    )
    expect(kept).toBeGreaterThan(50)
  })
})
