import { hiddenClients } from '../engine/hiddenClients'
import type { Cluster } from '../model/cluster'
import type { Diagnostic } from '../model/text'
import type { ScenarioOptions } from '../model/workspace'
import { listWords } from './words'

/**
 * What the objects of a cluster mean together and no single document shows: an ingress ipBlock whose clients a Service may hide
 * (SEMANTICS 21). By policy, each at its place. Total; as dear as `hiddenClients`.
 */
export function clusterWarnings(cluster: Cluster, options: ScenarioOptions): readonly Diagnostic[] {
  return hiddenClients(cluster, options).map(({ policy, ipBlock, services }) => ({
    severity: 'warning',
    code: 'hidden-clients',
    message: `NetworkPolicy ${policy.name}: traffic through Service ${listWords(
      services.map(({ name }) => name),
      'or',
    )} may arrive with the address of a node instead of the client's, so this ipBlock may judge the node.`,
    fix: 'Set `externalTrafficPolicy: Local` on the Service to keep the client’s address.',
    place: ipBlock.place,
  }))
}
