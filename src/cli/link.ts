/**
 * The part of an argument that holds a scenario: the whole address of the page with `#v1.…` behind it, or `#v1.…` alone. Null for
 * everything else, which names a file; a file whose name begins so is `./#v1.…`. Total.
 */
export function linkHash(argument: string): string | null {
  const [, hash] = /^(?:[a-z][a-z\d+.-]*:\/\/[^#]*)?(#v\d{1,6}\..*)$/is.exec(argument.trim()) ?? []
  return hash ?? null
}
