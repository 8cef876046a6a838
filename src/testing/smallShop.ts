/** Three namespaces with seven workloads, and tables of flows between them: `shop/web -> shop/db: TCP 5432`. */
import { expect } from 'vitest'
import { compile, type PolicyIndex } from '../engine/compile'
import { reach } from '../engine/reach'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { formatConnections } from '../sets/connections'
import { clusterOf, policy, rule, workload } from './smallClusters'

export const namespaces = { bank: 'team=blue', quiet: '', shop: 'team=red' }
export const workloads = [
  workload('bank/ledger', 'app=ledger', 'http:9000'),
  workload('bank/web', 'app=web', 'http:8081 dns:53'),
  workload('quiet/cron', 'tier=be'),
  workload('shop/api', 'app=api tier=be', 'http:8080 http:8443 dns:53/UDP'),
  workload('shop/db', 'app=db tier=be', 'sql:5432', { ips: ['10.0.0.5', 'fd00::5'] }),
  workload('shop/node-agent', 'app=agent', 'http:9100', { hostNetwork: true, hostIps: ['192.168.0.7'] }),
  workload('shop/web', 'app=web tier=fe', 'http:80'),
]

export function compiled(
  policies: readonly NetworkPolicy[],
  options: Partial<ScenarioOptions> = {},
): PolicyIndex {
  return compile(clusterOf(namespaces, workloads, policies), { ...defaultOptions, ...options })
}

/** `shop/web` is that workload; anything else is the external block with that label. */
export function position(index: PolicyIndex, name: string): number {
  const found = index.endpoints.findIndex((it) =>
    it.kind === 'workload' ? `${it.namespace}/${it.name}` === name : it.id === `outside/${name}`,
  )
  if (found === -1) throw new Error(`no endpoint ${name} in ${index.endpoints.map(({ id }) => id)}`)
  return found
}

export function between(index: PolicyIndex, from: string, to: string): string {
  return formatConnections(reach(index, position(index, from), position(index, to)))
}

export const all = 'All Connections'
export const none = 'No Connections'
export const admit = (name: string, podSelector: string, ...rules: Parameters<typeof rule>[]) =>
  policy(name, podSelector, { types: ['ingress'], ingress: rules.map((it) => rule(...it)) })
export const release = (name: string, podSelector: string, ...rules: Parameters<typeof rule>[]) =>
  policy(name, podSelector, { types: ['egress'], egress: rules.map((it) => rule(...it)) })

export interface FlowCase {
  readonly rule: string
  readonly policies: readonly NetworkPolicy[]
  /** `from -> to: connections` */
  readonly flows: readonly string[]
  readonly options?: Partial<ScenarioOptions>
}

/** Checks every flow of a case. */
export function checkFlows({ policies, flows, options }: FlowCase): void {
  const index = compiled(policies, options)
  for (const flow of flows) {
    const [, from = '', to = ''] = /^(\S+) -> (\S+): /.exec(flow) ?? []
    expect(`${from} -> ${to}: ${between(index, from, to)}`).toBe(flow)
  }
}
