import { describe, expect, it } from 'vitest'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { clusterOf, pods, policy, rule, workload } from '../testing/smallClusters'
import { compile, type PolicyIndex } from './compile'
import { forEachReachRow } from './reachRows'
import type { Work } from './work'

interface Shape {
  readonly namespaces: number
  /** Pods with the same labels, each a bare pod of its own. */
  readonly podsOfEach: number
  /** Policies of each namespace that say the same as the first. */
  readonly repeated?: number
}

/** `web` may come to `db` in every namespace, and monitoring from its own namespace to all. */
function compiledShape({ namespaces, podsOfEach, repeated = 1 }: Shape): PolicyIndex {
  const names = Array.from({ length: namespaces }, (_, i) => `n${String(i).padStart(3, '0')}`)
  const ids = Array.from({ length: podsOfEach }, (_, i) => i)
  const workloads = names.flatMap((name) =>
    ids.flatMap((i) => [
      workload(`${name}/db-${i}`, `app=db pod=db-${i}`),
      workload(`${name}/web-${i}`, `app=web pod=web-${i}`),
    ]),
  )
  const policies = names.flatMap((name) =>
    Array.from({ length: repeated }, (_, i) => allowing(`${name}/p${i}`)),
  )
  const labelled = Object.fromEntries(names.map((name) => [name, `team=${name}`]))
  return compile(clusterOf(labelled, workloads, policies), defaultOptions)
}

function allowing(name: string): NetworkPolicy {
  return policy(name, 'app=db', {
    types: ['ingress'],
    ingress: [rule([pods('app=web')], ['TCP 5432']), rule([pods('app=web', 'team=n000')], ['TCP 9090'])],
  })
}

/** All that compiling and answering every pair has cost. */
function workOf(index: PolicyIndex): Work {
  forEachReachRow(index, () => {})
  return { ...index.work }
}

describe('the work of compiling and of all pairs (PERFORMANCE, G2)', () => {
  const small = compiledShape({ namespaces: 4, podsOfEach: 1 })

  it('is counted', () => {
    // Selectors: app=db and app=web in each of four namespaces, app=web in n000 as a peer, team=n000 among the namespaces.
    expect(workOf(small).selectors).toBe(10)
    // One class for each of them, and the namespace n000.
    expect(workOf(small).tests).toBe(10)
  })

  it('does not grow with pods that nothing tells apart', () => {
    const crowded = compiledShape({ namespaces: 4, podsOfEach: 50 })
    expect(crowded.endpoints.length).toBeGreaterThan(40 * small.classes.count)
    expect(crowded.classes.count).toBe(small.classes.count)
    expect(workOf(crowded)).toEqual(workOf(compiledShape({ namespaces: 4, podsOfEach: 1 })))
  })

  it('does not grow with policies that say the same', () => {
    const repeated = compiledShape({ namespaces: 4, podsOfEach: 1, repeated: 25 })
    expect(workOf(repeated)).toEqual(workOf(compiledShape({ namespaces: 4, podsOfEach: 1 })))
  })

  it('grows in step with namespaces: no selector is tried on those that it cannot reach', () => {
    const [ten, hundred] = [10, 100].map((namespaces) => workOf(compiledShape({ namespaces, podsOfEach: 1 })))
    expect(ten).toMatchObject({ selectors: 22, tests: 22 })
    expect(hundred).toMatchObject({ selectors: 202, tests: 202 })
  })

  it('writes each distinct row once', () => {
    let rows = 0
    const index = compiledShape({ namespaces: 4, podsOfEach: 50 })
    forEachReachRow(index, () => rows++)
    // n000/web is admitted everywhere, the others' web at home; all db pods are alike to the rules, and the outside stands apart.
    expect(rows).toBe(6)
  })
})
