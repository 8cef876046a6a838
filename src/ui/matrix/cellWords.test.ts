import { expect, it } from 'vitest'
import type { MatrixCell, MatrixPart } from '../../model/matrix'
import { cellName, cellTexts, headWords, textsWithin } from './cellWords'
import { endpointLine, groupLine } from './testLines'

const tcp = (port: number): MatrixPart['connections'] => ({
  TCP: [{ first: port, last: port }],
  UDP: [],
  SCTP: [],
})
const part = (port: number, rest: Partial<MatrixPart> = {}): MatrixPart => ({
  kind: 'rules',
  change: 'same',
  connections: tcp(port),
  label: `${port}`,
  blockedBy: null,
  pairs: 1,
  ...rest,
})
const cell = (parts: readonly MatrixPart[], rest: Partial<MatrixCell> = {}): MatrixCell => ({
  kind: 'rules',
  change: 'same',
  parts,
  pairs: 1,
  flowing: 1,
  ...rest,
})
const [web, db] = [endpointLine('shop', 'web'), endpointLine('shop', 'db')]
const blocked = { kind: 'half', blockedBy: 'ingress' } as const

it.each([
  ['ports alone', cell([part(5432)]), 'web to db: allowed on TCP 5432', '5432'],
  [
    'half-open with the side that blocks',
    cell([part(80, blocked)], { kind: 'half', flowing: 0 }),
    'web to db: half-open, ingress of db blocks on TCP 80',
    '!80',
  ],
  [
    'added and removed by their signs',
    cell([part(80, { change: 'added' }), part(81, { change: 'removed' })]),
    'web to db: allowed on TCP 80, added by your edits; was allowed on TCP 81, removed by your edits',
    '+80 −81',
  ],
  ['nothing is said by nothing', cell([], { kind: 'none', flowing: 0 }), 'web to db: nothing allowed', ''],
  [
    'filters are not mistaken for policies',
    cell([], { kind: 'filtered', flowing: 0 }),
    'web to db: nothing that meets the filters',
    '',
  ],
  [
    'of several pairs how many',
    cell([part(80, { pairs: 3 })], { pairs: 6, flowing: 3 }),
    'web to db: 3 of 6 pairs; allowed on TCP 80, 3 pairs',
    '3/6',
  ],
  [
    'of many pairs their share, and that some are half-open',
    cell([part(80, { pairs: 400 }), part(80, { ...blocked, pairs: 1 })], { pairs: 900, flowing: 400 }),
    'web to db: 400 of 900 pairs; allowed on TCP 80, 400 pairs; half-open, ingress of db blocks on TCP 80, 1 pair',
    '44% !',
  ],
  [
    'not quite all is not all',
    cell([part(80, { pairs: 9999 })], { pairs: 10_000, flowing: 9999 }),
    'web to db: 9,999 of 10,000 pairs; allowed on TCP 80, 9,999 pairs',
    '99%',
  ],
])('%s', (_, it, name, text) => {
  expect(cellName(web, db, it)).toBe(name)
  expect(
    cellTexts(it)
      .map((written) => written.text)
      .join(' '),
  ).toBe(text)
})

it.each([
  [web, 'web in shop'],
  [groupLine('shop', 2), 'namespace shop, 2 workloads'],
  [groupLine(null, 1), 'outside the cluster, 1 address block'],
])('a line is called by its name and place', (line, words) => {
  expect(headWords(line)).toBe(words)
})

it('says how many ports there are where they do not fit, and never a longer text', () => {
  const ports = [80, 443, 8080].map((port) => ({ first: port, last: port }))
  const many = part(80, { connections: { TCP: ports, UDP: [], SCTP: [] }, label: '80 443 8080' })
  const texts = (width: number, ...parts: readonly MatrixPart[]) =>
    textsWithin(cell(parts), width).map(({ text }) => text)
  expect(texts(120, many)).toEqual(['80 443 8080'])
  expect(texts(60, many)).toEqual(['3 ports'])
  expect(texts(60, { ...many, ...blocked })).toEqual(['!3 ports'])
  expect(texts(60, many, part(5432, blocked))).toEqual(['3 ports', '!5432'])
  expect(texts(60, part(5432))).toEqual(['5432'])
  expect(textsWithin(cell([many], { pairs: 4 }), 20)).toEqual(cellTexts(cell([many], { pairs: 4 })))
})
