import type { Entrance, Exposure, OutsideExposure, SideExposure } from '../engine/exposure'
import type { FuturePods, HeldPods } from '../engine/futurePods'
import type { AddressRange, Workload } from '../model/cluster'
import type { SentencePart } from '../model/explanation'
import type { ExposureLine, ExposureWords } from '../model/outlook'
import type { Direction } from '../model/policy'
import { cidrAround, cidrsOf, intervalsOf } from '../sets/cidrs'
import { equals, intersect, isAll, isEmpty, unionAll } from '../sets/connections'
import { groupBy } from '../sets/groupBy'
import { text } from './parts'
import { connectionWords, listWords, peerWords } from './words'

/**
 * What a workload is exposed to beyond the manifests, in sentences, the most dangerous first: all of the internet, then part of it and
 * any pod at all, then pods that somebody gives the right labels; last what rules let in and something else does not. Total.
 */
export function exposureWords(exposure: Exposure, workload: Workload): ExposureWords {
  const lines = (direction: Direction) => {
    const side = exposure[direction]
    const entrances = direction === 'ingress' ? exposure.entrances : []
    return [
      ...side.outside.map((it) => outsideLine(it, direction, side)),
      ...side.future.map((it) => futureLine(it, direction, workload)),
      ...entrances.map((it) => entranceLine(it, side)),
    ].toSorted((a, b) => dangers.indexOf(a.danger) - dangers.indexOf(b.danger))
  }
  return { ingress: lines('ingress'), egress: lines('egress') }
}

const dangers: readonly ExposureLine['danger'][] = ['high', 'medium', 'low', 'none']

function outsideLine(
  { isEverything, ranges, connections }: OutsideExposure,
  direction: Direction,
  { isIsolated }: SideExposure,
): ExposureLine {
  const who = isEverything ? 'all of the internet' : rangeWords(ranges)
  const why = isIsolated ? '' : `, since no policy isolates it for ${direction}`
  return {
    danger: isEverything && (direction === 'ingress' || isAll(connections)) ? 'high' : 'medium',
    sentence: [text(`${exposedTo(direction)} ${who} on ${connectionWords(connections)}${why}.`)],
  }
}

function exposedTo(direction: Direction): string {
  return direction === 'ingress' ? 'Exposed to' : 'May connect to'
}

const mostRanges = 3

/** CIDRs, or those around the addresses with what is left out of them, while they are few; else how many ranges. */
function rangeWords(ranges: readonly AddressRange[]): string {
  const intervals = intervalsOf(ranges)
  const cidrs = intervals.flatMap(cidrsOf)
  if (cidrs.length <= mostRanges) return listWords(cidrs)
  const around = ([4, 6] as const).flatMap(
    (version) => cidrAround(intervals.filter((it) => it.version === version)) ?? [],
  )
  const isShort = around.reduce((sum, { except }) => sum + 1 + except.length, 0) <= mostRanges
  if (!isShort) return `${ranges.length} ranges of addresses`
  return listWords(
    around.map(({ cidr, except }) => (except.length === 0 ? cidr : `${cidr} except ${listWords(except)}`)),
  )
}

function futureLine(kind: FuturePods, direction: Direction, workload: Workload): ExposureLine {
  const who = podParts(kind, workload)
  const usable = groupBy(kind.held, ({ connections }) => connectionWords(connections))
  if (!kind.isFree && kind.held.every(({ connections }) => isEmpty(connections)))
    return heldLine(who, portWords(kind), direction, kind)
  // Where every such pod is held the same way, that is all there is to say.
  const [onlyPorts] = kind.isFree || usable.size > 1 ? [] : [...usable.keys()]
  const except = onlyPorts === undefined ? exceptWords(usable, direction) : ''
  const isAnyone = isAny(kind)
  const also = isAnyone ? ', also to pods that do not exist yet' : ''
  return {
    danger: !isAnyone ? 'low' : isAll(kind.connections) && direction === 'ingress' ? 'high' : 'medium',
    sentence: [
      text(`${exposedTo(direction)} `),
      ...who,
      text(` on ${onlyPorts ?? portWords(kind)}${also}${except}.`),
    ],
  }
}

