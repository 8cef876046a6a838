import type { Gate } from '../model/graphView'

/** Whether a policy isolates this side, whatever its rules let through. */
export function isIsolated(gate: Gate): boolean {
  return gate === 'closed' || gate === 'wide'
}
