import { type Cursor, keysOf, note, pathOf, report } from './cursor'

/** The fields that the metadata of every object may have, besides its names. */
export const objectMeta = [
  'labels',
  'annotations',
  'ownerReferences',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'finalizers',
  'managedFields',
  'selfLink',
  'clusterName',
]

/** The fields of everything in a NetworkPolicy (networking.k8s.io/v1), and in a file of edits, by what the mapping is. */
const known = {
  policy: ['apiVersion', 'kind', 'metadata', 'spec', 'status'],
  metadata: ['name', 'namespace', 'generateName', ...objectMeta],
  spec: ['podSelector', 'policyTypes', 'ingress', 'egress'],
  ingressRule: ['from', 'ports'],
  egressRule: ['to', 'ports'],
  peer: ['podSelector', 'namespaceSelector', 'ipBlock'],
  port: ['port', 'protocol', 'endPort'],
  ipBlock: ['cidr', 'except'],
  selector: ['matchLabels', 'matchExpressions'],
  requirement: ['key', 'operator', 'values'],
  editsFile: ['apiVersion', 'kind', 'edits'],
  flowEdit: ['kind', 'from', 'to', 'ports', 'disabled'],
  blockEdit: ['kind', 'from', 'to', 'ports', 'cut', 'disabled'],
  isolateEdit: ['kind', 'end', 'directions', 'disabled'],
  openEdit: ['kind', 'end', 'directions', 'way', 'disabled'],
  onlyEdit: ['kind', 'namespaces', 'keep', 'disabled'],
  templateEdit: ['kind', 'template', 'namespace', 'parameters', 'disabled'],
  deletePolicyEdit: ['kind', 'policy', 'disabled'],
  renamePolicyEdit: ['kind', 'policy', 'name', 'disabled'],
  disableRuleEdit: ['kind', 'policy', 'rule', 'disabled'],
} as const

export type Shape = keyof typeof known

/** Fields that people put one level too high or too low, with where they belong. */
const misplaced: Readonly<Partial<Record<Shape, Readonly<Record<string, string>>>>> = {
  policy: {
    podSelector: '`podSelector` belongs below `spec`.',
    policyTypes: '`policyTypes` belongs below `spec`.',
    ingress: '`ingress` belongs below `spec`.',
    egress: '`egress` belongs below `spec`.',
    name: '`name` belongs below `metadata`.',
    namespace: '`namespace` belongs below `metadata`.',
    labels: '`labels` belongs below `metadata`.',
  },
  spec: {
    from: '`from` belongs in a rule: below `ingress`, as `- from:`.',
    to: '`to` belongs in a rule: below `egress`, as `- to:`.',
    ports: '`ports` belongs in a rule below `ingress` or `egress`.',
    matchLabels: '`matchLabels` belongs below `podSelector`.',
    namespaceSelector:
      '`namespaceSelector` belongs in a peer below `from` or `to`; a policy applies to its own namespace.',
    metadata: '`metadata` belongs beside `spec`: check the indentation.',
  },
  ingressRule: {
    to: 'An ingress rule has `from`; `to` belongs below `egress`.',
    podSelector: '`podSelector` belongs in a peer: below `from`, as `- podSelector:`.',
    namespaceSelector: '`namespaceSelector` belongs in a peer: below `from`, as `- namespaceSelector:`.',
    ipBlock: '`ipBlock` belongs in a peer: below `from`, as `- ipBlock:`.',
    port: '`port` belongs below `ports`, as `- port:`.',
    protocol: '`protocol` belongs below `ports`, beside `port`.',
  },
  egressRule: {
    from: 'An egress rule has `to`; `from` belongs below `ingress`.',
    podSelector: '`podSelector` belongs in a peer: below `to`, as `- podSelector:`.',
    namespaceSelector: '`namespaceSelector` belongs in a peer: below `to`, as `- namespaceSelector:`.',
    ipBlock: '`ipBlock` belongs in a peer: below `to`, as `- ipBlock:`.',
    port: '`port` belongs below `ports`, as `- port:`.',
    protocol: '`protocol` belongs below `ports`, beside `port`.',
  },
  peer: {
    ports: '`ports` belongs beside the list of peers, not in a peer: check the indentation.',
    port: '`port` belongs below `ports`, beside the list of peers.',
    protocol: '`protocol` belongs below `ports`, beside the list of peers.',
    matchLabels: '`matchLabels` belongs below `podSelector` or `namespaceSelector`: check the indentation.',
    matchExpressions:
      '`matchExpressions` belongs below `podSelector` or `namespaceSelector`: check the indentation.',
    cidr: '`cidr` belongs below `ipBlock`: check the indentation.',
    except: '`except` belongs below `ipBlock`: check the indentation.',
  },
}

