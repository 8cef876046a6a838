import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read } from '../manifest/read'
import {
  type DnsChoice,
  type EditEnd,
  isPolicyEdit,
  type OnlyEdit,
  type OpenEdit,
  type OpenWay,
  type ReachEdit,
} from '../model/edit'
import { editId, workloadId, workloadOf } from '../model/ids'
import type { Direction, Protocol } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { allConnections, connectionsOf, unionAll } from '../sets/connections'
import { manifestFile } from '../testing/build'
import { editText, readEdit, type WrittenEdit } from './edits'
import { editsYaml, readEditsYaml } from './editsYaml'
import type { WrittenEnd } from './ends'

const seed = 20261121

// Among them what YAML would take for something else.
const name = fc.constantFrom('web', 'a-1', 'null', 'true', '12', '1e3', 'y', 'web.v1', '0x1f')
const namespace = fc.constantFrom('shop', 'outside', 'no', '7', 'a-b')
const variant = fc.constantFrom('', '', 'track=canary', 'no track', 'ports=53 UDP,80 http', 'pod-index=0')
const end: fc.Arbitrary<EditEnd> = fc.oneof(
  fc
    .tuple(namespace, fc.constantFrom('Deployment', 'Pod', 'Rollout'), name, variant)
    .map(([it, kind, of, which]) => ({ kind: 'workload' as const, id: workloadId(it, kind, of, which) })),
  namespace.map((it) => ({ kind: 'namespace' as const, name: it })),
  fc.constantFrom<EditEnd>(
    { kind: 'allPods' },
    { kind: 'outside' },
    { kind: 'cidr', cidr: '10.0.0.0/8', except: [] },
    { kind: 'cidr', cidr: '::/0', except: ['fd00::/8', '2001:db8::/32'] },
    { kind: 'cidr', cidr: 'fd00::/8', except: [] },
    { kind: 'cidr', cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '192.0.2.1/32'] },
  ),
)
const port = fc.constantFrom(1, 2, 80, 443, 65534, 65535)
const range = fc
  .tuple(fc.constantFrom<Protocol>('TCP', 'UDP', 'SCTP'), port, port)
  .map(([protocol, a, b]) => connectionsOf(protocol, Math.min(a, b), Math.max(a, b)))
const connections = fc.oneof(fc.constant(allConnections), fc.array(range, { maxLength: 4 }).map(unionAll))
const wish: fc.Arbitrary<ReachEdit | OnlyEdit | OpenEdit> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        { kind: 'allow' as const },
        { kind: 'block' as const },
        { kind: 'block' as const, cut: 'ingress' as const },
        { kind: 'block' as const, cut: 'egress' as const },
      ),
      end,
      end,
      connections,
    )
    .map(([kind, from, to, set]) => ({ ...kind, id: editId('e'), from, to, connections: set })),
  fc
    .tuple(
      end,
      fc.constantFrom('ingress', 'egress', 'both'),
      fc.constantFrom<DnsChoice>('none', 'cluster', 'clusterAndNodeLocal'),
    )
    .map(([of, which, dns]) => ({
      kind: 'isolate' as const,
      id: editId('e'),
      end: of,
      directions:
        which === 'both' ? (['ingress', 'egress'] as const) : ([which as 'ingress' | 'egress'] as const),
      dns: which === 'ingress' ? 'none' : dns,
    })),
  fc
    .tuple(
      end,
      fc.constantFrom<readonly Direction[]>(['ingress'], ['egress'], ['ingress', 'egress']),
      fc.constantFrom<OpenWay | undefined>(undefined, 'narrow', 'drop', 'delete'),
    )
    .map(([of, directions, way]) => ({
      kind: 'open' as const,
      id: editId('e'),
      end: of,
      directions,
      ...(way && { way }),
    })),
  fc
    .tuple(
      fc.uniqueArray(fc.constantFrom('shop', 'a', 'n-1', '0'), { minLength: 1 }),
      fc.constantFrom<DnsChoice>('none', 'cluster', 'clusterAndNodeLocal'),
    )
    .map(([namespaces, dns]) => ({ kind: 'only' as const, id: editId('e'), namespaces, dns })),
)

