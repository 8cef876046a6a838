import { describe, expect, it } from 'vitest'
import { csvField } from '../export/csvField'
import { allConnections, connectionsOf, noConnections, union, unionAll } from '../sets/connections'
import type { Flow } from './connectivity'
import { formatters, jsonConnections } from './formats'
import { addressesPeer, type PodsPeer } from './peers'

function peer(namespace: string, name: string): PodsPeer {
  const label = `${namespace}/${name}[Pod]`
  return { kind: 'pods', namespace, workloadKind: 'Pod', name, variant: '', label, hasSiblings: true }
}

const [web, db] = [peer('shop', 'web'), peer('data', 'db')]
const flows: readonly Flow[] = [
  { from: addressesPeer('10.0.0.0', '10.255.255.255'), to: web, connections: connectionsOf('TCP', 443) },
  { from: web, to: db, connections: union(connectionsOf('TCP', 80, 81), connectionsOf('UDP', 53)) },
  { from: web, to: web, connections: allConnections },
]

describe('formatters', () => {
  it.each([
    [
      'txt',
      [
        '10.0.0.0-10.255.255.255[External] => shop/web[Pod] : TCP 443',
        'shop/web[Pod] => data/db[Pod] : TCP 80-81,UDP 53',
      ],
    ],
    [
      'jsonl',
      [
        '{"from":{"cidrRange":"10.0.0.0-10.255.255.255"},"to":{"namespace":"shop","kind":"Pod","name":"web"},"connections":{"TCP":"443"}}',
        '{"from":{"namespace":"shop","kind":"Pod","name":"web"},"to":{"namespace":"data","kind":"Pod","name":"db"},"connections":{"TCP":"80-81","UDP":"53"}}',
        '{"from":{"namespace":"shop","kind":"Pod","name":"web"},"to":{"namespace":"shop","kind":"Pod","name":"web"},"connections":"All"}',
      ],
    ],
    [
      'csv',
      [
        'from,to,connections',
        '10.0.0.0-10.255.255.255[External],shop/web[Pod],TCP 443',
        'shop/web[Pod],data/db[Pod],"TCP 80-81,UDP 53"',
      ],
    ],
    [
      'md',
      [
        '| from | to | connections |',
        '|---|---|---|',
        '| 10.0.0.0-10.255.255.255\\[External\\] | shop/web\\[Pod\\] | TCP 443 |',
        '| shop/web\\[Pod\\] | data/db\\[Pod\\] | TCP 80-81,UDP 53 |',
      ],
    ],
    [
      'mermaid',
      [
        'flowchart LR',
        '    p1["10.0.0.0-10.255.255.255[External]"]',
        '  subgraph n1["data"]',
        '    p2["db[Pod]"]',
        '  end',
        '  subgraph n2["shop"]',
        '    p3["web[Pod]"]',
        '  end',
        '  p1 -->|"TCP 443"| p3',
        '  p3 -->|"TCP 80-81,UDP 53"| p2',
      ],
    ],
    [
      'dot',
      [
        'digraph connectivity {',
        '  node [shape=box]',
        '    "10.0.0.0-10.255.255.255[External]" [label="10.0.0.0-10.255.255.255[External]"]',
        '  subgraph "cluster_data" {',
        '    label="data"',
        '    "data/db[Pod]" [label="db[Pod]"]',
        '  }',
        '  subgraph "cluster_shop" {',
        '    label="shop"',
        '    "shop/web[Pod]" [label="web[Pod]"]',
        '  }',
        '  "10.0.0.0-10.255.255.255[External]" -> "shop/web[Pod]" [label="TCP 443"]',
        '  "shop/web[Pod]" -> "data/db[Pod]" [label="TCP 80-81,UDP 53"]',
        '}',
      ],
    ],
  ] as const)('%s', (format, expected) => {
    expect([...formatters[format](flows)]).toEqual(expected)
  })

  it.each([[flows], [[]]])('json is one document that holds the lines of jsonl', (some) => {
    const entries = [...formatters.jsonl(some)].map((line) => JSON.parse(line))
    expect(JSON.parse([...formatters.json(some)].join('\n'))).toEqual(entries)
  })
})

it.each([
  ['everything is one word', allConnections, 'All'],
  ['nothing has no protocol', noConnections, {}],
  [
    'ranges ascend, single ports stand alone',
    unionAll([connectionsOf('TCP', 443, 445), connectionsOf('TCP', 80), connectionsOf('SCTP', 1, 65535)]),
    { TCP: '80,443-445', SCTP: '1-65535' },
  ],
])('%s', (_, connections, expected) => {
  expect(jsonConnections(connections)).toEqual(expected)
})

it.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
])('the field %j is %j in CSV', (text, expected) => {
  expect(csvField(text)).toBe(expected)
})
