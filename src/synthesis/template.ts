import type { Cluster } from '../model/cluster'
import type { NetworkPolicy, OneOrMore, PortMatch } from '../model/policy'
import type { TemplateName } from '../model/policyWish'
import type { LabelSelector } from '../model/selector'
import type { ScenarioOptions } from '../model/workspace'

/** A policy that people write again and again, made to measure for a cluster. */
export interface Template {
  readonly name: TemplateName
  readonly title: string
  readonly does: string
  readonly wrongWhen: string
  readonly parameters: (setting: Setting) => readonly Parameter[]
  readonly make: (values: Values) => PolicyParts
  /** What has to become of the namespace's other policies for this one to do what it says. Policies only add. */
  readonly amendOther?: (policy: NetworkPolicy, values: Values) => NetworkPolicy
}

/** Where a template is used. */
export interface Setting {
  readonly cluster: Cluster
  readonly namespace: string
  readonly options: ScenarioOptions
}

/** What `value` proposes is read in the same way as what the user writes. An empty one that is not required means no restriction. */
export interface Parameter {
  readonly name: string
  readonly type: 'label' | 'labels' | 'ports' | 'cidrs' | 'namespace'
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly isRequired: boolean
}

/** The parameters as they were read; a name that the template does not have is as good as empty. */
export interface Values {
  readonly labels: (name: string) => LabelSelector
  readonly ports: (name: string) => OneOrMore<PortMatch> | 'any'
  readonly cidrs: (name: string) => readonly string[]
  readonly namespace: (name: string) => string
}

export type PolicyParts = Pick<NetworkPolicy, 'podSelector' | 'policyTypes' | 'ingress' | 'egress'>
