import { describe, expect, it } from 'vitest'
import { readEnd, readIsolatedEnd } from './ends'

const workload = (namespace: string, workloadKind: string | null, name: string) => ({
  kind: 'workload',
  namespace,
  workloadKind,
  name,
})
const cidr = (text: string, ...except: readonly string[]) => ({ kind: 'cidr', cidr: text, except })

describe('readEnd', () => {
  it.each([
    ['shop/web', workload('shop', null, 'web'), 'a workload by its name'],
    ['shop/Deployment/web', workload('shop', 'Deployment', 'web'), 'and its kind'],
    [' shop/web ', workload('shop', null, 'web'), 'spaces around it say nothing'],
    ['shop/web~track=canary', workload('shop', null, 'web~track=canary'), 'one of several of an owner'],
    ['shop/Pod/p~ports=53 UDP,80', workload('shop', 'Pod', 'p~ports=53 UDP,80'), 'whatever sets it apart'],
    ['shop/web.v1.2', workload('shop', null, 'web.v1.2'), 'names of pods may hold dots'],
    ['10/8', workload('10', null, '8'), 'digits alone are names'],
    ['shop/*', { kind: 'namespace', name: 'shop' }, 'all pods of a namespace'],
    ['outside/*', { kind: 'namespace', name: 'outside' }, 'a namespace may be called so too'],
    ['*', { kind: 'allPods' }, ''],
    ['outside', { kind: 'outside' }, ''],
    ['10.0.0.0/8', cidr('10.0.0.0/8'), ''],
    ['192.0.2.7', cidr('192.0.2.7/32'), 'an address is a CIDR of one'],
    ['2001:db8::1', cidr('2001:db8::1/128'), 'of either version'],
    ['::/0', cidr('::/0'), 'a CIDR may begin with a colon'],
    ['10.0.0.0/8 except 10.1.0.0/16', cidr('10.0.0.0/8', '10.1.0.0/16'), ''],
    ['::/0 except fd00::/8, fe80::/10', cidr('::/0', 'fd00::/8', 'fe80::/10'), 'several, with commas'],
    [
      '10.0.0.0/8  except  10.1.0.0/16 10.2.0.0/16',
      cidr('10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16'),
      'or not',
    ],
  ])('%j %j %s', (text, expected, _why) => {
    expect(readEnd(text)).toEqual({ kind: 'read', value: expected })
  })

  it.each([
    ['', 'An end is missing.', ''],
    [
      'web',
      '"web" can be read in two ways. Write web/* for',
      'a workload of which namespace, or a namespace?',
    ],
    ['shop/', '"shop/" is no end.', ''],
    ['*/web', '"*/web" is no end.', 'no edit is about the same name everywhere'],
    ['shop/Deployment/*', '"shop/Deployment/*" is no end.', 'nor about all of a kind'],
    ['shop/Deployment/web/x', '"shop/Deployment/web/x" is no end.', ''],
    ['shop/Web', '"shop/Web" is no end.', 'names are in small letters'],
    ['shop/web:80', '"shop/web:80" is no end.', 'a colon without a space'],
    ['10.0.0/8', '"10.0.0/8" is no CIDR.', ''],
    ['10.0.0.0/33', '"10.0.0.0/33" is no CIDR.', ''],
    ['10.0.0.0/8 but 10.1.0.0/16', '"10.0.0.0/8 but 10.1.0.0/16" is no CIDR.', ''],
    ['10.0.0.0/8 except all', '"all" is no CIDR.', ''],
    ['10.0.0.0/8 except 11.0.0.0/16', '11.0.0.0/16 is no part of 10.0.0.0/8.', 'the API server refuses it'],
    ['10.0.0.0/8 except 10.0.0.0/8', '10.0.0.0/8 is no part of 10.0.0.0/8.', 'nothing would be left'],
    ['::/0 except 10.0.0.0/8', '10.0.0.0/8 is no part of ::/0.', 'another version'],
  ])('%j is wrong: %s %s', (text, message, _why) => {
    expect(readEnd(text)).toEqual({ kind: 'wrong', message: expect.stringContaining(message) })
  })
})

it.each([
  ['shop', { kind: 'namespace', name: 'shop' }, 'a name alone is a namespace'],
  ['shop/*', { kind: 'namespace', name: 'shop' }, ''],
  ['shop/web', workload('shop', null, 'web'), ''],
  ['outside', { kind: 'outside' }, 'which synthesis then says is impossible'],
])('what is isolated: %j %j %s', (text, expected, _why) => {
  expect(readIsolatedEnd(text)).toEqual({ kind: 'read', value: expected })
})
