/** Compressed bytes and their text form in a link. */

/** Base64 with `-` and `_`, without padding. Linear. */
export function toBase64Url(bytes: Uint8Array): string {
  // Spreading all bytes into one call would overflow the stack.
  const chunk = 0x2000
  let binary = ''
  for (let at = 0; at < bytes.length; at += chunk) {
    binary += String.fromCharCode(...bytes.subarray(at, at + chunk))
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Null where the text is no base64url. Never throws. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** The text as raw deflate. */
export async function deflate(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

export type Inflated =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'damaged' }

/**
 * The text that was deflated, as long as it has at most `limit` bytes: a few kilobytes can inflate to gigabytes, so
 * reading stops there. Never rejects.
 */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Inflated> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    const reader = stream.getReader()
    const decoder = new TextDecoder('utf-8', { fatal: true })
    let text = ''
    let size = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return { kind: 'text', text: text + decoder.decode() }
      size += value.length
      if (size > limit) {
        await reader.cancel()
        return { kind: 'tooLarge' }
      }
      text += decoder.decode(value, { stream: true })
    }
  } catch {
    return { kind: 'damaged' }
  }
}
