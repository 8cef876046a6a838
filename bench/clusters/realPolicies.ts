import { byName, type PolicySetting, portsFor } from './mixedPolicies'
import type { PeerObject, PolicySpec, PortObject, RuleObject, SelectorObject } from './objects'

/**
 * Shaped on the published statistics of one real cluster of 5,413 pods: more policies than pods, mostly of one rule, four of ten
 * rules about ranges outside, almost none about namespaces by label.
 */
export function realPolicy(setting: PolicySetting): PolicySpec {
  const { random } = setting
  const kind = random.next()
  const podSelector = selectorOf(setting, random.next())
  if (kind < 0.036) return { podSelector, policyTypes: ['Ingress'] }
  const count = random.chance(0.87) ? 1 : 2
  const isEgress = random.chance(0.3)
  const rules = Array.from({ length: count }, () => realRule(setting, isEgress ? 'to' : 'from'))
  return isEgress
    ? { podSelector, policyTypes: ['Egress'], egress: rules }
    : { podSelector, policyTypes: ['Ingress'], ingress: rules }
}

function selectorOf({ workload }: PolicySetting, draw: number): SelectorObject {
  if (draw < 0.2) return { matchLabels: { app: workload.name } }
  return draw < 0.6 ? { matchLabels: { tier: workload.tier } } : {}
}

function realRule(setting: PolicySetting, side: 'from' | 'to'): RuleObject {
  return setting.random.chance(0.403) ? outsideRule(setting, side) : insideRule(setting, side)
}

const outsidePorts = [443, 80, 5432, 3306, 1521, 22, 8080]

function outsideRule({ random, ipBlock }: PolicySetting, side: 'from' | 'to'): RuleObject {
  const manyBlocks = () => (random.chance(0.5) ? 3 : 6)
  const count = random.chance(0.89) ? 1 : manyBlocks()
  const peers = Array.from({ length: count }, () => ({ ipBlock: ipBlock() }))
  return withPorts(
    side,
    peers,
    random.chance(0.82) ? [{ protocol: 'TCP', port: random.pick(outsidePorts) }] : null,
  )
}

function insideRule({ random, other, namespaces }: PolicySetting, side: 'from' | 'to'): RuleObject {
  const draw = random.next()
  const peer = ((): PeerObject => {
    if (draw < 0.5) return { podSelector: { matchLabels: { app: other.name } } }
    if (draw < 0.75) return { podSelector: {} }
    if (draw < 0.99) return { namespaceSelector: byName(random.pick(namespaces).name) }
    const values = ['prod', 'staging']
    return { namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'In', values }] } }
  })()
  const ports = random.chance(0.31) ? (portsFor(other, random) ?? [{ protocol: 'TCP', port: 8080 }]) : null
  return withPorts(side, [peer], ports)
}

function withPorts(
  side: 'from' | 'to',
  peers: readonly PeerObject[],
  ports: readonly PortObject[] | null,
): RuleObject {
  return { [side]: peers, ...(ports ? { ports } : {}) }
}
