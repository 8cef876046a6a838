import { describe, expect, it } from 'vitest'
import { blockWithin, blockWithout, ipBlock } from './blocks'

const show = (blocks: readonly { readonly cidr: string; readonly except: readonly string[] }[]) =>
  blocks.map(({ cidr, except }) => [cidr, ...except].join(' -')).join(' | ')

describe('blockWithout', () => {
  it.each<[string, string[], string, string[], string, string]>([
    ['10.0.0.0/8', [], '10.1.0.0/16', [], '10.0.0.0/8 -10.1.0.0/16', 'a part becomes an except'],
    [
      '10.0.0.0/8',
      ['10.1.2.0/24'],
      '10.1.0.0/16',
      [],
      '10.0.0.0/8 -10.1.0.0/16',
      'excepts within it are not said',
    ],
    ['10.0.0.0/8', ['10.2.0.0/16'], '10.1.0.0/16', [], '10.0.0.0/8 -10.2.0.0/16 -10.1.0.0/16', 'others stay'],
    [
      '10.0.0.0/8',
      ['10.1.0.0/16'],
      '10.1.2.0/24',
      [],
      '10.0.0.0/8 -10.1.0.0/16',
      'what is missing stays missing',
    ],
    ['10.1.0.0/16', [], '10.0.0.0/8', [], '', 'nothing is left'],
    ['10.1.0.0/16', [], '10.0.0.0/8', ['10.1.2.0/24'], '10.1.2.0/24', 'what the hole excepts is given back'],
    ['10.0.0.0/8', [], '192.168.0.0/16', [], '10.0.0.0/8', 'nothing in common'],
    ['10.0.0.0/8', [], '::/0', [], '10.0.0.0/8', 'another version has nothing in common'],
  ])('%s except %j without %s except %j is %j: %s', (cidr, except, hole, holeExcept, expected) => {
    expect(show(blockWithout(ipBlock(cidr, except), hole, holeExcept))).toBe(expected)
  })
})

describe('blockWithin', () => {
  it.each<[string, string[], string, string, string]>([
    [
      '10.0.0.0/8',
      ['10.1.2.0/24', '10.2.0.0/16'],
      '10.1.0.0/16',
      '10.1.0.0/16 -10.1.2.0/24',
      'with its own excepts',
    ],
    ['10.1.0.0/16', [], '10.0.0.0/8', '10.1.0.0/16', 'all of it'],
    ['10.0.0.0/8', ['10.1.0.0/16'], '10.1.2.0/24', '', 'an except holds it all'],
    ['10.0.0.0/8', [], '11.0.0.0/8', '', 'nothing in common'],
  ])('%s except %j within %s is %j: %s', (cidr, except, outer, expected) => {
    expect(show(blockWithin(ipBlock(cidr, except), outer))).toBe(expected)
  })
})
