import { type DnsChoice, type Edit, isPolicyEdit } from '../model/edit'
import type { Direction } from '../model/policy'
import { policyWishWords } from './policyWishWords'
import { connectionWords, endWords } from './words'

const dnsWords: Record<DnsChoice, string> = {
  none: '',
  cluster: '; DNS stays open',
  clusterAndNodeLocal: '; DNS and NodeLocal DNSCache stay open',
}

const cutWords: Record<Direction, string> = { ingress: 'receiver', egress: 'sender' }

/** An edit as a sentence: `Allow frontend → api on TCP 8080`, `Lock namespace payments for ingress and egress; DNS stays open`. */
export function editWords(edit: Edit): string {
  if (isPolicyEdit(edit)) return policyWishWords(edit)
  if (edit.kind === 'isolate') {
    const dns = edit.directions.includes('egress') ? dnsWords[edit.dns] : ''
    return `Lock ${endWords(edit.end)} for ${edit.directions.join(' and ')}${dns}`
  }
  const verb = edit.kind === 'allow' ? 'Allow' : 'Block'
  const cut = edit.kind === 'block' && edit.cut ? `, cut at the ${cutWords[edit.cut]}` : ''
  return `${verb} ${endWords(edit.from)} → ${endWords(edit.to)} on ${connectionWords(edit.connections)}${cut}`
}
