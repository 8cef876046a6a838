import { isolatedBy } from '../explain/isolatedBy'
import { type NameServer, namespaceFacts } from '../explain/namespaceFacts'
import { pathBetween } from '../explain/path'
import { policyFacts } from '../explain/policyFacts'
import { standing } from '../explain/standing'
import { ruleComment } from '../manifest/writeComment'
import { clusterDns } from '../synthesis/dns'
import { bundleFlows } from '../view/bundleFlows'
import type { PreparedFlows } from '../view/prepareFlows'
import type { Evaluated } from './evaluate'
import type { Methods, Posted, PostedScenario, Progress } from './protocol'

type Asked = 'policyFacts' | 'standing' | 'namespaceFacts' | 'isolatedBy' | 'bundleFlows' | 'path'

type Handlers = {
  readonly [M in Asked]: (
    params: Posted<Methods[M]['params']>,
    onProgress: (progress: Progress) => void,
  ) => Methods[M]['result']
}

/** What the inspector asks of policies, workloads and namespaces. */
export function inspectionHandlers(
  evaluate: (scenario: PostedScenario | null, onProgress: (progress: Progress) => void) => Evaluated,
  flowsOf: (evaluated: Evaluated) => PreparedFlows,
): Handlers {
  return {
    policyFacts: ({ scenario, show, policy }, onProgress) =>
      policyFacts(evaluate(scenario, onProgress)[show], policy, ruleComment),
    standing: ({ scenario, show, endpoint }, onProgress) =>
      standing(evaluate(scenario, onProgress)[show], endpoint),
    path: ({ scenario, show, from, to }, onProgress) =>
      pathBetween(evaluate(scenario, onProgress)[show], from, to),
    bundleFlows: ({ scenario, show, edge, everyPort }, onProgress) =>
      bundleFlows(flowsOf(evaluate(scenario, onProgress)), show, edge, everyPort),
    isolatedBy: ({ scenario, end }, onProgress) => isolatedBy(evaluate(scenario, onProgress).draft, end),
    namespaceFacts: ({ scenario, show, namespace }, onProgress) => {
      const evaluated = evaluate(scenario, onProgress)
      return namespaceFacts(evaluated[show], namespace, nameServers(evaluated))
    },
  }
}

/** The cluster's DNS pods; none where the manifests do not show them. */
function nameServers({ reading, scenario }: Evaluated): readonly NameServer[] {
  const { isListed, servers } = clusterDns(reading.cluster, scenario.options)
  if (!isListed) return []
  return servers.cluster.flatMap(({ end, connections }) =>
    end.kind === 'workload' ? { id: end.id, connections } : [],
  )
}
