/** What a text says, or a sentence about what is wrong with it and what to write. */
export type Read<Value> = { readonly kind: 'read'; readonly value: Value } | Wrong

export interface Wrong {
  readonly kind: 'wrong'
  readonly message: string
}

export function wrong(message: string): Wrong {
  return { kind: 'wrong', message }
}
