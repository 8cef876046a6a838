/** A label map as an object without a prototype or as a plain object; read it with `Object.hasOwn` or `labelValue`. */
export type Labels = Readonly<Record<string, string>>

/** All requirements must hold; none at all matches everything. `matchLabels` is read as `In` with one value (SEMANTICS 7). */
export interface LabelSelector {
  readonly requirements: readonly Requirement[]
}

export type Requirement =
  | {
      readonly key: string
      readonly operator: 'In' | 'NotIn'
      readonly values: readonly string[]
    }
  | { readonly key: string; readonly operator: 'Exists' | 'DoesNotExist' }

/** The value of a label, or undefined. Keys such as `constructor` are ordinary labels here. */
export function labelValue(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined
}
