import { compile } from '../engine/compile'
import { keepableFlows } from '../explain/keepFlows'
import { keepOffers } from '../explain/keepOffers'
import type { Keepable, KeepOffers } from '../model/keepable'
import { draftOf } from '../synthesis/synthesise'
import type { Proposal } from './preview'

/** The flows of the draft that would stop, a pair a row, and what keeps each. Total; costs the draft and two compilations. */
export function keepable(proposal: Omit<Proposal, 'edits'>, filter: string): Keepable {
  return keepableFlows(inputOf(proposal), filter)
}

/** Edits that would keep many of the flows that would stop. Total; as `keepable`. */
export function offersToKeep(proposal: Omit<Proposal, 'edits'>): KeepOffers {
  return keepOffers(inputOf(proposal))
}

function inputOf({ cluster, options, policies, services, proposed }: Omit<Proposal, 'edits'>) {
  const next = draftOf(cluster, proposed, options).policies
  return {
    before: compile({ ...cluster, policies }, options, next),
    after: compile({ ...cluster, policies: next }, options, policies),
    services,
  }
}