const edit: fc.Arbitrary<ReachEdit | OnlyEdit | OpenEdit> = fc
  .tuple(wish, fc.boolean())
  .map(([it, isOff]) => (isOff ? { ...it, off: true } : it))

/** What an edit says, in a form that does not care how it was written down. */
function meaningOf(it: ReachEdit | OnlyEdit | OpenEdit): unknown {
  if (it.kind === 'only') return { ...it, id: undefined }
  if (it.kind === 'isolate' || it.kind === 'open') return { ...it, id: undefined, end: endMeaning(it.end) }
  const { kind, off, connections: asked } = it
  const cut = it.kind === 'block' ? it.cut : undefined
  return { kind, from: endMeaning(it.from), to: endMeaning(it.to), connections: asked, off, cut }
}

function endMeaning(it: EditEnd): unknown {
  if (it.kind !== 'workload') return it
  const { namespace: of, kind, name: called, variant: which } = workloadOf(it.id) ?? {}
  return { kind: 'workload', namespace: of, workloadKind: kind, name: which ? `${called}~${which}` : called }
}

function writtenMeaning(it: WrittenEdit): unknown {
  if (isPolicyEdit(it)) return it
  if (it.kind === 'isolate' || it.kind === 'only' || it.kind === 'open') return { ...it, id: undefined }
  const sets = it.ports.map((asked) => {
    if ('name' in asked) throw new Error(`a name: ${asked.name}`)
    return asked
  })
  const ends: { from: WrittenEnd; to: WrittenEnd } = { from: it.from, to: it.to }
  const cut = it.kind === 'block' ? it.cut : undefined
  return { kind: it.kind, ...ends, connections: unionAll(sets), off: it.off, cut }
}

describe('edits as text', () => {
  it('say the same when they are read again from a file', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 5 }), (edits) => {
        const again = readEditsYaml(manifestFile('edits.yaml', editsYaml(edits)))
        expect(again.diagnostics).toEqual([])
        expect(again.edits.map((it) => writtenMeaning(it.edit))).toEqual(edits.map(meaningOf))
      }),
      { seed, numRuns: 500 },
    )
  })

  it('say the same when they are read again from a line', () => {
    fc.assert(
      fc.property(wish, (it) => {
        const text = editText(it)
        const again = readEdit(it.kind, text.slice(it.kind.length + 1))
        expect(again.kind === 'read' ? writtenMeaning(again.value) : again.message).toEqual(meaningOf(it))
      }),
      { seed, numRuns: 500 },
    )
  })

  it('are no manifests, and no mistake among manifests', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 3 }), (edits) => {
        const reading = read([manifestFile('edits.yaml', editsYaml(edits))], defaultOptions)
        expect(reading.diagnostics).toEqual([])
        expect(reading.skipped).toEqual([{ kind: 'Edits', count: 1 }])
      }),
      { seed, numRuns: 50 },
    )
  })

  it('never throw, whatever stands in the file', () => {
    const piece = fc.constantFrom(
      'apiVersion: drawbridge/v1\n',
      'kind: Edits\n',
      'edits:\n',
      '- ',
      '  ',
      'kind: allow\n',
      'from: ',
      'to: ',
      'ports: ',
      '*',
      'shop/web\n',
      '[',
      ']',
      '{',
      '}',
      ': ',
      '\n',
      '---\n',
      '&a ',
      '*a',
      '!!js ',
      '"',
      '10.0.0.0/8 except ',
      '\t',
      '\u0000',
      '{{ .Values.x }}',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const { edits, diagnostics } = readEditsYaml(manifestFile('edits.yaml', pieces.join('')))
        expect(edits.length + diagnostics.length).toBeGreaterThanOrEqual(0)
        for (const { place } of diagnostics) expect(place?.line).toBeGreaterThan(0)
      }),
      { seed, numRuns: 1000 },
    )
  })
})
