import type { PolicyId } from './ids'
import type { Direction } from './policy'

/** What an edit may ask of policies as such, rather than of flows. All are carried out before anything is asked of flows. */
export type PolicyWish =
  | {
      readonly kind: 'template'
      readonly template: TemplateName
      readonly namespace: string
      readonly parameters: TemplateParameters
    }
  | { readonly kind: 'deletePolicy'; readonly policy: PolicyId }
  | { readonly kind: 'renamePolicy'; readonly policy: PolicyId; readonly name: string }
  | {
      readonly kind: 'disableRule'
      readonly policy: PolicyId
      readonly direction: Direction
      /** 0-based, in the policy as pasted, whatever other edits take out. */
      readonly position: number
    }

/** Also the name of the policy that it makes. */
export type TemplateName =
  | 'default-deny-ingress'
  | 'default-deny-egress'
  | 'default-deny'
  | 'allow-dns'
  | 'allow-same-namespace'
  | 'allow-ingress-controller'
  | 'allow-monitoring'
  | 'allow-external-https'
  | 'allow-api-server'
  | 'quarantine'
  | 'maintenance-lock'

/** By the parameter's name, as text. A parameter that is left out has the value that the manifests propose. */
export type TemplateParameters = Readonly<Record<string, string>>

/** A template on a cluster: what it does, when it is the wrong one, and what may be chosen. */
export interface TemplateOffer {
  readonly template: TemplateName
  readonly title: string
  /** A sentence each. */
  readonly does: string
  readonly wrongWhen: string
  readonly parameters: readonly ParameterOffer[]
}

export interface ParameterOffer {
  readonly name: string
  readonly label: string
  /** How it is written, and what an empty one means. */
  readonly hint: string
  /** What the manifests propose; empty where they say nothing. */
  readonly value: string
  readonly isRequired: boolean
}
