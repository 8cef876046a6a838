import { type Labels, labelValue, type Requirement } from '../model/selector'
import type { Difference } from '../model/verdict'
import type { PolicyIndex } from './compile'
import { isMisspelling } from './misspelling'
import { meets } from './selects'

/** Too common to say anything about who is meant. */
const commonValue = /^(?:true|false|yes|no|[0-9.v-]*|.{1,2})$/i

/**
 * Of the labels that a pod or namespace has, the one that a requirement likely means though it does not meet it: the key with a
 * misspelt value, or the listed value under another key (`app: web` for `app.kubernetes.io/name: web`). Null where nothing looks
 * like a slip, and where somebody in that place does meet the requirement, for then it means them. Total; looks for others only
 * where something looks like a slip.
 */
export function meantLabel(
  index: PolicyIndex,
  of: Extract<Difference, { readonly kind: 'label' }>['of'],
  requirement: Requirement,
  labels: Labels,
  namespace: string,
): { readonly key: string; readonly value: string } | null {
  const similar = similarLabel(requirement, labels)
  if (similar === null) return null
  const isMetByOthers =
    of === 'namespace'
      ? index.cluster.namespaces.some((it) => meets(requirement, labelValue(it.labels, requirement.key)))
      : index.peers.podsIn(namespace, { requirements: [requirement] }).length > 0
  return isMetByOthers ? null : similar
}

function similarLabel(requirement: Requirement, labels: Labels): { key: string; value: string } | null {
  if (requirement.operator !== 'In') return null
  const { key, values } = requirement
  const actual = labelValue(labels, key)
  if (actual !== undefined)
    return values.some((it) => isMisspelling(it, actual)) ? { key, value: actual } : null
  const elsewhere = Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .find(([, value]) => values.includes(value) && !commonValue.test(value))
  return elsewhere === undefined ? null : { key: elsewhere[0], value: elsewhere[1] }
}
