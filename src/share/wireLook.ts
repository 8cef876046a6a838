import type { EndpointId, PolicyId } from '../model/ids'
import { type Filters, type FlowFilter, type Look, noFilters, plainLook, type Show } from '../model/look'
import { nothingSelected, type Selection } from '../model/selection'
import type { Json } from '../model/shared'
import { readConnections, writeConnections } from './wireConnections'
import { own, recordOf } from './wireFields'

// The letters are part of the link format: never change or reuse one, only add.
const showLetters: Readonly<Record<Show, string>> = { baseline: 'b', draft: 'a', difference: 'd' }
const kindLetters: Readonly<Record<FlowFilter, string>> = {
  rules: 'r',
  open: 'o',
  half: 'h',
  outside: 'x',
  changed: 'c',
}

const longestText = 1000
const mostNamespaces = 2000
const mostSelected = 500

/**
 * A look as a link's JSON: `m` matrix, `s` show, `n` namespaces, `l` labels, `p` ports, `k` kinds, `t` text, `c` what is selected,
 * `f` folded and unfolded namespaces, `o` flows that are drawn on request, `w` the ends of a path; what is usual is left out. Null
 * for the plain look.
 */
export function writeLook(look: Look): Json {
  const { mode, show, filters, selection, collapsed, showOpen, showUndeclaredPorts, pathEnds } = look
  const selected = writeSelection(selection)
  const drawn = `${showOpen ? 'o' : ''}${showUndeclaredPorts ? 'u' : ''}`
  const fields: Readonly<Record<string, Json>> = {
    ...(mode === 'matrix' && { m: 1 }),
    ...(show !== plainLook.show && { s: showLetters[show] }),
    ...writeFilters(filters),
    ...(selected !== null && { c: selected }),
    ...writeFolds(collapsed),
    ...(drawn !== '' && { o: drawn }),
    ...(pathEnds !== null && { w: [pathEnds.from, pathEnds.to] }),
  }
  return Object.keys(fields).length === 0 ? null : fields
}

/**
 * The look that a link's JSON holds, field by field: what has not the expected form is left out, so that a damaged look is at worst
 * the plain one. Total.
 */
export function readLook(value: Json | undefined): Look {
  const fields = recordOf(value)
  if (fields === null) return plainLook
  const drawn = textOf(own(fields, 'o')) ?? ''
  return {
    mode: own(fields, 'm') === 1 ? 'matrix' : 'graph',
    show: keyOf(showLetters, own(fields, 's')) ?? plainLook.show,
    filters: readFilters(fields),
    selection: readSelection(own(fields, 'c')),
    collapsed: readFolds(own(fields, 'f')),
    showOpen: drawn.includes('o'),
    showUndeclaredPorts: drawn.includes('u'),
    pathEnds: readPathEnds(own(fields, 'w')),
  }
}

function writeFilters({ namespaces, selector, ports, kinds, text }: Filters): Readonly<Record<string, Json>> {
  return {
    ...(namespaces.length > 0 && { n: namespaces.slice(0, mostNamespaces) }),
    ...(selector !== '' && { l: selector }),
    ...(ports !== '' && { p: ports }),
    ...(kinds.length > 0 && { k: kinds.map((kind) => kindLetters[kind]).join('') }),
    ...(text !== '' && { t: text }),
  }
}

function readFilters(fields: Readonly<Record<string, Json>>): Filters {
  const kinds = [...(textOf(own(fields, 'k')) ?? '')].flatMap((letter) => keyOf(kindLetters, letter) ?? [])
  return {
    namespaces: [...new Set(namesOf(own(fields, 'n')))],
    selector: textOf(own(fields, 'l')) ?? noFilters.selector,
    ports: textOf(own(fields, 'p')) ?? noFilters.ports,
    kinds: [...new Set(kinds)],
    text: textOf(own(fields, 't')) ?? noFilters.text,
  }
}

/** Those that were closed, then those that were opened. */
function writeFolds(collapsed: Look['collapsed']): Readonly<Record<string, Json>> {
  const names = Object.keys(collapsed).slice(0, mostNamespaces)
  if (names.length === 0) return {}
  return { f: [true, false].map((folded) => names.filter((name) => collapsed[name] === folded)) }
}

function readFolds(value: Json | undefined): Look['collapsed'] {
  const [closed, opened] = Array.isArray(value) ? (value as readonly Json[]) : []
  return Object.fromEntries([
    ...namesOf(closed).map((name): [string, boolean] => [name, true]),
    ...namesOf(opened).map((name): [string, boolean] => [name, false]),
  ])
}

/** What is selected as a list: a letter, then its fields. An edge that stands for several pairs is one of the picture, by its id. */
function writeSelection(selection: Selection): Json {
  switch (selection.kind) {
    case 'none':
      return null
    case 'endpoint':
      return ['e', selection.id]
    case 'several':
      return ['s', ...selection.ids.slice(0, mostSelected)]
    case 'namespace':
      return ['n', selection.name]
    case 'policy':
      return ['p', selection.id]
    case 'pair': {
      const { from, to, connections } = selection
      return ['f', from, to, ...(connections === null ? [] : [writeConnections(connections)])]
    }
    case 'aggregate':
      return ['b', selection.edge]
  }
}

function readSelection(value: Json | undefined): Selection {
  if (!Array.isArray(value)) return nothingSelected
  const [letter, ...fields] = value as readonly Json[]
  const [first, second] = fields.slice(0, 2).map(textOf)
  if (letter === 's') return readSeveral(fields)
  if (!first) return nothingSelected
  if (letter === 'e') return { kind: 'endpoint', id: first as EndpointId }
  if (letter === 'n') return { kind: 'namespace', name: first }
  if (letter === 'p') return { kind: 'policy', id: first as PolicyId }
  if (letter === 'b') return { kind: 'aggregate', edge: first }
  if (letter !== 'f' || !second) return nothingSelected
  const connections = readConnections(fields[2])
  return { kind: 'pair', from: first as EndpointId, to: second as EndpointId, connections }
}

function readSeveral(fields: readonly Json[]): Selection {
  const ids = [...new Set(fields.slice(0, mostSelected).flatMap((id) => textOf(id) || []))] as EndpointId[]
  return ids.length < 2 ? nothingSelected : { kind: 'several', ids }
}

function readPathEnds(value: Json | undefined): Look['pathEnds'] {
  const [from, to] = Array.isArray(value) ? (value as readonly Json[]).map(textOf) : []
  return from && to ? { from: from as EndpointId, to: to as EndpointId } : null
}

function namesOf(value: Json | undefined): readonly string[] {
  if (!Array.isArray(value)) return []
  return (value as readonly Json[]).slice(0, mostNamespaces).flatMap((name) => textOf(name) || [])
}

function keyOf<Key extends string>(
  letters: Readonly<Record<Key, string>>,
  value: Json | undefined,
): Key | undefined {
  return (Object.keys(letters) as Key[]).find((key) => letters[key] === value)
}

/** A text of a length that people write; longer ones are left out. */
function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value.length <= longestText ? value : null
}
