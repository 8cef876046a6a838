/**
 * The block of addresses that somebody has typed, as `10.0.0.0/8`; a single address is a block of one. Null for anything else. The
 * browser knows what an address is, and how it is written. Total.
 */
export function addressBlock(text: string): string | null {
  const [, address = '', bits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text.trim()) ?? []
  const isV6 = address.includes(':')
  // The browser takes 10.1 for an address too.
  if (!isV6 && address.split('.').length !== 4) return null
  const url = isV6 ? `http://[${address}]` : `http://${address}`
  const most = isV6 ? 128 : 32
  const length = bits === undefined ? most : Number(bits)
  if (length > most || !URL.canParse(url)) return null
  return `${new URL(url).hostname.replace(/[[\]]/g, '')}/${length}`
}
