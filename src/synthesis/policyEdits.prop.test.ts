import fc from 'fast-check'
import { describe, it } from 'vitest'
import { meaningOf } from '../manifest/amendCheck'
import { applyChanges } from '../manifest/applyChanges'
import { read } from '../manifest/read'
import { writePolicy } from '../manifest/writePolicy'
import type { Cluster } from '../model/cluster'
import type { Edit, Synthesis } from '../model/edit'
import { editId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { PolicyWish } from '../model/policyWish'
import { defaultOptions } from '../model/workspace'
import { manifestFile } from '../testing/build'
import { clusters } from '../testing/smallClusterArbitraries'
import { synthesise } from './synthesise'
import { templates } from './templates'

const seed = 20261121
const numRuns = 300

interface Case {
  readonly cluster: Cluster
  /** One of its policies. */
  readonly policy: NetworkPolicy
  readonly wishes: readonly PolicyWish[]
}

const cases: fc.Arbitrary<Case> = clusters
  .filter(({ policies }) => policies.length > 0)
  .chain((cluster) =>
    fc
      .tuple(fc.constantFrom(...cluster.policies), fc.array(wishFor(cluster), { minLength: 1, maxLength: 4 }))
      .map(([policy, wishes]) => ({ cluster, policy, wishes })),
  )

function wishFor({ policies, namespaces }: Cluster): fc.Arbitrary<PolicyWish> {
  const policy = fc.constantFrom(...policies.map(({ id }) => id))
  return fc.oneof(
    policy.map((it): PolicyWish => ({ kind: 'deletePolicy', policy: it })),
    fc
      .tuple(policy, fc.constantFrom('a', 'b', ...policies.map(({ name }) => name)))
      .map(([it, name]): PolicyWish => ({ kind: 'renamePolicy', policy: it, name })),
    fc
      .tuple(policy, fc.constantFrom('ingress' as const, 'egress' as const), fc.nat(1))
      .map(
        ([it, direction, position]): PolicyWish => ({ kind: 'disableRule', policy: it, direction, position }),
      ),
    fc.tuple(fc.constantFrom(...templates), fc.constantFrom(...namespaces)).map(
      ([{ name }, { name: namespace }]): PolicyWish => ({
        kind: 'template',
        template: name,
        namespace,
        parameters: { addresses: '10.0.0.1' },
      }),
    ),
  )
}

function asked(cluster: Cluster, wishes: readonly PolicyWish[]): Synthesis {
  const edits = wishes.map((wish, i): Edit => ({ ...wish, id: editId(`e${i}`) }))
  return synthesise(cluster, edits, defaultOptions)
}

/** What policies say, without where. */
function said(policies: readonly NetworkPolicy[]): string {
  return JSON.stringify(policies.map((it) => [it.id, it.name, it.namespace, meaningOf(it)]))
}

function forAll(law: (it: Case) => boolean): void {
  fc.assert(fc.property(cases, law), { seed, numRuns })
}

describe('edits of policies as such', () => {
  it('leave nothing of a deleted policy and touch no other', () =>
    forAll(({ cluster, policy }) => {
      const { policies, changes, impact } = asked(cluster, [{ kind: 'deletePolicy', policy: policy.id }])
      const others = cluster.policies.filter(({ id }) => id !== policy.id)
      const alone = synthesise({ ...cluster, policies: others }, [], defaultOptions)
      return (
        said(policies) === said(alone.policies) &&
        changes.length === 1 &&
        impact.collateralAdded.length + impact.collateralRemoved.length === 0
      )
    }))

  it('change no flow by another name', () =>
    forAll(({ cluster, policy }) => {
      const { impact, changes } = asked(cluster, [
        { kind: 'renamePolicy', policy: policy.id, name: 'another-name' },
      ])
      return impact.added.length + impact.removed.length === 0 && changes.length === 1
    }))

  it('leave a policy as if it never had the rule', () =>
    forAll(({ cluster, policy }) =>
      (['ingress', 'egress'] as const).every((direction) =>
        policy[direction].every((_, position) => {
          const { policies } = asked(cluster, [
            { kind: 'disableRule', policy: policy.id, direction, position },
          ])
          const without = { ...policy, [direction]: policy[direction].toSpliced(position, 1) }
          return said(policies) === said(cluster.policies.map((it) => (it === policy ? without : it)))
        }),
      ),
    ))

  it('ask for all that they change', () =>
    forAll(({ cluster, wishes }) => {
      const { impact } = asked(cluster, wishes)
      return impact.collateralAdded.length + impact.collateralRemoved.length === 0
    }))

  it('are not asked for twice', () =>
    forAll(({ cluster, wishes }) => {
      // A lock changes what other templates made, so each by itself.
      const templated = wishes.filter(({ kind }) => kind === 'template')
      return templated.every((wish) => {
        const { policies } = asked(cluster, [wish])
        return asked({ ...cluster, policies }, [wish]).changes.length === 0
      })
    }))

  it('do not depend on their order, but for two names of one policy', () =>
    forAll(({ cluster, wishes }) => {
      const renamed = wishes.filter(({ kind }) => kind === 'renamePolicy')
      const some = wishes.filter((it) => it.kind !== 'renamePolicy' || it === renamed[0])
      return said(asked(cluster, some).policies) === said(asked(cluster, some.toReversed()).policies)
    }))

  it('stand in the text once they are applied', () =>
    forAll(({ cluster, wishes }) => {
      const pods = cluster.namespaces.map(
        ({ name }) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`,
      )
      const files = [
        manifestFile('f1', [...pods, ...cluster.policies.map((it) => writePolicy(it))].join('---\n')),
      ]
      const pasted = read(files, defaultOptions).cluster
      const { policies, changes } = asked(pasted, wishes)
      const applied = read(applyChanges(files, pasted.policies, changes), defaultOptions).cluster
      return said(applied.policies) === said(policies)
    }))
})
