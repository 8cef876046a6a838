import { type DnsChoice, type Edit, isPolicyEdit, type OpenWay } from '../model/edit'
import type { Direction } from '../model/policy'
import { policyWishWords } from './policyWishWords'
import { connectionWords, endWords } from './words'

const dnsWords: Record<DnsChoice, string> = {
  none: '',
  cluster: '; DNS stays open',
  clusterAndNodeLocal: '; DNS and NodeLocal DNSCache stay open',
}

const wayWords: Record<OpenWay, string> = {
  narrow: 'leaving it out of the policies',
  drop: 'for everybody that the policies select',
  delete: 'deleting the policies',
}

const cutWords: Record<Direction, string> = { ingress: 'receiver', egress: 'sender' }

/** An edit as a sentence: `Allow frontend → api on TCP 8080`, `Lock namespace payments for ingress and egress; DNS stays open`. */
export function editWords(edit: Edit): string {
  if (isPolicyEdit(edit)) return policyWishWords(edit)
  if (edit.kind === 'only')
    return `Only what is drawn in ${namespacesWords(edit.namespaces)}${dnsWords[edit.dns]}`
  if (edit.kind === 'open') {
    const way = edit.way === undefined ? '' : `, ${wayWords[edit.way]}`
    return `Open ${endWords(edit.end)} for ${edit.directions.join(' and ')}${way}`
  }
  if (edit.kind === 'isolate') {
    const dns = edit.directions.includes('egress') ? dnsWords[edit.dns] : ''
    return `Lock ${endWords(edit.end)} for ${edit.directions.join(' and ')}${dns}`
  }
  const verb = edit.kind === 'allow' ? 'Allow' : 'Block'
  const cut = edit.kind === 'block' && edit.cut ? `, cut at the ${cutWords[edit.cut]}` : ''
  return `${verb} ${endWords(edit.from)} → ${endWords(edit.to)} on ${connectionWords(edit.connections)}${cut}`
}

const mostNamed = 3

/** `namespace shop`, `shop and payments`, `shop, payments, web and 2 more`. */
export function namespacesWords(names: readonly string[]): string {
  if (names.length === 1) return `namespace ${names[0]}`
  const [shown, last] =
    names.length > mostNamed + 1
      ? [names.slice(0, mostNamed), `${names.length - mostNamed} more`]
      : [names.slice(0, -1), names.at(-1)]
  return `${shown.join(', ')} and ${last}`
}
