import type { Sentence } from '../model/explanation'
import type { NetworkPolicy } from '../model/policy'
import { type Labels, labelValue, type Requirement } from '../model/selector'
import { code, listParts, text } from './parts'
import { requirementWords } from './words'

/** How a policy's podSelector reads: `Selects the pods of namespace shop with app: web.` An empty one selects all (SEMANTICS 3, 7). Total. */
export function selectorSentence({ namespace, podSelector }: NetworkPolicy): Sentence {
  const { requirements } = podSelector
  if (requirements.length === 0)
    return [
      text('Its empty podSelector '),
      code('{}'),
      text(` selects every pod of namespace ${namespace}, also those to come.`),
    ]
  return [text(`Selects the pods of namespace ${namespace} `), ...requirementParts(requirements), text('.')]
}

/** `with app: web and with tier in (a, b)`, as code where it stands in YAML. */
function requirementParts(requirements: readonly Requirement[]): Sentence {
  return listParts(requirements.map((it) => [text(isAbsence(it) ? '' : 'with '), code(requirementWords(it))]))
}

function isAbsence({ operator }: Requirement): boolean {
  return operator === 'DoesNotExist'
}

/**
 * Which requirements of a podSelector labels meet, each with what the labels say where it is not the same: `app: web` matches. For
 * labels that meet them all. Total.
 */
export function matchSentence({ namespace, podSelector }: NetworkPolicy, labels: Labels): Sentence {
  const { requirements } = podSelector
  if (requirements.length === 0) return [code('{}'), text(` selects every pod of namespace ${namespace}.`)]
  const matches = requirements.map((it): Sentence => {
    const value = labelValue(labels, it.key)
    return [code(requirementWords(it)), text(` matches${becauseOf(it, value)}`)]
  })
  return [...listParts(matches), text('.')]
}

/** What a pod says, where the requirement does not show it already. */
function becauseOf(requirement: Requirement, value: string | undefined): string {
  const { key, operator } = requirement
  if (operator === 'In' && requirement.values.length === 1) return ''
  return value === undefined ? ` (it has no ${key})` : ` (it has ${key}: ${value})`
}
