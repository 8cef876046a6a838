import { describe, expect, it } from 'vitest'
import type { NetworkPolicy } from '../model/policy'
import { formatConnections } from '../sets/connections'
import { ipBlock, pods } from '../testing/smallClusters'
import { admit, compiled, position, release } from '../testing/smallShop'
import { futurePods } from './futurePods'

const nameKey = 'kubernetes.io/metadata.name'

function selectorWords({ requirements }: { readonly requirements: readonly object[] }): string {
  return requirements.map((it) => Object.values(it).join(' ')).join(' ') || 'any'
}

/** `pods | namespaces: connections (names)`, whether some of them are free, and what the namespaces of the manifests leave of it. */
function said(name: string, direction: 'ingress' | 'egress', policies: readonly NetworkPolicy[]) {
  const index = compiled(policies)
  return futurePods(index, direction, position(index, name)).map((kind) => {
    const names = kind.names.map(({ protocol, name: port }) => `(${protocol} ${port})`)
    const where = `${selectorWords(kind.podSelector)} | ${selectorWords(kind.namespaces).replaceAll(nameKey, 'name')}`
    const held = kind.held.map((it) => `${it.namespace}: ${formatConnections(it.connections)}`)
    const what = [formatConnections(kind.connections), ...names].join(' ')
    return [`${where}: ${what}`, kind.isFree ? 'free' : 'held', ...held].join('; ')
  })
}

const any = 'any | any: All Connections; free'
const lockedBank = release('bank/locked', '')

describe('futurePods', () => {
  // biome-ignore format: a table
  it.each<[string, 'ingress' | 'egress', readonly NetworkPolicy[], readonly string[], string]>([
    ['shop/api', 'ingress', [], [any], 'not isolated: anybody'],
    ['shop/api', 'ingress', [admit('shop/none', 'app=api')], [], 'isolated without rules: nobody'],
    ['shop/api', 'ingress', [admit('shop/all', '', [[]])], [any], 'a rule for everybody'],
    ['shop/api', 'ingress', [admit('shop/own', '', [[pods('')], ['TCP http']])], ['any | name In shop: TCP 8080,8443; free'], 'the own namespace; its own port names are known'],
    ['shop/api', 'ingress', [admit('shop/two', '', [[pods('app=web')], ['TCP 1']], [[pods('', '')], ['TCP 2']])],
      ['app In web | name In shop: TCP 1-2; free', 'any | any: TCP 2; free'], 'who is in both kinds gets both'],
    ['shop/api', 'ingress', [admit('shop/two', '', [[pods('app=web', 'team=red')], ['TCP 2']], [[pods('', '')], ['TCP 2']])],
      ['any | any: TCP 2; free'], 'a kind that gets no more than a wider one is not said'],
    ['shop/api', 'ingress', [admit('shop/two', '', [[pods('', '')], ['TCP 2']], [[pods('', nameKey)], ['TCP 2']])],
      ['any | any: TCP 2; free'], 'of two that are the same the first is said: every namespace has a name'],
    ['shop/api', 'ingress', [admit('shop/own', '', [[pods('')], ['TCP 1']], [[pods('', 'team=red')], ['TCP 1']])],
      ['any | team In red: TCP 1; free'], 'the own namespace is known to be of team red'],
    ['shop/api', 'ingress', [admit('shop/x', '', [[pods('app=a app=b')]], [[pods('', `${nameKey}=shop team=blue`)]], [[ipBlock('10.0.0.0/8')]])],
      [], 'nobody is a and b, shop is not of team blue, and addresses are not known yet'],
    ['shop/api', 'ingress', [lockedBank], ['any | any: All Connections; free; bank: No Connections'], 'bank lets no pod send'],
    ['shop/api', 'ingress', [release('bank/some', 'app')], [any], 'but who leaves the label away is not held'],
    ['shop/api', 'ingress', [lockedBank, release('bank/web', 'app=web', [[pods('app=api', 'team=red')], ['TCP http']])],
      ['any | any: All Connections; free; bank: TCP 8080,8443'], 'who takes the label may send what that lets'],
    ['shop/api', 'ingress', [lockedBank, release('bank/web', 'app=web', [[pods('', '')]]), admit('shop/bank', '', [[pods('app!=web', `${nameKey}=bank`)]])],
      [`app NotIn web | name In bank: All Connections; held; bank: No Connections`], 'the label that would help is not let in'],
    ['shop/api', 'ingress', [admit('shop/new', '', [[pods('', `${nameKey}=later`)]])], ['any | name In later: All Connections; free'], 'a namespace that is not there yet has no policies'],
    ['shop/api', 'egress', [release('shop/api', 'app=api', [[pods('app=x')], ['TCP http', 'TCP 9']])],
      ['app In x | name In shop: TCP 9 (TCP http); free'], 'only the pod will say what its port names mean'],
    ['shop/api', 'egress', [release('shop/api', 'app=api', [[pods('')], ['TCP http', 'UDP 9']]), admit('shop/in', '', [[pods('app=api')], ['TCP 80']])],
      ['any | name In shop: UDP 9 (TCP http); held; shop: TCP 80'], 'it may call 80 so'],
    ['shop/node-agent', 'ingress', [admit('shop/none', ''), lockedBank], ['any | any: All Connections; free; bank: No Connections'], 'policies do not apply to it, but to who sends'],
  ])('%s %s %#', (name, direction, policies, expected, _why) => {
    expect(said(name, direction, policies)).toEqual(expected)
  })

  it('finds nothing for a position that there is not', () => {
    expect(futurePods(compiled([]), 'ingress', 99)).toEqual([])
  })
})
