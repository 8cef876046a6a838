import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAlikeParser } from './alikeDocuments'
import { decodeDocument } from './decode'
import { type ParseOutcome, parseDocument } from './parse'

const settings = { seed: 20_261_121, numRuns: 1500 }

/** Documents as people and machines write them; `@` stands for a value. */
const forms = [
  `apiVersion: v1
kind: Pod
metadata:
  annotations:
    note: @
  name: @
  namespace: "@"
  labels:
    app: @
    'a/b': @
  ownerReferences:
  - kind: ReplicaSet
    name: @
    controller: @
spec:
  hostNetwork: @
  containers:
  - name: @
    ports:
    - containerPort: @
      name: '@'
    - {containerPort: 80, name: b,
       protocol: @
      }
status:
  phase: @
  podIP: @
  podIPs:
  - ip: @
`,
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  annotations:
    note: |
      first: @
      - "@"
  name: @
spec:
  podSelector:
    matchLabels:
      app: @
      tier: @
  policyTypes:
  - @
  ingress:
  - from:
    - ipBlock:
        cidr: @
        except:
        - @
    ports:
    - port: @
      endPort: @
      protocol: @
  unknown: @
`,
  `kind: List
apiVersion: v1
items:
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: @
    annotations: "two
      lines: @
      - '@'
      end"
  spec:
    replicas: @
    template:
      metadata:
        labels:
          app: @
- kind: @
`,
]

const value = fc.constantFrom(
  ...['web', 'shop', '8080', '80', '10.0.0.1', '10.0.0.0/8', 'TCP', 'Ingress', 'true', 'yes', 'n', 'null'],
  ...['0777', '1e3', '.5', '~', '-1', '0x1f', '', 'a b', 'a: b', '- a', 'x:', ':x', '*x', '&x a', '!!int 1'],
  ...[
    'a # b',
    '#a',
    '"a',
    "it's",
    "''",
    '""',
    '"a b"',
    "'a'",
    '"1"',
    '|',
    '>-',
    '[a]',
    '{a: b}',
    '---',
    '...',
  ],
  ...['a:b', 'a@b', 'a,b', '2026-03-01T10:11:12Z', '"2026-03-01T10:11:12Z"', '\uE000', '\uE0001', '<<', '='],
  ...['\\', '"\\"', '"a\\', '%x', '?', '? a', '1_000', 'Failed', '\t', 'a\tb', '`a', '"a" b', 'a]', '}'],
)

/** Lines that change what the lines around them mean. */
const line = fc.constantFrom(
  ...[
    "    args: ['a: b', '@',",
    '      - @',
    '    - @',
    '        @',
    '  ? - @',
    '  : - @',
    '  # and: @',
    '  x: "',
    "  x: '",
  ],
  ...[
    '  x: |',
    '- @',
    '---',
    '...',
    '  <<: @',
    '  *x : @',
    '  x: &x @',
    '  @: @',
    '  x: [@',
    '  ]',
    '  "@"',
    '\t- @',
  ],
)

/** Values of one kind mostly, so that documents of one shape meet. */
const ordinary = fc.constantFrom('web', 'db', '8080', '10.0.0.1', 'TCP', 'yes', 'true', '17', 'a:b', 'a-b')

const text = fc
  .tuple(
    fc.constantFrom(...forms),
    fc.array(fc.oneof({ weight: 30, arbitrary: ordinary }, { weight: 1, arbitrary: value }), {
      minLength: 20,
      maxLength: 20,
    }),
    fc.constantFrom('\n', '\n', '\n', '\r\n'),
    // A line that goes missing, comes twice, or comes in between.
    fc.option(fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(null, 'again'), line)), { freq: 2 }),
  )
  .map(([form, values, end, change]) => {
    const lines = form.split('\n')
    if (change) {
      const at = change[0] % lines.length
      const there = lines[at] ?? ''
      lines.splice(at, 1, ...(change[1] === null ? [] : [there, change[1] === 'again' ? there : change[1]]))
    }
    let next = 0
    return lines.join(end).replaceAll('@', () => values[next++] ?? '')
  })

function meaning(outcome: ParseOutcome): unknown {
  return outcome.kind === 'failed' ? outcome : { ...decodeDocument(outcome.document), more: outcome.hasMore }
}

describe('a parser that has met documents of the same shape', () => {
  it('gives the same objects, problems and places as one that parses each document by itself', () => {
    let reused = 0
    fc.assert(
      fc.property(fc.array(text, { minLength: 3, maxLength: 12 }), (texts) => {
        const parse = createAlikeParser()
        for (const it of texts) {
          const outcome = parse(it)
          const plain = parseDocument(it)
          expect(meaning(outcome)).toEqual(meaning(plain))
          if (JSON.stringify(outcome) !== JSON.stringify(plain)) reused += 1
        }
      }),
      settings,
    )
    expect(reused).toBeGreaterThan(500)
  }, 60_000)
})
