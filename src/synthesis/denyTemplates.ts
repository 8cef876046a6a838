import type { Direction } from '../model/policy'
import { everyPod } from './selectors'
import type { Template } from './template'

/** Closing a namespace, so that only what rules allow stays. */
export const denyTemplates: readonly Template[] = [
  {
    ...denying('default-deny-ingress', ['ingress']),
    title: 'Default deny ingress',
    does: 'Nothing connects to the pods of the namespace unless a rule of some policy allows it.',
    wrongWhen:
      'It is wrong before the rules for wanted callers are there: ingress controllers, monitoring and other namespaces are cut off at once.',
  },
  {
    ...denying('default-deny-egress', ['egress']),
    title: 'Default deny egress',
    does: 'The pods of the namespace connect to nothing unless a rule of some policy allows it.',
    wrongWhen:
      'It is wrong without a rule for DNS: no name resolves any more, and most calls fail for that alone.',
  },
  {
    ...denying('default-deny', ['ingress', 'egress']),
    title: 'Default deny both ways',
    does: 'No pod of the namespace sends or receives anything unless rules on its side allow it.',
    wrongWhen: 'It is wrong on a running namespace without the rules for DNS and for its callers beside it.',
  },
]

function denying(
  name: Template['name'],
  policyTypes: readonly Direction[],
): Pick<Template, 'name' | 'parameters' | 'make'> {
  return {
    name,
    parameters: () => [],
    make: () => ({ podSelector: everyPod, policyTypes, ingress: [], egress: [] }),
  }
}
