import type { NetworkPolicy } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import { everyPod, narrowed, negated } from './selectors'
import type { Template } from './template'
import { oneWay, ownPods, ruleFor } from './templateParts'

/** Cutting pods off, whatever other policies allow: these have to give way, because policies only add. */
export const lockTemplates: readonly Template[] = [
  {
    name: 'quarantine',
    title: 'Quarantine by label',
    does: 'A pod of the namespace that gets the label sends and receives nothing any more; the other policies of the namespace are kept off it.',
    wrongWhen:
      'It is wrong to count on it for connections that are open already: most network plugins let those live until they end.',
    parameters: () => [
      {
        name: 'label',
        type: 'label',
        label: 'Label',
        hint: 'One label that no pod has in ordinary times. kubectl label pod NAME quarantine=true cuts that pod off.',
        value: 'quarantine=true',
        isRequired: true,
      },
    ],
    make: (values) => ({
      podSelector: values.labels('label'),
      policyTypes: ['ingress', 'egress'],
      ingress: [],
      egress: [],
    }),
    amendOther: (policy, values) => keptOff(policy, values.labels('label')),
  },
  {
    name: 'maintenance-lock',
    title: 'Maintenance lock',
    does: 'Nothing connects to any pod of the namespace until the lock is gone; the ingress rules of its other policies are taken out meanwhile.',
    wrongWhen:
      'It is wrong for a namespace whose pods must still reach each other. Take this edit back to open again; once it is applied, only the former text brings the rules back.',
    parameters: () => [
      {
        name: 'from',
        type: 'labels',
        label: 'Pods that may still connect',
        hint: 'Labels of pods in the same namespace, such as role=maintenance. Empty means nobody.',
        value: '',
        isRequired: false,
      },
    ],
    make: (values) => {
      const from = values.labels('from')
      return oneWay(
        'ingress',
        everyPod,
        from.requirements.length === 0 ? [] : [ruleFor([ownPods(from)], 'any')],
      )
    },
    amendOther: (policy) => (policy.policyTypes.includes('ingress') ? { ...policy, ingress: [] } : policy),
  },
]

function keptOff(policy: NetworkPolicy, { requirements }: LabelSelector): NetworkPolicy {
  const [label] = requirements
  const grantsSomething = policy.policyTypes.some((direction) => policy[direction].length > 0)
  if (label === undefined || !grantsSomething) return policy
  const podSelector = narrowed(policy.podSelector, negated(label))
  // It selects labelled pods alone, so it stays without what it allows.
  if (podSelector === null) return { ...policy, ingress: [], egress: [] }
  return podSelector === policy.podSelector ? policy : { ...policy, podSelector }
}
