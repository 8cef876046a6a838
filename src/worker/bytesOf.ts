/**
 * A text in UTF-8. Texts of a cluster are nearly always ASCII, which is written in place; `encode` alone copies a large text several
 * times. Total; linear.
 */
export function bytesOf(text: string): Uint8Array {
  const encoder = new TextEncoder()
  const bytes = new Uint8Array(text.length)
  const { read, written } = encoder.encodeInto(text, bytes)
  return read === text.length && written === text.length ? bytes : encoder.encode(text)
}
