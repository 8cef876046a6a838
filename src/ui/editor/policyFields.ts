/** What a field of a NetworkPolicy holds: other fields, a list of something, or one value. */
export interface PolicyField {
  readonly fields?: Readonly<Record<string, PolicyField>>
  readonly items?: PolicyField
  /** Said beside the name. */
  readonly about: string
}

const value = (about: string): PolicyField => ({ about })

const selector = (about: string): PolicyField => ({
  about,
  fields: {
    matchLabels: { about: 'all of these labels' },
    matchExpressions: {
      about: 'requirements',
      items: {
        about: '',
        fields: {
          key: value('label key'),
          operator: value('In, NotIn, Exists, DoesNotExist'),
          values: { about: 'label values', items: value('') },
        },
      },
    },
  },
})

const ports: PolicyField = {
  about: 'none means every port',
  items: {
    about: '',
    fields: {
      port: value('number or name'),
      endPort: value('last port of a range'),
      protocol: value('TCP when left out'),
    },
  },
}

const peers = (about: string): PolicyField => ({
  about,
  items: {
    about: '',
    fields: {
      podSelector: selector('pods'),
      namespaceSelector: selector('namespaces'),
      ipBlock: {
        about: 'addresses',
        fields: { cidr: value('such as 10.0.0.0/8'), except: { about: 'parts left out', items: value('') } },
      },
    },
  },
})

const rule = (key: string, field: PolicyField): PolicyField => ({
  about: '',
  fields: { [key]: field, ports },
})

/** The fields of a NetworkPolicy of networking.k8s.io/v1, as the API reference has them. */
const policyFields: PolicyField = {
  about: '',
  fields: {
    apiVersion: value('networking.k8s.io/v1'),
    kind: value('NetworkPolicy'),
    metadata: {
      about: 'name and namespace',
      fields: {
        name: value('of the policy'),
        namespace: value('whose pods it selects'),
        labels: { about: '', fields: {} },
        annotations: { about: '', fields: {} },
      },
    },
    spec: {
      about: 'whom it selects, and what it allows',
      fields: {
        podSelector: selector('the pods it applies to'),
        policyTypes: { about: 'directions it isolates', items: value('') },
        ingress: { about: 'what may come in', items: rule('from', peers('callers; none means anyone')) },
        egress: { about: 'what may go out', items: rule('to', peers('callees; none means anything')) },
      },
    },
  },
}

/** The field at a path; null where a policy has none. Total. */
export function policyFieldAt(path: readonly (string | number)[]): PolicyField | null {
  let field = policyFields
  for (const step of path) {
    const inner: Readonly<Record<string, PolicyField>> = field.fields ?? {}
    const next = typeof step === 'number' ? field.items : Object.hasOwn(inner, step) ? inner[step] : undefined
    if (next === undefined) return null
    field = next
  }
  return field
}
