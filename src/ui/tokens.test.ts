import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** One row of the table of colours in docs/design-language.md. */
interface Row {
  readonly ink: string
  readonly on: string
  readonly atLeast: number
  readonly light: number
  readonly dark: number
}

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const doc = readFileSync(new URL('../../docs/design-language.md', import.meta.url), 'utf8')

const rows: readonly Row[] = [
  ...doc.matchAll(/^\| `--([a-z-]+)` \| `--([a-z-]+)` \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|/gm),
].map(([, ink = '', on = '', atLeast, light, dark]) => ({
  ink,
  on,
  atLeast: Number(atLeast),
  light: Number(light),
  dark: Number(dark),
}))

const [lightCss = '', darkCss = ''] = css.split(':root[data-theme="dark"]')
const light = coloursIn(lightCss)
const themes = { light, dark: new Map([...light, ...coloursIn(darkCss)]) }

function coloursIn(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  )
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (lighter + 0.05) / (darker + 0.05)
}

it('the table of the design language is read', () => {
  expect(rows.length).toBeGreaterThan(15)
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (theme) => {
  it.each(rows)('$ink on $on', (row) => {
    const colours = themes[theme]
    const ratio = contrast(colours.get(row.ink) ?? '', colours.get(row.on) ?? '')
    expect(ratio).toBeGreaterThanOrEqual(row.atLeast)
    expect(ratio.toFixed(1)).toBe(row[theme].toFixed(1))
  })
})

it('the sizes of type are those of the design language', () => {
  const told = [...doc.matchAll(/^\| `(--size-[a-z]+)` \| (\d+) px/gm)].map(([, name, size]) => [
    name,
    `${size}px`,
  ])
  const held = [...css.matchAll(/(--size-[a-z]+): (\d+px);/g)].map(([, name, size]) => [name, size])
  expect(held).toEqual(told)
})
