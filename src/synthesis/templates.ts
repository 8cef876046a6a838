import type { TemplateName } from '../model/policyWish'
import { denyTemplates } from './denyTemplates'
import { lockTemplates } from './lockTemplates'
import { neighbourTemplates } from './neighbourTemplates'
import { outsideTemplates } from './outsideTemplates'
import type { Template } from './template'

/** All templates, in the order in which they are offered. */
export const templates: readonly Template[] = [
  ...denyTemplates,
  ...neighbourTemplates,
  ...outsideTemplates,
  ...lockTemplates,
]

/** Undefined for a name that no template has, such as one from a newer link. Total. */
export function templateNamed(name: TemplateName): Template | undefined {
  return templates.find((it) => it.name === name)
}
