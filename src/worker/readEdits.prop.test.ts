import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DnsChoice, Edit, EditEnd, OpenWay } from '../model/edit'
import { editId, policyId, workloadId } from '../model/ids'
import type { Direction, Protocol } from '../model/policy'
import { editsYaml } from '../notation/editsYaml'
import { allConnections, connectionsOf, unionAll } from '../sets/connections'
import { templates } from '../synthesis/templates'
import { cluster, manifestFile } from '../testing/build'
import { readEdits } from './readEdits'

const seed = 20261121

/** Nothing is in it, so that nothing of an edit comes from there. */
const nowhere = cluster('')

// Among them what YAML would take for something else.
const name = fc.constantFrom('web', 'a-1', 'null', 'true', '12', '1e3', 'y', 'web.v1', '0x1f')
const namespace = fc.constantFrom('shop', 'outside', 'no', '7', 'a-b')
const text = fc.constantFrom('', 'app=web, tier!=test', '# no', '"quoted"', 'TCP 80', '- x', 'ü: {}', 'off')
const end: fc.Arbitrary<EditEnd> = fc.oneof(
  fc
    .tuple(namespace, fc.constantFrom('Deployment', 'Pod'), name, fc.constantFrom('', 'track=canary', 'no x'))
    .map(([of, kind, it, variant]): EditEnd => ({ kind: 'workload', id: workloadId(of, kind, it, variant) })),
  namespace.map((it): EditEnd => ({ kind: 'namespace', name: it })),
  fc.constantFrom<EditEnd>(
    { kind: 'allPods' },
    { kind: 'outside' },
    { kind: 'cidr', cidr: '10.0.0.0/8', except: [] },
    { kind: 'cidr', cidr: '::/0', except: ['fd00::/8', '2001:db8::/32'] },
  ),
)
const port = fc.constantFrom(1, 80, 443, 65535)
const range = fc
  .tuple(fc.constantFrom<Protocol>('TCP', 'UDP', 'SCTP'), port, port)
  .map(([protocol, a, b]) => connectionsOf(protocol, Math.min(a, b), Math.max(a, b)))
const connections = fc.oneof(
  fc.constant(allConnections),
  fc.array(range, { minLength: 1, maxLength: 4 }).map(unionAll),
)
const flow = { from: end, to: end, connections }
const policy = fc.tuple(namespace, name).map(([of, it]) => policyId(of, it))
const direction = fc.constantFrom<Direction>('ingress', 'egress')
const dns = fc.constantFrom<DnsChoice>('none', 'cluster', 'clusterAndNodeLocal')
const template = fc.constantFrom(...templates.map((it) => it.name))

/** Each kind with all that it may say, so that a new field or kind is not forgotten in the file. */
const wishes: { readonly [Kind in Edit['kind']]: fc.Arbitrary<Omit<Extract<Edit, { kind: Kind }>, 'id'>> } = {
  allow: fc.record({ kind: fc.constant('allow'), ...flow }),
  block: fc.record(
    { kind: fc.constant('block'), ...flow, cut: direction },
    { requiredKeys: ['kind', 'from', 'to', 'connections'] },
  ),
  isolate: fc
    .record({
      kind: fc.constant('isolate'),
      end,
      directions: fc.constantFrom<readonly Direction[]>(['ingress'], ['egress'], ['ingress', 'egress']),
      dns,
    })
    // Without egress there is no DNS to keep open.
    .map((it) => (it.directions.includes('egress') ? it : { ...it, dns: 'none' })),
  open: fc.record(
    {
      kind: fc.constant('open'),
      end,
      directions: fc.constantFrom<readonly Direction[]>(['ingress'], ['egress'], ['ingress', 'egress']),
      way: fc.constantFrom<OpenWay>('narrow', 'drop', 'delete'),
    },
    { requiredKeys: ['kind', 'end', 'directions'] },
  ),
  only: fc.record({
    kind: fc.constant('only'),
    namespaces: fc.uniqueArray(namespace, { minLength: 1, maxLength: 3 }),
    dns,
  }),
  template: fc.record({
    kind: fc.constant('template'),
    template,
    namespace,
    parameters: fc.dictionary(fc.constantFrom('pods', 'labels', 'no', 'nodeLocal'), text),
  }),
  deletePolicy: fc.record({ kind: fc.constant('deletePolicy'), policy }),
  renamePolicy: fc.record({ kind: fc.constant('renamePolicy'), policy, name }),
  disableRule: fc.record({
    kind: fc.constant('disableRule'),
    policy,
    direction,
    position: fc.nat({ max: 20 }),
  }),
}
const edit = fc
  .tuple(
    fc.oneof(
      ...Object.entries(wishes)
        .filter(([k]) => k !== 'only')
        .map(([, it]) => it),
    ),
    fc.boolean(),
  )
  .map(([wish, isOff]) => ({ ...wish, ...(isOff && { off: true as const }) }))

describe('a file of edits', () => {
  it('gives all edits back that were written into it, and everything that they say', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        const listed = edits.map((it, i) => ({ ...it, id: editId(`e${i}`) }) as Edit)
        const [brought] = readEdits(nowhere, [manifestFile('edits.yaml', editsYaml(listed))])
        expect(brought?.diagnostics).toEqual([])
        expect(brought?.isWhole).toBe(true)
        expect(brought?.edits).toEqual(edits)
      }),
      { seed, numRuns: 1000 },
    )
  })
})
