/**
 * The grammars of names and labels that the API server checks, each with what it wants as a sentence part.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and …/labels/
 */
const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const labelPart = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/

/** DNS-1123 label: namespaces. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && dnsLabel.test(text)
}

/** DNS-1123 subdomain: names of most objects. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && dnsSubdomain.test(text)
}

/** A label key: a name of at most 63 characters, if wanted behind a DNS subdomain and a slash. */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/')
  const name = slash < 0 ? text : text.slice(slash + 1)
  if (name.length > 63 || !labelPart.test(name)) return false
  return slash < 0 || isDnsSubdomain(text.slice(0, slash))
}

export function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= 63 && labelPart.test(text))
}

/** IANA_SVC_NAME: at most 15 of a-z, 0-9 and `-`, with a letter, and no `-` at an end or beside another. */
export function isPortName(text: string): boolean {
  return text.length <= 15 && /^[a-z0-9-]+$/.test(text) && /[a-z]/.test(text) && !/^-|-$|--/.test(text)
}
