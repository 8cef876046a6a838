import { type DnsChoice, type Edit, type EditEnd, isPolicyEdit, type OpenWay } from '../model/edit'
import { type EndpointId, editId } from '../model/ids'
import type { Direction } from '../model/policy'
import type { Json } from '../model/shared'
import { readConnections, writeConnections } from './wireConnections'
import { readPolicyWish, writePolicyWish } from './wirePolicyWish'

// By position: a link holds the number, so a new choice goes to the end.
const dnsChoices: readonly DnsChoice[] = ['none', 'cluster', 'clusterAndNodeLocal']
const cuts: readonly Direction[] = ['ingress', 'egress']
const waysToOpen: readonly OpenWay[] = ['narrow', 'drop', 'delete']
const longestName = 1000

/** An edit as a short list: its kind's letter, a capital when it is switched off, its id, then its fields. */
export function writeEdit(edit: Edit): Json {
  const [letter, ...fields] = fieldsOf(edit)
  return [edit.off ? letter.toUpperCase() : letter, ...fields]
}

function fieldsOf(edit: Edit): readonly [string, ...Json[]] {
  if (isPolicyEdit(edit)) {
    const [letter, ...fields] = writePolicyWish(edit)
    return [letter, edit.id, ...fields]
  }
  if (edit.kind === 'isolate') {
    const directions = edit.directions.map((it) => it.charAt(0)).join('')
    return ['i', edit.id, writeEnd(edit.end), directions, dnsChoices.indexOf(edit.dns)]
  }
  if (edit.kind === 'open') {
    const way = edit.way === undefined ? [] : [edit.way]
    return ['p', edit.id, writeEnd(edit.end), edit.directions.map((it) => it.charAt(0)).join(''), ...way]
  }
  if (edit.kind === 'only') return ['o', edit.id, edit.namespaces, dnsChoices.indexOf(edit.dns)]
  const letter = edit.kind === 'allow' ? 'a' : 'b'
  const cut = edit.kind === 'block' && edit.cut !== undefined ? [edit.cut.charAt(0)] : []
  return [letter, edit.id, writeEnd(edit.from), writeEnd(edit.to), writeConnections(edit.connections), ...cut]
}

/** Null for anything that is no edit that the app could have made. Total. */
export function readEdit(value: Json): Edit | null {
  if (!Array.isArray(value)) return null
  const [letter, ...fields] = value as readonly Json[]
  if (typeof letter !== 'string') return null
  const edit = readFields([letter.toLowerCase(), ...fields])
  return edit !== null && letter !== letter.toLowerCase() ? { ...edit, off: true } : edit
}

function readFields(value: readonly Json[]): Edit | null {
  const [letter, idText, ...fields] = value
  const id = textOf(idText)
  if (id === null || id === '') return null
  if (letter === 'i') return readIsolation(id, fields)
  if (letter === 'p') return readOpening(id, fields)
  if (letter === 'o') return readOnly(id, fields)
  if (letter !== 'a' && letter !== 'b') {
    const wish = readPolicyWish(letter, fields)
    return wish && { ...wish, id: editId(id) }
  }
  const from = readEnd(fields[0])
  const to = readEnd(fields[1])
  const connections = readConnections(fields[2])
  if (from === null || to === null || connections === null) return null
  const flow = { id: editId(id), from, to, connections }
  if (letter === 'a') return { kind: 'allow', ...flow }
  const cut = cuts.find((it) => it.charAt(0) === fields[3])
  return cut === undefined ? { kind: 'block', ...flow } : { kind: 'block', ...flow, cut }
}

function readIsolation(id: string, [endValue, letters, dns]: readonly Json[]): Edit | null {
  const [end, directions] = [readEnd(endValue), readDirections(letters)]
  if (end === null || directions === null) return null
  return { kind: 'isolate', id: editId(id), end, directions, dns: dnsChoices[Number(dns)] ?? 'none' }
}

function readOpening(id: string, [endValue, letters, wayText]: readonly Json[]): Edit | null {
  const [end, directions] = [readEnd(endValue), readDirections(letters)]
  if (end === null || directions === null) return null
  const way = waysToOpen.find((it) => it === wayText)
  return { kind: 'open', id: editId(id), end, directions, ...(way && { way }) }
}

function readDirections(letters: Json | undefined): readonly Direction[] | null {
  if (typeof letters !== 'string' || !/^(?:i|e|ie|ei)$/.test(letters)) return null
  return [...letters].map((it): Direction => (it === 'i' ? 'ingress' : 'egress'))
}

function readOnly(id: string, [names, dns]: readonly Json[]): Edit | null {
  if (!Array.isArray(names)) return null
  const namespaces = (names as readonly Json[]).flatMap((name) => textOf(name) || [])
  if (namespaces.length === 0 || namespaces.length < names.length) return null
  return { kind: 'only', id: editId(id), namespaces, dns: dnsChoices[Number(dns)] ?? 'none' }
}

function writeEnd(end: EditEnd): Json {
  if (end.kind === 'workload') return `w${end.id}`
  if (end.kind === 'namespace') return `n${end.name}`
  if (end.kind === 'cidr') return [end.cidr, ...end.except]
  return end.kind === 'allPods' ? '*' : 'o'
}

function readEnd(value: Json | undefined): EditEnd | null {
  if (Array.isArray(value)) {
    const texts = (value as readonly Json[]).map(textOf)
    const [cidr, ...except] = texts.filter((it) => it !== null)
    return cidr === undefined || texts.includes(null) ? null : { kind: 'cidr', cidr, except }
  }
  const text = textOf(value)
  if (text === '*') return { kind: 'allPods' }
  if (text === 'o') return { kind: 'outside' }
  if (text?.startsWith('w') && text.length > 1) return { kind: 'workload', id: text.slice(1) as EndpointId }
  return text?.startsWith('n') && text.length > 1 ? { kind: 'namespace', name: text.slice(1) } : null
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value.length <= longestName ? value : null
}
