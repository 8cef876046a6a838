import type { Cluster } from '../model/cluster'
import type { EditOutcome, PolicyEdit } from '../model/edit'
import type { EditId } from '../model/ids'
import type { NetworkPolicy, PortMatch, Rule } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { type Draft, newPolicy, withPolicy } from './draft'
import { staysAsItIs } from './onlyNew'
import { peerKey, selectorKey } from './selectors'
import type { PolicyParts } from './template'
import { templateNamed } from './templates'
import { readValues } from './templateValues'

type TemplateEdit = Extract<PolicyEdit, { readonly kind: 'template' }>

interface Surroundings {
  readonly cluster: Cluster
  readonly options: ScenarioOptions
}

/**
 * The draft with a policy for each template, unless one of the namespace says exactly that. In an order that does not depend on
 * when they were asked for, those that make others give way last. Total; linear in the policies for each.
 */
export function usingTemplates(
  surroundings: Surroundings,
  draft: Draft,
  edits: readonly TemplateEdit[],
  outcomes: Map<EditId, Pick<EditOutcome, 'status' | 'message'>>,
): Draft {
  return edits.toSorted(byContent).reduce((sum, edit) => {
    const { draft: next, outcome } = usingTemplate(surroundings, sum, edit)
    if (outcome !== null) outcomes.set(edit.id, outcome)
    return next
  }, draft)
}

interface Used {
  readonly draft: Draft
  readonly outcome: Pick<EditOutcome, 'status' | 'message'> | null
}

function usingTemplate({ cluster, options }: Surroundings, draft: Draft, edit: TemplateEdit): Used {
  const { namespace, id, parameters } = edit
  const template = templateNamed(edit.template)
  if (template === undefined)
    return { draft, outcome: { status: 'impossible', message: `There is no template ${edit.template}.` } }
  if (!cluster.namespaces.some(({ name }) => name === namespace)) {
    const message = `Namespace ${namespace} is not in the manifests.`
    return { draft, outcome: { status: 'unknownEnd', message } }
  }
  const values = readValues(template.parameters({ cluster, namespace, options }), parameters)
  if (values.kind === 'wrong') return { draft, outcome: { status: 'impossible', message: values.message } }

  const parts = template.make(values.value)
  const own = draft.policies.filter((policy) => policy.namespace === namespace)
  const same = own.find((policy) => saysAsMuch(policy, parts))
  const wanted = newPolicy(draft, namespace, template.name, parts.podSelector, parts.policyTypes)
  const made = same === undefined ? withPolicy(draft, { ...wanted, ...parts }, [id]) : draft
  const amended = own.flatMap((policy) => {
    const other = policy === same ? policy : (template.amendOther?.(policy, values.value) ?? policy)
    return other === policy ? [] : [other]
  })
  const [other] = amended
  if (options.onlyNewPolicies && other !== undefined)
    return { draft, outcome: { status: 'impossible', message: staysAsItIs(other.id) } }
  const outcome: Used['outcome'] =
    same === undefined || amended.length > 0
      ? null
      : { status: 'already', message: `Policy ${same.name} says exactly that already.` }
  return { draft: amended.reduce((sum, policy) => withPolicy(sum, policy, [id]), made), outcome }
}

/** Whether a policy says what these parts say, and no more; a default deny both ways is one of each. */
function saysAsMuch(policy: NetworkPolicy, parts: PolicyParts): boolean {
  const isDeny = (it: PolicyParts) => it.policyTypes.every((direction) => it[direction].length === 0)
  if (selectorKey(policy.podSelector) !== selectorKey(parts.podSelector)) return false
  if (isDeny(policy) && isDeny(parts))
    return parts.policyTypes.every((direction) => policy.policyTypes.includes(direction))
  return contentKey(policy) === contentKey(parts)
}

function contentKey({ policyTypes, ingress, egress }: PolicyParts): string {
  const rules = (direction: 'ingress' | 'egress', list: readonly Rule[]) =>
    policyTypes.includes(direction) ? list.map(ruleKey).toSorted() : null
  return JSON.stringify([rules('ingress', ingress), rules('egress', egress)])
}

function ruleKey({ peers, ports }: Rule): string {
  return JSON.stringify([
    peers === 'any' ? peers : peers.map(peerKey).toSorted(),
    ports === 'any' ? ports : ports.map(portKey).toSorted(),
  ])
}

function portKey(port: PortMatch): string {
  return port.kind === 'named'
    ? `${port.protocol} ${port.name}`
    : `${port.protocol} ${port.first}-${port.last}`
}

function byContent(a: TemplateEdit, b: TemplateEdit): number {
  const isLock = (edit: TemplateEdit) => templateNamed(edit.template)?.amendOther !== undefined
  if (isLock(a) !== isLock(b)) return isLock(a) ? 1 : -1
  const key = ({ template, namespace, parameters }: TemplateEdit) =>
    JSON.stringify([namespace, template, Object.entries(parameters).toSorted()])
  return key(a) < key(b) ? -1 : 1
}
