import { describe, expect, it } from 'vitest'
import type { Peer } from '../model/policy'
import { ipBlock } from '../testing/smallClusters'
import { cutAddresses, type IpBlock } from './addressSpace'

const isIpBlock = (peer: Peer): peer is IpBlock => peer.kind === 'ipBlock'
const blocksOf = (...peers: readonly Peer[]) =>
  cutAddresses(peers.filter(isIpBlock)).blocks.map(
    ({ id, ranges }) => `${id}: ${ranges.map(({ first, last }) => `${first}-${last}`).join(' ')}`,
  )
const wholeIpv6 = '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'

describe('cutAddresses (SEMANTICS 18)', () => {
  it.each<readonly [string, readonly Peer[], readonly string[]]>([
    ['without ipBlocks the rest is everything', [], [`outside/rest: 0.0.0.0-255.255.255.255 ${wholeIpv6}`]],
    [
      'what no ipBlock names is one block, whatever lies between',
      [ipBlock('1.0.0.0/8'), ipBlock('fe00::/8')],
      [
        'outside/1.0.0.0/8: 1.0.0.0-1.255.255.255',
        'outside/fe00::/8: fe00::-feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
        'outside/rest: 0.0.0.0-0.255.255.255 2.0.0.0-255.255.255.255 ::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ff00::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      ],
    ],
    [
      'a block within a block is cut out of it',
      [ipBlock('10.0.0.0/8'), ipBlock('10.1.0.0/16')],
      [
        'outside/10.0.0.0/8: 10.0.0.0-10.0.255.255 10.2.0.0-10.255.255.255',
        'outside/10.1.0.0/16: 10.1.0.0-10.1.255.255',
        `outside/rest: 0.0.0.0-9.255.255.255 11.0.0.0-255.255.255.255 ${wholeIpv6}`,
      ],
    ],
    [
      'all excepts of one peer are one block: nothing tells them apart',
      [ipBlock('0.0.0.0/0', '10.0.0.0/8', '192.168.0.0/16')],
      [
        'outside/0.0.0.0/0: 0.0.0.0-9.255.255.255 11.0.0.0-192.167.255.255 192.169.0.0-255.255.255.255',
        'outside/10.0.0.0/8,192.168.0.0/16: 10.0.0.0-10.255.255.255 192.168.0.0-192.168.255.255',
        `outside/rest: ${wholeIpv6}`,
      ],
    ],
    [
      'neighbours that are treated alike are one range',
      [ipBlock('10.0.0.0/8', '10.0.0.0/16', '10.1.0.0/16')],
      [
        'outside/10.0.0.0/8: 10.2.0.0-10.255.255.255',
        'outside/10.0.0.0/16,10.1.0.0/16: 10.0.0.0-10.1.255.255',
        `outside/rest: 0.0.0.0-9.255.255.255 11.0.0.0-255.255.255.255 ${wholeIpv6}`,
      ],
    ],
    [
      'of many CIDRs the id names two and counts the others',
      [ipBlock('::/0', '1::/16', '2::/16', '3::/16', '4::/16'), ipBlock('0.0.0.0/0')],
      [
        'outside/0.0.0.0/0: 0.0.0.0-255.255.255.255',
        'outside/::/0: ::-0:ffff:ffff:ffff:ffff:ffff:ffff:ffff 5::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
        'outside/1::/16,2::/16+2: 1::-4:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      ],
    ],
    [
      'a block that smaller ones fill is none of its own, and there may be no rest',
      [ipBlock('0.0.0.0/0'), ipBlock('0.0.0.0/1'), ipBlock('128.0.0.0/1'), ipBlock('::/0')],
      [
        'outside/0.0.0.0/1: 0.0.0.0-127.255.255.255',
        'outside/128.0.0.0/1: 128.0.0.0-255.255.255.255',
        `outside/::/0: ${wholeIpv6}`,
      ],
    ],
    [
      'the same block twice, differently written, is one',
      [ipBlock('10.1.2.3/8'), ipBlock('010.0.0.0/8')],
      [
        'outside/10.0.0.0/8: 10.0.0.0-10.255.255.255',
        `outside/rest: 0.0.0.0-9.255.255.255 11.0.0.0-255.255.255.255 ${wholeIpv6}`,
      ],
    ],
    [
      'what is no CIDR cuts nothing',
      [ipBlock('1/8', 'x'), ipBlock('')],
      [`outside/rest: 0.0.0.0-255.255.255.255 ${wholeIpv6}`],
    ],
  ])('%s', (_, peers, expected) => {
    expect(blocksOf(...peers)).toEqual(expected)
    expect(blocksOf(...peers.toReversed())).toEqual(expected)
  })

  it('leaves nothing of a block whose except is around it', () => {
    const around = { kind: 'ipBlock', cidr: '10.1.0.0/16', except: ['10.0.0.0/8'], place: null } as const
    expect(cutAddresses([around]).regionsIn(around)).toEqual([])
  })
})
