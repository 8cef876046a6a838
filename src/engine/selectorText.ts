import type { LabelSelector, Requirement } from '../model/selector'

/** One text per requirement, for remembering answers to it. Lengths keep odd keys and values apart. */
export function requirementText(requirement: Requirement): string {
  let text = requirement.operator + withLength(requirement.key)
  if ('values' in requirement) for (const value of requirement.values) text += withLength(value)
  return text
}

/** One text per list of requirements. No text is the beginning of another one that goes on with `|`. */
export function selectorText({ requirements }: LabelSelector): string {
  let text = ''
  for (const requirement of requirements) text += requirementText(requirement)
  return text
}

/** A text that cannot run into what follows it: `3:web`. */
export function withLength(text: string): string {
  return `${text.length}:${text}`
}
