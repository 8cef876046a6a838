import { describe, expect, it } from 'vitest'
import type { EndpointId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { clusterOf, ipBlock, pods, policy, rule } from '../testing/smallClusters'
import { admit, all, between, compiled, namespaces, position, release, workloads } from '../testing/smallShop'
import { compile } from './compile'
import { isIsolated, side } from './reach'

describe('side and isIsolated', () => {
  it('tell a side that no policy isolates from one that allows nothing', () => {
    const index = compiled([admit('shop/p', 'app=db', [[pods('app=web')], ['TCP 5432']])])
    const [db, web, api] = [
      position(index, 'shop/db'),
      position(index, 'shop/web'),
      position(index, 'shop/api'),
    ]
    expect(side(index, 'ingress', db, web)).toEqual({ TCP: [{ first: 5432, last: 5432 }], UDP: [], SCTP: [] })
    expect(side(index, 'ingress', db, api)).toEqual({ TCP: [], UDP: [], SCTP: [] })
    expect(side(index, 'egress', web, db)).toBeNull()
    expect(isIsolated(index, 'ingress', db)).toBe(true)
    expect(isIsolated(index, 'egress', db)).toBe(false)
    expect(isIsolated(index, 'ingress', position(index, 'rest'))).toBe(false)
  })
})

describe('compile', () => {
  it('numbers workloads in cluster order, then external blocks, and finds them by id', () => {
    const index = compiled([admit('shop/p', 'app=db', [[ipBlock('1.1.1.1/32')]])])
    expect(index.endpoints.slice(0, workloads.length)).toEqual(workloads)
    expect(index.endpoints.slice(workloads.length).map(({ id }) => id)).toEqual([
      'outside/1.1.1.1/32',
      'outside/rest',
    ])
    for (const [i, { id }] of index.endpoints.entries()) expect(index.positionOf.get(id)).toBe(i)
    expect(index.positionOf.get('shop/Deployment/nobody' as EndpointId)).toBeUndefined()
  })

  it('cuts the outside by the policies of another cluster too, so that both have the same endpoints', () => {
    const before = [admit('shop/p', 'app=db', [[ipBlock('1.0.0.0/8')]])]
    const after = [release('shop/q', 'app=web', [[ipBlock('1.1.0.0/16'), ipBlock('fd00::/8')]])]
    const baseline = compile(clusterOf(namespaces, workloads, before), defaultOptions, after)
    const draft = compile(clusterOf(namespaces, workloads, after), defaultOptions, before)
    expect(baseline.endpoints).toEqual(draft.endpoints)
    expect(between(baseline, '1.1.0.0/16', 'shop/db')).toBe(all)
  })

  it('is not cut by ipBlocks of inert rules', () => {
    const index = compiled([
      policy('shop/p', '', { types: ['ingress'], egress: [rule([ipBlock('1.1.1.1/32')])] }),
    ])
    expect(index.endpoints.slice(workloads.length).map(({ id }) => id)).toEqual(['outside/rest'])
  })
})
