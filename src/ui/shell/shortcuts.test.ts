import { describe, expect, it, vi } from 'vitest'
import { keyCaps, keyOf, shortcutFor, shortcutGroups } from './shortcuts'

interface Pressed {
  readonly key: string
  readonly ctrlKey?: boolean
  readonly metaKey?: boolean
  readonly shiftKey?: boolean
  readonly altKey?: boolean
  readonly altGraph?: boolean
}

function press({ altGraph = false, ...pressed }: Pressed): KeyboardEvent {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
  return { ...none, ...pressed, getModifierState: () => altGraph } as unknown as KeyboardEvent
}

const known: readonly (readonly [pressed: Pressed, id: string, why: string])[] = [
  [{ key: 'k', ctrlKey: true }, 'search', 'Ctrl'],
  [{ key: 'k', metaKey: true }, 'search', 'Command'],
  [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'redo', 'Shift makes another shortcut of it'],
  [{ key: '?', shiftKey: true }, 'help', 'a character is itself, whatever was pressed for it'],
  [{ key: 'm' }, 'matrix', 'a letter alone'],
  [{ key: '[', ctrlKey: true, altKey: true, altGraph: true }, 'left', 'AltGr, as on German keyboards'],
  [{ key: 'F6', shiftKey: true }, 'regionBack', 'Shift with a key that is no character'],
]

const unknown: readonly (readonly [pressed: Pressed, why: string])[] = [
  [{ key: 'M', shiftKey: true }, 'a capital is another letter'],
  [{ key: 'm', altKey: true }, 'Alt belongs to menus'],
  [{ key: 'm', ctrlKey: true }, 'Ctrl and a letter belong to the browser'],
  [{ key: 'Enter' }, 'what has the focus answers by itself'],
]

describe('shortcutFor', () => {
  it.each(known)('%o: %s, for %s', (pressed, id) => {
    expect(shortcutFor(press(pressed))?.id).toBe(id)
  })

  it.each(unknown)('%o is none, for %s', (pressed) => {
    expect(shortcutFor(press(pressed))).toBeNull()
  })
})

it('no key does two things', () => {
  const keys = shortcutGroups.flatMap(({ shortcuts }) =>
    shortcuts.flatMap(({ run, keys }) => (run ? keys : [])),
  )
  expect(new Set(keys).size).toBe(keys.length)
})

it('every key of the table is what an event of it is called', () => {
  expect(keyOf(press({ key: '\\' }))).toBe('\\')
  expect(keyOf(press({ key: 'y', metaKey: true }))).toBe('mod+y')
})

it.each([
  ['Mac OS X', ['⌘', '⇧', 'Z']],
  ['Linux', ['Ctrl', 'Shift', 'Z']],
])('on %s the caps are %j', (userAgent, caps) => {
  vi.stubGlobal('navigator', { userAgent })
  expect(keyCaps('mod+shift+z')).toEqual(caps)
  vi.unstubAllGlobals()
})
