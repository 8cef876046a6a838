import type { EditEnd } from '../model/edit'
import { type AddressInterval, parseAddress, parseCidr } from '../sets/addresses'
import { type Read, wrong } from './read'

/** An end as people write it: a workload by its name, and by its kind where that is needed. */
export type WrittenEnd = Exclude<EditEnd, { readonly kind: 'workload' }> | WrittenWorkload

export interface WrittenWorkload {
  readonly kind: 'workload'
  readonly namespace: string
  readonly workloadKind: string | null
  /** With `~variant` behind it where that is written. */
  readonly name: string
}

/**
 * `ns/name`, `ns/Kind/name`, either with `~variant` behind it; `ns/*` for all pods of a namespace; `*` for all pods; an address, or
 * a CIDR as `10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16`; `outside`. Total.
 */
export function readEnd(written: string): Read<WrittenEnd> {
  const text = written.trim()
  if (text === '*') return { kind: 'read', value: { kind: 'allPods' } }
  if (text === 'outside') return { kind: 'read', value: { kind: 'outside' } }
  const tilde = text.indexOf('~')
  const [parts, variant] = tilde === -1 ? [text, ''] : [text.slice(0, tilde), text.slice(tilde)]
  if (isAddressLike(parts)) return readCidr(text)
  const [namespace = '', middle = '', ...rest] = parts.split('/')
  const name = rest[0] ?? middle
  if (rest.length > 1 || !parts.includes('/') || !isName(namespace)) return wrong(endHelp(text))
  if (name === '*' && rest.length === 0 && variant === '')
    return { kind: 'read', value: { kind: 'namespace', name: namespace } }
  if (!isName(name) || (rest.length > 0 && !/^[A-Za-z][A-Za-z0-9]*$/.test(middle)))
    return wrong(endHelp(text))
  const workloadKind = rest.length > 0 ? middle : null
  return { kind: 'read', value: { kind: 'workload', namespace, workloadKind, name: name + variant } }
}

/** As `readEnd`, and a name alone is a namespace: only pods can be isolated. Total. */
export function readIsolatedEnd(written: string): Read<WrittenEnd> {
  const text = written.trim()
  return isName(text) && text !== 'outside' ? readEnd(`${text}/*`) : readEnd(text)
}

/** What `readEnd` reads as this end. One text per end. Total. */
export function endText(end: EditEnd): string {
  switch (end.kind) {
    case 'workload':
      return end.id
    case 'namespace':
      return `${end.name}/*`
    case 'allPods':
      return '*'
    case 'cidr':
      return end.except.length === 0 ? end.cidr : `${end.cidr} except ${end.except.join(', ')}`
    case 'outside':
      return 'outside'
  }
}

/** Names of namespaces hold no dots and no colons, and those of kinds neither. */
function isAddressLike(text: string): boolean {
  return /^[^/]*[.:]/.test(text)
}

function isName(text: string): boolean {
  return /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(text)
}

function endHelp(text: string): string {
  if (text === '') return 'An end is missing. Write NAMESPACE/NAME, NAMESPACE/*, *, a CIDR or outside.'
  if (isName(text))
    return `"${text}" can be read in two ways. Write ${text}/* for all pods of a namespace, or NAMESPACE/${text} for a workload.`
  return `"${text}" is no end. Write NAMESPACE/NAME, NAMESPACE/Kind/NAME, NAMESPACE/*, *, a CIDR or outside.`
}

function readCidr(text: string): Read<WrittenEnd> {
  const [, cidrText = '', exceptText = ''] = /^(\S+)(?:\s+except\s+(.+))?$/s.exec(text) ?? []
  const cidr = parseAddress(cidrText) === null ? cidrText : `${cidrText}/${cidrText.includes(':') ? 128 : 32}`
  const whole = parseCidr(cidr)?.interval
  if (whole === undefined) return wrong(`"${text}" is no CIDR. ${cidrHelp}`)
  const except = exceptText.split(/[\s,]+/).filter((it) => it !== '')
  for (const part of except) {
    const interval = parseCidr(part)?.interval
    if (interval === undefined) return wrong(`"${part}" is no CIDR. ${cidrHelp}`)
    if (!isPartOf(interval, whole))
      return wrong(`${part} is no part of ${cidr}. An except is a smaller CIDR within.`)
  }
  return { kind: 'read', value: { kind: 'cidr', cidr, except } }
}

const cidrHelp = 'Write 10.0.0.0/8, 10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16 or 2001:db8::/32.'

/** As the API server wants it of an ipBlock (SEMANTICS 22). */
function isPartOf(part: AddressInterval, whole: AddressInterval): boolean {
  const isWithin = part.version === whole.version && part.first >= whole.first && part.last <= whole.last
  return isWithin && (part.first > whole.first || part.last < whole.last)
}
