import { describe, expect, it } from 'vitest'
import { workloadId } from '../../model/ids'
import { createAppStore } from '../../store/appStore'
import type { Analysis } from '../../worker/protocol'
import { outlookEntries, pairEntries, selectedOutlookEntries } from './paletteEntries'

const names = ['shop/web', 'shop/db', 'ops/web-admin'] as const
const endpoints = names.map((path) => {
  const [namespace = '', name = ''] = path.split('/')
  return { id: workloadId(namespace, 'Deployment', name), namespace, name }
})
const analysis = { endpoints } as unknown as Analysis

function titles(query: string): readonly string[] {
  return pairEntries(createAppStore(), analysis, query).map(({ title }) => title)
}

describe('pairEntries', () => {
  it.each(['web → db', 'web -> db', 'web>db', 'web to db'])('%s: the nearest names first', (query) => {
    expect(titles(query)).toEqual(['web → db', 'web-admin → db'])
  })

  it.each(['web', 'web →', '→ db', 'a → b → c', 'nobody → db', ''])('%j means no pair', (query) => {
    expect(titles(query)).toEqual([])
  })

  it('no workload is paired with itself', () => {
    expect(titles('db → db')).toEqual([])
  })

  it('selects the pair', () => {
    const store = createAppStore()
    pairEntries(store, analysis, 'db to web')[0]?.run()
    expect(store.getState().selection).toMatchObject({
      kind: 'pair',
      from: endpoints[1]?.id,
      to: endpoints[0]?.id,
    })
  })
})

describe('outlookEntries', () => {
  const asked = (query: string) => outlookEntries(createAppStore(), analysis, query).map(({ title }) => title)

  it.each([
    ['compromised web', ['If web is compromised…', 'If web-admin is compromised…']],
    ['what can db reach', ['If db is compromised…']],
    ['who can reach db', ['Who can reach db']],
    ['web', []],
    ['', []],
  ])('%j', (query, expected) => {
    expect(asked(query)).toEqual(expected)
  })

  it('offers them for every workload while none is named', () => {
    expect(asked('compromis').toSorted()).toEqual([
      'If db is compromised…',
      'If web is compromised…',
      'If web-admin is compromised…',
    ])
    expect(asked('reach')).toContain('Who can reach web')
  })

  it('selects the workload and shows how far it goes', () => {
    const store = createAppStore()
    outlookEntries(store, analysis, 'who can reach db')[0]?.run()
    expect(store.getState()).toMatchObject({
      selection: { kind: 'endpoint', id: endpoints[1]?.id },
      spread: 'inward',
    })
    expect(selectedOutlookEntries(store).map(({ title }) => title)).toEqual([
      'If db is compromised…',
      'Who can reach db',
    ])
  })
})