/**
 * Reports every field that the API does not have, as strict validation does: with where it belongs, or the nearest
 * name that exists (SEMANTICS 23). A mapping that is none is reported too.
 */
export function checkFields(cursor: Cursor, shape: Shape): void {
  const fields: readonly string[] = known[shape]
  for (const key of keysOf(cursor)) {
    if (fields.includes(key)) continue
    const fix = misplaced[shape]?.[key] ?? suggestion(key, fields)
    report(
      { value: undefined, key, parent: cursor, decoding: cursor.decoding },
      {
        code: 'unknown-field',
        message: `${pathOf(cursor)} has no field ${JSON.stringify(key)}.`,
        fix,
        at: 'key',
      },
    )
  }
}

/**
 * Warns of fields that are surely a misspelling of one that is read here, such as `label` for `labels`, when that one
 * is missing. The objects around policies have far more fields than are read, so others are let pass. A mapping that
 * is none is an error. Gives the names that were surely meant.
 */
export function warnOfLookalikes(cursor: Cursor, read: readonly string[]): readonly string[] {
  const keys = keysOf(cursor)
  // Nearly all objects have all that is read of them.
  const missing = read.filter((name) => !keys.includes(name))
  if (missing.length === 0) return missing
  const found: string[] = []
  for (const key of keys) {
    const meant = missing.find((name) => isLookalike(key, name))
    if (meant === undefined) continue
    found.push(meant)
    note({ value: undefined, key, parent: cursor, decoding: cursor.decoding }, 'warning', {
      code: 'unknown-field',
      message: `${pathOf(cursor)} has no field ${JSON.stringify(key)}; it counts for nothing.`,
      fix: `Did you mean \`${meant}\`?`,
      at: 'key',
    })
  }
  return found
}

/** Every field of every object is asked about, so this is a comparison where that can tell. */
function isLookalike(key: string, name: string): boolean {
  if (Math.abs(key.length - name.length) > 2) return false
  const plain = key.length > name.length ? key.replaceAll(/[-_]/g, '') : key
  if (plain.length === name.length && plain.toLowerCase() === name.toLowerCase()) return true
  return name.length > 3 && isOneMistake(key, name)
}

/** Whether `distanceOf` is 1. */
function isOneMistake(a: string, b: string): boolean {
  const [short, long] = [Math.min(a.length, b.length), Math.max(a.length, b.length)]
  if (long - short > 1) return false
  let front = 0
  while (front < short && a.charCodeAt(front) === b.charCodeAt(front)) front += 1
  let back = 0
  while (back < short - front && a.charCodeAt(a.length - 1 - back) === b.charCodeAt(b.length - 1 - back))
    back += 1
  if (front === long) return false
  return long - front - back === 1 || (a.length === b.length && hasLettersOf(a, b))
}

/** Whether two words are the same letters in another order. */
function hasLettersOf(a: string, b: string): boolean {
  return sumOf(a) === sumOf(b) && lettersOf(a) === lettersOf(b)
}

function sumOf(word: string): number {
  let sum = 0
  for (let i = 0; i < word.length; i++) sum += word.charCodeAt(i)
  return sum
}

function suggestion(key: string, fields: readonly string[]): string {
  const near = nearest(key, fields)
  return near === null ? `It may have ${fields.slice(0, 6).join(', ')}.` : `Did you mean \`${near}\`?`
}

/** The known name that is at most a third of its letters away, case apart; null when none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  const ranked = known
    .map((name) => ({ name, distance: distanceOf(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance)
  return ranked[0]?.name ?? null
}

/** How far apart two spellings are; letters in the wrong order (`form`, `lables`) are one mistake. */
function distanceOf(a: string, b: string): number {
  return a !== b && lettersOf(a) === lettersOf(b) ? 1 : editDistance(a, b)
}

function lettersOf(word: string): string {
  return [...word].sort().join('')
}

/** Levenshtein distance: letters added, removed or replaced. O(a x b), so long words are cut. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, letter] of [...a.slice(0, 64)].entries()) {
    const next = [i + 1]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
