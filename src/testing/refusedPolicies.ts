/** Policies that the API server refuses (SEMANTICS 22, 23), each for one reason. Were it read all the same, each would change a flow. */
import type { Json } from '../model/shared'

type Spec = { readonly [key: string]: Json }

const admitNobody: Spec = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }
const from = (peer: Json): Spec => ({ ...admitNobody, ingress: [{ from: [peer] }] })
const to = (...ports: readonly Json[]): Spec => ({ ...admitNobody, egress: [{ ports }] })
const selecting = (...matchExpressions: readonly Json[]): Spec => ({
  ...admitNobody,
  podSelector: { matchExpressions },
})
const block = (cidr: string, ...except: readonly string[]): Spec => from({ ipBlock: { cidr, except } })

/** By what is wrong with it. */
export const refusedSpecs: Readonly<Record<string, Spec>> = {
  'a peer with nothing in it': from({}),
  'a peer with only nulls in it': from({ podSelector: null, namespaceSelector: null }),
  'an ipBlock beside a podSelector': from({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }),
  'an ipBlock beside a namespaceSelector': from({ ipBlock: { cidr: '10.0.0.0/8' }, namespaceSelector: {} }),
  'an ipBlock without cidr': from({ ipBlock: { except: ['10.0.0.0/9'] } }),
  'an except outside its cidr': block('10.0.0.0/8', '11.0.0.0/9'),
  'an except as large as its cidr': block('10.0.0.0/8', '10.0.0.0/8'),
  'an except of the other IP version': block('10.0.0.0/8', 'fd00::/9'),
  'an except that is no CIDR': block('10.0.0.0/8', '10.0.0.1'),
  'a cidr without length': block('10.0.0.1'),
  'a cidr that is too long': block('10.0.0.0/33'),
  'a cidr of three parts': block('10.0.0/8'),
  'port 0': to({ port: 0 }),
  'port 65536': to({ port: 65536 }),
  'a negative port': to({ port: -1 }),
  'a port that is no integer': to({ port: 80.5 }),
  'a port as text': to({ port: '80' }),
  'a port name in capitals': to({ port: 'HTTP' }),
  'a port name of 16 characters': to({ port: 'abcdefghijklmnop' }),
  'an endPort below its port': to({ port: 81, endPort: 80 }),
  'an endPort above 65535': to({ port: 81, endPort: 65536 }),
  'an endPort without port': to({ endPort: 80 }),
  'an endPort beside a name': to({ port: 'http', endPort: 80 }),
  'a protocol of no ports': to({ protocol: 'ICMP' }),
  'a protocol in small letters': to({ protocol: 'tcp' }),
  'a bad port behind a good one': to({ port: 80 }, { port: 0 }),
  'an unknown policy type': { podSelector: {}, policyTypes: ['Both'] },
  'a policy type in small letters': { podSelector: {}, policyTypes: ['ingress'] },
  'an unknown operator': selecting({ key: 'app', operator: 'Is', values: ['a'] }),
  'no operator': selecting({ key: 'app', values: ['a'] }),
  'no key': selecting({ operator: 'DoesNotExist' }),
  'NotIn without values': selecting({ key: 'app', operator: 'NotIn' }),
  'NotIn with an empty list of values': selecting({ key: 'app', operator: 'NotIn', values: [] }),
  'NotIn with null for values': selecting({ key: 'app', operator: 'NotIn', values: null }),
  'DoesNotExist with values': selecting({ key: 'none', operator: 'DoesNotExist', values: ['a'] }),
  'Exists with values': selecting({ key: 'app', operator: 'Exists', values: ['a'] }),
  'a label key with two slashes': selecting({ key: 'a/b/c', operator: 'DoesNotExist' }),
  'an empty label key': selecting({ key: '', operator: 'DoesNotExist' }),
  'a label value with a blank': selecting({ key: 'app', operator: 'NotIn', values: ['a b'] }),
  'a label value of 64 characters': selecting({ key: 'app', operator: 'NotIn', values: ['a'.repeat(64)] }),
  'a number for a label value': { ...admitNobody, podSelector: { matchLabels: { app: 1 } } },
  'a boolean for a label value': { ...admitNobody, podSelector: { matchLabels: { app: true } } },
  'a misspelt field of spec': { policyTypes: ['Ingress'], podselector: {} },
  'a misspelt field of a selector': { ...admitNobody, podSelector: { matchLabel: { app: 'a' } } },
  'a misspelt field of a rule': { ...admitNobody, ingress: [{ form: [{ podSelector: {} }] }] },
  'the `to` of egress in ingress': { ...admitNobody, ingress: [{ to: [{ podSelector: {} }] }] },
  'a port where a peer belongs': from({ port: 80 }),
  'a misspelt field of a port': to({ port: 80, endport: 81 }),
  'a misspelt field of an ipBlock': from({ ipBlock: { cidr: '10.0.0.0/8', excepts: [] } }),
  'a misspelt field of an expression': selecting({ key: 'app', op: 'Exists', operator: 'Exists' }),
  'one rule instead of a list': { ...admitNobody, ingress: { from: [] } },
  'one peer instead of a list': { ...admitNobody, ingress: [{ from: { podSelector: {} } }] },
  'a text for a selector': { ...admitNobody, podSelector: 'app=a' },
  'a text for policyTypes': { podSelector: {}, policyTypes: 'Ingress' },
  'a list for spec.podSelector': { ...admitNobody, podSelector: [] },
}
