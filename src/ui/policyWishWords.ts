import { type PolicyId, policyOf } from '../model/ids'
import type { PolicyWish, TemplateName } from '../model/policyWish'

/** What each template is called on the screen. */
export const templateTitles: Readonly<Record<TemplateName, string>> = {
  'default-deny-ingress': 'Default deny ingress',
  'default-deny-egress': 'Default deny egress',
  'default-deny': 'Default deny both ways',
  'allow-dns': 'Allow DNS',
  'allow-same-namespace': 'Allow same namespace',
  'allow-ingress-controller': 'Allow ingress controller',
  'allow-monitoring': 'Allow monitoring',
  'allow-external-https': 'Allow external HTTPS',
  'allow-api-server': 'Allow API server',
  quarantine: 'Quarantine by label',
  'maintenance-lock': 'Maintenance lock',
}

/** An edit of policies as a sentence: `Delete policy web-allow in shop`, `Allow DNS in namespace shop`. */
export function policyWishWords(wish: PolicyWish): string {
  switch (wish.kind) {
    case 'template':
      return `${templateTitles[wish.template] ?? wish.template} in namespace ${wish.namespace}`
    case 'deletePolicy':
      return `Delete policy ${policyWords(wish.policy)}`
    case 'renamePolicy':
      return `Rename policy ${policyWords(wish.policy)} to ${wish.name}`
    case 'disableRule':
      return `Take ${wish.direction} rule ${wish.position + 1} out of policy ${policyWords(wish.policy)}`
  }
}

/** `web-allow in shop`. */
export function policyWords(id: PolicyId): string {
  const { namespace, name } = policyOf(id)
  return `${name} in ${namespace}`
}
