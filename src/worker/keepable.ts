import { compile } from '../engine/compile'
import type { ServicesByWorkload } from '../engine/servicePorts'
import { keepableFlows } from '../explain/keepFlows'
import { keepOffers } from '../explain/keepOffers'
import type { Cluster } from '../model/cluster'
import type { Edit } from '../model/edit'
import type { Keepable, KeepOffers } from '../model/keepable'
import type { NetworkPolicy } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { draftOf } from '../synthesis/synthesise'

/** A draft, and a list of edits that may take the place of its own. */
interface Proposal {
  /** As pasted. */
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  /** The policies of the draft. */
  readonly policies: readonly NetworkPolicy[]
  readonly services: ServicesByWorkload
  readonly proposed: readonly Edit[]
}

/** The flows of the draft that would stop, a pair a row, and what keeps each. Total; costs the draft and two compilations. */
export function keepable(proposal: Proposal, filter: string): Keepable {
  return keepableFlows(inputOf(proposal), filter)
}

/** Edits that would keep many of the flows that would stop. Total; as `keepable`. */
export function offersToKeep(proposal: Proposal): KeepOffers {
  return keepOffers(inputOf(proposal))
}

function inputOf({ cluster, options, policies, services, proposed }: Proposal) {
  const next = draftOf(cluster, proposed, options).policies
  return {
    before: compile({ ...cluster, policies }, options, next),
    after: compile({ ...cluster, policies: next }, options, policies),
    services,
  }
}
