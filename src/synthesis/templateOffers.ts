import type { Cluster } from '../model/cluster'
import type { TemplateOffer } from '../model/policyWish'
import type { ScenarioOptions } from '../model/workspace'
import { templates } from './templates'

/** All templates for a namespace, with what the manifests propose for each parameter. Total; linear in the workloads. */
export function templateOffers(
  cluster: Cluster,
  options: ScenarioOptions,
  namespace: string,
): readonly TemplateOffer[] {
  return templates.map(({ name, title, does, wrongWhen, parameters }) => ({
    template: name,
    title,
    does,
    wrongWhen,
    parameters: parameters({ cluster, namespace, options }).map((it) => ({
      name: it.name,
      label: it.label,
      hint: it.hint,
      value: it.value,
      isRequired: it.isRequired,
    })),
  }))
}
