/** The only file that makes ids. They come from namespace, kind and name, never from order, so nothing jumps when the text is edited. */
import type { FileId } from './text'

/** `namespace/Kind/name`, `namespace/Kind/name~variant`, or `outside/…` for an external block. */
export type EndpointId = string & { readonly __brand: 'EndpointId' }

/** `namespace/name`. */
export type PolicyId = string & { readonly __brand: 'PolicyId' }

export type EditId = string & { readonly __brand: 'EditId' }

/**
 * The id of a workload's pods. `variant` tells pods of one owner apart whose labels, ports or addresses differ
 * in a way that policies can see; it is empty for the ordinary case.
 */
export function workloadId(namespace: string, kind: string, name: string, variant = ''): EndpointId {
  return `${namespace}/${kind}/${name}${variant === '' ? '' : `~${variant}`}` as EndpointId
}

/** `label` is the block's CIDRs, or `rest` for every address that no ipBlock names. */
export function externalId(label: string): EndpointId {
  return `outside/${label}` as EndpointId
}

export function policyId(namespace: string, name: string): PolicyId {
  return `${namespace}/${name}` as PolicyId
}

/** What a policy's id says. The inverse of `policyId`. */
export function policyOf(id: PolicyId): { readonly namespace: string; readonly name: string } {
  const slash = id.indexOf('/')
  return { namespace: id.slice(0, slash), name: id.slice(slash + 1) }
}

export function editId(text: string): EditId {
  return text as EditId
}

export function fileId(text: string): FileId {
  return text as FileId
}

/** Whether an id is an external block's. A namespace may be called `outside` too, but no kind holds a dot or a colon, as every address does. */
export function isExternalId(id: string): boolean {
  return /^outside\/(?:rest$|[^/]*[.:])/.test(id)
}

/** What a workload's id says; null for an external block. The inverse of `workloadId`. */
export function workloadOf(id: EndpointId): {
  readonly namespace: string
  readonly kind: string
  readonly name: string
  readonly variant: string
} | null {
  if (isExternalId(id)) return null
  const [namespace = '', kind = '', rest = ''] = id.split('/')
  const tilde = rest.indexOf('~')
  return tilde === -1
    ? { namespace, kind, name: rest, variant: '' }
    : {
        namespace,
        kind,
        name: rest.slice(0, tilde),
        variant: rest.slice(tilde + 1),
      }
}
