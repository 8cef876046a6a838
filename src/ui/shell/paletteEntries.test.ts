import { describe, expect, it } from 'vitest'
import { workloadId } from '../../model/ids'
import { createAppStore } from '../../store/appStore'
import type { Analysis } from '../../worker/protocol'
import { pairEntries } from './paletteEntries'

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
