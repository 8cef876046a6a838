import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { workloadId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { connectionsOf } from '../sets/connections'
import { cluster } from '../testing/build'
import { inspected } from '../testing/inspectionText'
import { namespaceFacts } from './namespaceFacts'

const index = compile(cluster(inspected), defaultOptions)
const dns = { id: workloadId('kube-system', 'Deployment', 'coredns'), connections: connectionsOf('UDP', 53) }

describe('namespaceFacts', () => {
  it('says who is isolated in which direction, by which default, and who is open', () => {
    const { coverage } = namespaceFacts(index, 'shop', [dns]) ?? {}
    expect(coverage).toMatchObject({
      ingress: {
        isolated: 2,
        of: 3,
        exempt: 1,
        open: { count: 0 },
        defaults: [{ policy: 'shop/deny', isDeny: true }],
      },
      egress: {
        isolated: 1,
        of: 3,
        exempt: 1,
        open: { count: 1, first: ['shop/Deployment/db'] },
        defaults: [],
      },
    })
  })

  it('says who may not ask for names', () => {
    expect(namespaceFacts(index, 'shop', [dns])?.dns).toEqual({
      isolated: 1,
      without: { count: 1, first: ['shop/Deployment/web'] },
      isListed: true,
    })
    expect(namespaceFacts(index, 'shop', [])?.dns).toMatchObject({ isListed: false, without: { count: 0 } })
  })

  it('counts flows with other namespaces, and who exchanges something with the outside', () => {
    const facts = namespaceFacts(index, 'shop', [dns])
    // web to db, db to agent, and agent, which is on the host network, to nobody but itself.
    expect(facts?.inside).toBe(2)
    expect(facts?.others).toEqual([
      { namespace: 'kube-system', incoming: 1, outgoing: 2 },
      { namespace: 'bank', incoming: 1, outgoing: 0 },
    ])
    expect(facts?.outside).toMatchObject({
      exposed: { first: ['shop/Pod/agent'] },
      leaving: { first: ['shop/Pod/agent', 'shop/Deployment/db'] },
    })
  })

  it('is null for a namespace that is not there', () => {
    expect(namespaceFacts(index, 'gone', [])).toBeNull()
  })
})
