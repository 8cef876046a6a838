import { expect, it } from 'vitest'
import type { ExternalBlock } from '../model/cluster'
import { externalId } from '../model/ids'
import { externalLabel } from './externalLabel'

function block(text: string, isRest = false): ExternalBlock {
  const ranges = text.split(' ').map((range) => {
    const [first = '', last = first] = range.split('-')
    return { first, last }
  })
  return { kind: 'external', id: externalId('test'), ranges, isRest }
}

// biome-ignore format: a table
it.each([
  ['10.0.0.0-10.255.255.255',                                        '10.0.0.0/8'],
  ['10.0.0.7',                                                       '10.0.0.7/32'],
  ['0.0.0.0-255.255.255.255',                                        '0.0.0.0/0'],
  ['10.0.0.0-10.0.255.255 10.2.0.0-10.255.255.255',                  '10.0.0.0/8 except 10.1.0.0/16'],
  ['10.0.0.0-10.0.0.255 192.168.0.0-192.168.255.255',                '10.0.0.0/24, 192.168.0.0/16'],
  ['10.0.0.1-10.0.0.6',                                              '10.0.0.1 – 10.0.0.6'],
  ['fd00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',                 'fd00::/8'],
  ['::-7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',                     '::/1'],
  ['1.1.1.1 3.3.3.3 5.5.5.5',                                        '3 ranges'],
  ['10.0.0.0-10.255.255.255 fd00::-fd00::f',                         '10.0.0.0/8, fd00::/124'],
])('%s is %s', (ranges, label) => {
  expect(externalLabel(block(ranges))).toBe(label)
})

it('calls what no ipBlock names everything outside, or everything else beside what some name', () => {
  const whole = '0.0.0.0-255.255.255.255 ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'
  expect(externalLabel(block(whole, true))).toBe('Everything outside')
  expect(externalLabel(block('0.0.0.0-9.255.255.255', true))).toBe('Everything else outside')
})
