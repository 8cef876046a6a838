import defaultDeny from './defaultDeny.yaml?raw'
import denyOneApp from './denyOneApp.yaml?raw'
import ingressController from './ingressController.yaml?raw'
import kubeSystem from './kubeSystem.yaml?raw'
import namespaceLab from './namespaceLab.yaml?raw'
import onlineBoutique from './onlineBoutique.yaml?raw'
import payments from './payments.yaml?raw'
import quarantine from './quarantine.yaml?raw'
import threeTierShop from './threeTierShop.yaml?raw'

/** Manifests to start from. The comments in them teach; `examples.test.ts` holds what is true of each. */
export interface Example {
  /** Part of addresses (`#example=payments`), so it never changes. */
  readonly id: string
  readonly title: string
  /** One sentence: what to notice. */
  readonly notice: string
  readonly files: readonly { readonly name: string; readonly text: string }[]
}

const dns = { name: 'kube-system.yaml', text: kubeSystem }

export const examples: readonly Example[] = [
  {
    id: 'three-tier-shop',
    title: 'Three-tier shop',
    notice:
      'A guide calls this set complete, but the frontend cannot reach the api: its half of the flow is missing.',
    files: [
      { name: 'shop.yaml', text: threeTierShop },
      { name: 'ingress-nginx.yaml', text: ingressController },
      dns,
    ],
  },
  {
    id: 'payments',
    title: 'Payments',
    notice:
      'After default deny names still resolve, and nothing else works: the api has lost its own database.',
    files: [{ name: 'payments.yaml', text: payments }, dns],
  },
  {
    id: 'namespace-lab',
    title: 'The namespace lab',
    notice: 'A lab whose table of results is wrong twice: two of the three flows it promises are half-open.',
    files: [{ name: 'netpol-demo.yaml', text: namespaceLab }, dns],
  },
  {
    id: 'deny-one-app',
    title: 'Deny one app',
    notice:
      'One policy closes web, and only for what comes in; the other closes nobody, because of one missing letter.',
    files: [{ name: 'deny.yaml', text: denyOneApp }],
  },
  {
    id: 'quarantine',
    title: 'Quarantine',
    notice:
      'Nobody reaches the suspect pod any more, but it still reaches everybody: its egress gate stands open.',
    files: [{ name: 'quarantine.yaml', text: quarantine }],
  },
  {
    id: 'online-boutique',
    title: 'Online Boutique',
    notice:
      'Twelve services with a policy each: a set that works, with one door that is wider than it needs to be.',
    files: [{ name: 'online-boutique.yaml', text: onlineBoutique }],
  },
  {
    id: 'default-deny',
    title: 'Default deny, to start from',
    notice: 'Everything is closed, names included: let DNS through, then draw the flows you need.',
    files: [{ name: 'team.yaml', text: defaultDeny }, dns],
  },
]