/** Rules of this workload allow it, and the policies of those pods do not. */
function heldLine(
  who: readonly SentencePart[],
  ports: string,
  direction: Direction,
  { held }: FuturePods,
): ExposureLine {
  const verb = direction === 'ingress' ? 'Rules would let in' : 'Rules would let it connect to'
  const other = direction === 'ingress' ? 'let no such pod out' : 'do not let it in'
  const namespaces = namespaceWords(held.map(({ namespace }) => namespace))
  return {
    danger: 'none',
    sentence: [text(`${verb} `), ...who, text(` on ${ports}, but the policies of ${namespaces} ${other}.`)],
  }
}

/** `any pod`, `any pod with` `app: web`; ` of any namespace`, ` of its own namespace`, ` in namespaces with` `team: red`. */
function podParts({ podSelector, namespaces }: FuturePods, workload: Workload): readonly SentencePart[] {
  const words = peerWords({ kind: 'pods', podSelector, namespaces, place: null })
  const isOwn = words.namespaces === `in namespace ${workload.namespace}`
  const where = isOwn ? 'in its own namespace' : words.namespaces
  return [
    text(words.podLabels === '' ? 'any pod ' : 'any pod with '),
    ...(words.podLabels === '' ? [] : [code(words.podLabels), text(' ')]),
    text(where),
    ...(words.namespaceLabels === '' ? [] : [text(' '), code(words.namespaceLabels)]),
  ]
}

function code(words: string): SentencePart {
  return { kind: 'code', text: words }
}

function isAny({ podSelector, namespaces }: FuturePods): boolean {
  return podSelector.requirements.length + namespaces.requirements.length === 0
}

function portWords({ connections, names }: FuturePods): string {
  const named = names.map(({ protocol, name }) => `whichever port it calls "${name}" (${protocol})`)
  return listWords([...(isEmpty(connections) ? [] : [connectionWords(connections)]), ...named])
}

/** `; not from bank, whose own policies let no such pod out`, `; in bank only on TCP 80`. */
function exceptWords(usable: ReadonlyMap<string, readonly HeldPods[]>, direction: Direction): string {
  const [where, why] = direction === 'ingress' ? ['from', 'let no such pod out'] : ['in', 'do not let it in']
  return [...usable]
    .map(([ports, same]) => {
      const namespaces = namespaceWords(same.map(({ namespace }) => namespace))
      if (same.some(({ connections }) => !isEmpty(connections)))
        return `; ${where} ${namespaces} only on ${ports}`
      return `; not ${where} ${namespaces}, whose own policies ${why}`
    })
    .join('')
}

const mostNamespaces = 4

function namespaceWords(names: readonly string[]): string {
  if (names.length <= mostNamespaces) return listWords(names)
  return `${names.slice(0, mostNamespaces - 1).join(', ')} and ${names.length - mostNamespaces + 1} more namespaces`
}

function entranceLine({ service, connections }: Entrance, { outside }: SideExposure): ExposureLine {
  const open = intersect(connections, unionAll(outside.map((it) => it.connections)))
  const ports = connectionWords(connections)
  const leads = `The ${service.type} Service ${service.name} leads to it from outside on ${ports}`
  if (isEmpty(open))
    return { danger: 'none', sentence: [text(`${leads}, but no address outside may connect there.`)] }
  const isOpenToAll = outside.some((it) => it.isEverything)
  const who = isOpenToAll ? 'all of the internet' : 'some addresses outside'
  const onOpen = equals(open, connections) ? '' : ` on ${connectionWords(open)}`
  const hidden = isOpenToAll || service.externalTrafficPolicy === 'Local' ? '' : hiddenClients
  return {
    danger: isOpenToAll ? 'high' : 'medium',
    sentence: [text(`${leads}, and ${who} may connect there${onOpen}.${hidden}`)],
  }
}

const hiddenClients =
  " It may hide the client's address (externalTrafficPolicy: Cluster); then rules by address see a node's instead."
