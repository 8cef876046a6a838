import { type DnsChoice, type Edit, isPolicyEdit, type ReachWish } from '../model/edit'
import type { Direction } from '../model/policy'
import type { PolicyWish } from '../model/policyWish'
import { endText, readEnd, readIsolatedEnd, type WrittenEnd } from './ends'
import { onlyText, readOnly, type WrittenOnly } from './only'
import { openDirectionsText, readOpen, type WrittenOpen } from './open'
import { policyWishText } from './policyEdits'
import { type AskedPort, portsText, readPorts } from './ports'
import { type Read, wrong } from './read'

/** An edit as people write it, without an id, and with names that only a cluster can turn into workloads and ports. */
export type WrittenEdit = WrittenWish & { readonly off?: true }

type WrittenWish =
  | {
      readonly kind: 'allow'
      readonly from: WrittenEnd
      readonly to: WrittenEnd
      readonly ports: readonly AskedPort[]
    }
  | {
      readonly kind: 'block'
      readonly from: WrittenEnd
      readonly to: WrittenEnd
      readonly ports: readonly AskedPort[]
      readonly cut?: Direction
    }
  | {
      readonly kind: 'isolate'
      readonly end: WrittenEnd
      readonly directions: readonly Direction[]
      readonly dns: DnsChoice
    }
  | WrittenOnly
  | WrittenOpen
  | PolicyWish

/**
 * An edit on one line: `shop/web -> shop/api : TCP 8080` for allow and block, `shop/* : ingress,egress,dns` for isolate, where a
 * name alone is a namespace and `dns` keeps the cluster's DNS open, `shop,payments : dns` for only. Behind a block may stand at which
 * side: `: all at egress`; open reads as isolate, without DNS and with a way: `shop/web : ingress by narrow`. Total.
 */
export function readEdit(kind: ReachWish['kind'] | 'only' | 'open', text: string): Read<WrittenEdit> {
  const [head, tail] = atColon(text)
  if (kind === 'only') return readOnly(head, tail)
  if (kind === 'open') return readOpen(head, tail)
  if (kind === 'isolate') {
    const end = readIsolatedEnd(head)
    if (end.kind === 'wrong') return end
    const words = readDirections(tail ?? '')
    return words.kind === 'wrong' ? words : { kind: 'read', value: { kind, end: end.value, ...words.value } }
  }
  const [fromText = '', toText, ...more] = head.split(/\s*[-=]>\s*/)
  if (toText === undefined || more.length > 0)
    return wrong(`"${text.trim()}" does not say from where to where. ${lineHelp}`)
  if (tail === null) return wrong(`"${text.trim()}" does not say which ports. ${lineHelp}`)
  const [from, to] = [readEnd(fromText), readEnd(toText)]
  if (from.kind === 'wrong') return from
  if (to.kind === 'wrong') return to
  const [portText = tail, side] = kind === 'block' ? tail.split(/\s+at\s+(?=\w+\s*$)/) : []
  const ports = readPorts(portText)
  if (ports.kind === 'wrong') return ports
  const flow = { from: from.value, to: to.value, ports: ports.value }
  if (side === undefined) return { kind: 'read', value: { kind, ...flow } }
  const cut = readCut(side)
  return cut.kind === 'wrong' ? cut : { kind: 'read', value: { kind: 'block', ...flow, cut: cut.value } }
}

/** The side that a block is cut at: `ingress` is the receiver's, `egress` the sender's. Total. */
export function readCut(text: string): Read<Direction> {
  const cut = (['ingress', 'egress'] as const).find((it) => it === text.trim())
  return cut === undefined
    ? wrong(
        `"${text.trim()}" is no side. A block is cut at ingress, which is the receiver’s side, or at egress, the sender’s.`,
      )
    : { kind: 'read', value: cut }
}

const lineHelp = 'Write FROM -> TO : PORTS, such as shop/web -> shop/api : TCP 8080, or : all for every port.'

/** `ingress`, `egress` or both, and beside egress `dns` or `node-local-dns`, which includes it. Total. */
export function readDirections(
  text: string,
): Read<{ readonly directions: readonly Direction[]; readonly dns: DnsChoice }> {
  const words = text.split(/[\s,]+/).filter((it) => it !== '')
  const unknown = words.find((it) => !directionWords.includes(it))
  if (unknown !== undefined) return wrong(`"${unknown}" is no direction. ${directionHelp}`)
  const directions = (['ingress', 'egress'] as const).filter((it) => words.includes(it))
  if (directions.length === 0) return wrong(`In which direction is not said. ${directionHelp}`)
  const isNodeLocal = words.includes('node-local-dns')
  const dns = isNodeLocal ? 'clusterAndNodeLocal' : words.includes('dns') ? 'cluster' : 'none'
  if (dns !== 'none' && !directions.includes('egress'))
    return wrong(
      'To keep DNS open says something only where egress is isolated. Add egress, or leave dns out.',
    )
  return { kind: 'read', value: { directions, dns } }
}

const directionWords: readonly string[] = ['ingress', 'egress', 'dns', 'node-local-dns']

const directionHelp =
  'Write ingress, egress or ingress,egress; with dns behind it the cluster’s DNS stays open, with node-local-dns NodeLocal DNSCache as well.'

/** An edit with its kind on one line, as `readEdit` reads it: `allow shop/Deployment/web -> 10.0.0.0/8 : TCP 443`. Total. */
export function editText(edit: Edit): string {
  if (isPolicyEdit(edit)) return policyWishText(edit)
  if (edit.kind === 'only') return `only ${onlyText(edit)}`
  if (edit.kind === 'open')
    return `open ${endText(edit.end)} : ${openDirectionsText(edit)}${edit.way ? ` by ${edit.way}` : ''}`
  if (edit.kind !== 'isolate') {
    const cut = edit.kind === 'block' && edit.cut !== undefined ? ` at ${edit.cut}` : ''
    return `${edit.kind} ${endText(edit.from)} -> ${endText(edit.to)} : ${portsText(edit.connections)}${cut}`
  }
  return `${edit.kind} ${endText(edit.end)} : ${directionsText(edit)}`
}

const keptWords: Record<DnsChoice, readonly string[]> = {
  none: [],
  cluster: ['dns'],
  clusterAndNodeLocal: ['dns', 'node-local-dns'],
}

/** `ingress,egress,dns`. Total. */
export function directionsText({ directions, dns }: Extract<Edit, { readonly kind: 'isolate' }>): string {
  const kept = directions.includes('egress') ? keptWords[dns] : []
  const ordered = (['ingress', 'egress'] as const).filter((it) => directions.includes(it))
  return [...ordered, ...kept].join()
}

/** The line before and behind its last colon with a space beside it; IPv6 addresses have colons without. */
function atColon(text: string): readonly [head: string, tail: string | null] {
  const found = /^(.*)(?:\s:(?!:)|(?<!:):\s)(.*)$/s.exec(text)
  return found === null ? [text, null] : [found[1] ?? '', found[2] ?? '']
}
