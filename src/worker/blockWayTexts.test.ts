import { describe, expect, it } from 'vitest'
import type { BlockWayTexts } from '../model/blockWays'
import type { EditEffect } from '../model/summary'
import { defaultOptions } from '../model/workspace'
import { fixture, manifestFile } from '../testing/build'
import { editsOf, showFlows } from '../testing/editNotation'
import type { Request, Scenario } from './protocol'
import { createSession } from './session'

const manifest = fixture(`kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main}]}}}
---
kind: Deployment
metadata: {name: db, namespace: shop}
spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: main}]}}}
---
kind: Deployment
metadata: {name: agent, namespace: shop}
spec: {template: {metadata: {labels: {app: agent}}, spec: {hostNetwork: true, containers: [{name: main}]}}}
---
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {}}]}]}
`)

function scenarioOf(edits: string): Scenario {
  return {
    files: [manifestFile('shop.yaml', manifest)],
    edits: editsOf(edits),
    options: defaultOptions,
  }
}

function ask<Result>(method: 'blockWays' | 'effect', scenario: Scenario): Result {
  const params = { scenario, edit: scenario.edits[0]?.id }
  return createSession(() => 0).answer({ id: 1, method, params } as Request) as Result
}

describe('the ways to block, as texts', () => {
  it('have each its own effect, collateral and lines of YAML', () => {
    const { ways, others } = ask<BlockWayTexts>('blockWays', scenarioOf('block shop/web -> shop/db : all'))
    const [receiver, sender] = ways
    expect(ways.map(({ cut, isProposed }) => [cut, isProposed])).toEqual([
      ['ingress', true],
      ['egress', false],
    ])
    expect(others).toEqual([])

    expect(receiver).toMatchObject({ collateral: 0, effect: { added: 0, removed: 1, policies: 1 } })
    expect(receiver?.changes.map(({ kind, policy }) => [kind, policy])).toEqual([['replace', 'shop/db']])
    expect(receiver?.changes[0]?.lines.filter(({ kind }) => kind === 'added')).not.toEqual([])

    expect(sender).toMatchObject({ collateral: 1, collateralAdded: [], effect: { removed: 2, policies: 1 } })
    expect(showFlows(sender?.collateralRemoved ?? [])).toEqual(['shop/web -> shop/agent : All Connections'])
    expect(sender?.changes.map(({ kind, policy }) => [kind, policy])).toEqual([
      ['create', 'shop/web-isolate'],
    ])
  })

  it('show only what the edit itself changes', () => {
    const { ways } = ask<BlockWayTexts>(
      'blockWays',
      scenarioOf('block shop/web -> shop/db : all\nisolate shop/web : ingress'),
    )
    expect(ways[0]?.changes.map(({ policy }) => policy)).toEqual(['shop/db'])
  })

  it.each<[string, number | undefined, string]>([
    ['block shop/web -> shop/db : all', 1, 'the other side'],
    ['block shop/web -> shop/db : all at egress', 1, 'the proposed one'],
    ['block shop/web -> outside : all', 0, 'addresses have no policies'],
    ['isolate shop/web : ingress', undefined, 'only blocks have ways'],
  ])('are counted beside the one that is taken: %s: %s, %s', (edits, count, _why) => {
    expect(ask<EditEffect>('effect', scenarioOf(edits)).otherWays).toBe(count)
  })
})
