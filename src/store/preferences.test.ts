import { describe, expect, it } from 'vitest'
import { createAppStore } from './appStore'
import { preferencesOf } from './preferences'
import { usualPreferences } from './preferencesSlice'

describe('preferencesOf', () => {
  it('takes what was stored', () => {
    const stored = {
      theme: 'dark',
      density: 'compact',
      hasLetterKeys: false,
      isTourDone: true,
      panelSizes: { left: 400, bottom: 180 },
      recent: ['do:Share'],
    } as const
    expect(preferencesOf(JSON.stringify(stored))).toEqual(stored)
  })

  it.each([
    [null, 'nothing was stored'],
    ['', 'damaged text'],
    ['null', 'no record'],
    ['"dark"', 'another type'],
    ['{"theme":"pink","density":3,"recent":"x","panelSizes":[]}', 'values that nobody can choose'],
    ['{"panelSizes":{"left":-4,"right":"300","bottom":1e9,"top":5}}', 'sizes that would hide the picture'],
  ])('%j: the usual, for %s', (text: string | null, _why: string) => {
    expect(preferencesOf(text)).toEqual(usualPreferences)
  })
})

describe('the preferences of the store', () => {
  it('forget the size of a panel that is given its usual one back', () => {
    const store = createAppStore()
    store.getState().sizePanel('left', 400)
    store.getState().sizePanel('right', 300)
    store.getState().sizePanel('left', null)
    expect(store.getState().panelSizes).toEqual({ right: 300 })
  })

  it('hold the last six commands, each once, the newest first', () => {
    const store = createAppStore()
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'b']) store.getState().remember(id)
    expect(store.getState().recent).toEqual(['b', 'g', 'f', 'e', 'd', 'c'])
  })
})
