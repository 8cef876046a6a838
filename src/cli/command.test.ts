import { describe, expect, it } from 'vitest'
import { connectionsOf } from '../sets/connections'
import { parseCommand } from './command'

const parse = (line: string) => parseCommand(line.split(' ').filter((it) => it !== ''))

describe('parseCommand', () => {
  it.each([
    ['connectivity a b', { kind: 'connectivity', format: 'txt', paths: ['a', 'b'], baseline: false }],
    ['connectivity -', { paths: ['-'] }],
    ['connectivity --baseline #v1.a', { paths: ['#v1.a'], baseline: true }],
    ['diff https://example.org/#v1.a #v1.b', { before: 'https://example.org/#v1.a', after: '#v1.b' }],
    ['connectivity --format jsonl a', { format: 'jsonl' }],
    ['connectivity -f dot a', { format: 'dot' }],
    ['connectivity a', { failOn: 'never', quiet: false }],
    ['connectivity -q --fail-on warning a', { failOn: 'warning', quiet: true }],
    [
      'connectivity --ip-block-matches-pods never --host-network-pods ordinary --default-namespace shop a',
      { options: { ipBlockMatchesPods: 'never', hostNetworkPods: 'ordinary', defaultNamespace: 'shop' } },
    ],
    [
      'connectivity --ip-block-matches-pods known-ip --host-network-pods outside-policies a',
      { options: { ipBlockMatchesPods: 'knownIp', hostNetworkPods: 'outsidePolicies' } },
    ],
    ['explain --from a/b --to 10.0.0.0/8 x', { from: 'a/b', to: '10.0.0.0/8', asked: null, expect: null }],
    ['explain --from a --to b --port 443 x', { asked: [connectionsOf('TCP', 443)] }],
    [
      'explain --from a --to b --port 80,53/UDP --port 81 x',
      { asked: [connectionsOf('TCP', 80), connectionsOf('UDP', 53), connectionsOf('TCP', 81)] },
    ],
    [
      'explain --from a --to b --port http,dns/UDP x',
      {
        asked: [
          { name: 'http', protocol: 'TCP' },
          { name: 'dns', protocol: 'UDP' },
        ],
      },
    ],
    ['explain --from a --to b --expect blocked x', { expect: 'blocked' }],
    ['diff a b', { kind: 'diff', before: 'a', after: 'b', exitCode: false }],
    ['diff --exit-code a b', { exitCode: true }],
    ['diff #v1.a', { before: '#v1.a', after: null }],
    ['diff -', { before: '-', after: null }],
    ['validate a', { kind: 'validate', failOn: 'error' }],
    ['edit --edits e.yaml a', { kind: 'edit', format: 'yaml', edits: [{ kind: 'file', path: 'e.yaml' }] }],
    ['edit --only-new --edits e.yaml a', { options: { onlyNewPolicies: true } }],
    ['edit --edits - a', { edits: [{ kind: 'file', path: '-' }], paths: ['a'] }],
    ['edit -f json --edits e.yaml a', { format: 'json' }],
    ['edit #v1.a', { edits: [], paths: ['#v1.a'] }],
    ['edit -', { edits: [], paths: ['-'] }],
    ['edit --help', { kind: 'help', about: 'edit' }],
    ['validate --fail-on never a', { failOn: 'never' }],
    ['', { kind: 'help', about: null }],
    ['--help', { kind: 'help', about: null }],
    ['help diff', { kind: 'help', about: 'diff' }],
    ['explain --help', { kind: 'help', about: 'explain' }],
  ])('%s', (line, expected) => {
    expect(parse(line)).toMatchObject(expected)
  })

  it('says nothing of options that nobody named, for a link has its own', () => {
    expect(parse('connectivity a')).toHaveProperty('options', {})
    expect(parse('connectivity --host-network-pods ordinary a')).toHaveProperty('options', {
      hostNetworkPods: 'ordinary',
    })
  })

  it('keeps edits in the order of their flags, whatever their kinds', () => {
    const flags = [
      '--block',
      'a/x -> a/y : 80',
      '--edits',
      'e.yaml',
      '--allow=a/x -> a/y : 81',
      '--isolate',
      'a : ingress',
      '--open',
      'a/x : ingress by drop',
      '--only',
      'a,b : dns',
    ]
    const command = parseCommand(['edit', ...flags, 'dir', '--block', 'a/y -> a/x : all'])
    expect(
      command.kind === 'edit' && command.edits.map((it) => (it.kind === 'file' ? it.path : it.text)),
    ).toEqual([
      'block a/x -> a/y : 80',
      'e.yaml',
      'allow a/x -> a/y : 81',
      'isolate a : ingress',
      'open a/x : ingress by drop',
      'only a,b : dns',
      'block a/y -> a/x : all',
    ])
  })

  it.each([
    ['list a', 'There is no command "list".'],
    ['connectivity', 'Name at least one file or directory, a link, or "-" for standard input.'],
    ['connectivity #v1.a b', 'A link is a whole scenario: name nothing beside it.'],
    ['validate a #v1.a', 'A link is a whole scenario: name nothing beside it.'],
    ['connectivity - -', '"-" can be named only once.'],
    ['connectivity --frmat txt a', "Unknown option '--frmat'."],
    ['connectivity --format yaml a', '--format: "yaml" is none of txt, jsonl, json, csv, md, dot, mermaid.'],
    ['connectivity --from a a', "Unknown option '--from'."],
    ['connectivity --only-new a', "Unknown option '--only-new'."],
    ['connectivity --default-namespace A a', '--default-namespace: "A" is no name of a namespace.'],
    [
      'connectivity --host-network-pods no a',
      '--host-network-pods: "no" is none of outside-policies, ordinary.',
    ],
    ['explain --to b a', '--from is missing.'],
    [
      'explain --from a --to b --port HTTP x',
      '--port: "HTTP" is no port such as 443, 443/TCP, 8000-8100/UDP, SCTP or http/TCP.',
    ],
    ['diff a', 'diff takes two files, directories or links, OLD and NEW, or one link with edits.'],
    ['diff a b c', 'diff takes two files, directories or links, OLD and NEW, or one link with edits.'],
    ['diff --baseline #v1.a', '--baseline of a single link leaves nothing to compare it with.'],
    ['diff - -', 'Only one of OLD and NEW can be "-".'],
    [
      'edit a',
      'There is nothing to do: name an edit with --allow, --block, --isolate, --open, --only or --edits, or a link that has some.',
    ],
    ['edit --edits e', 'Name at least one file or directory, a link, or "-" for standard input.'],
    ['edit --edits - -', '"-" can be named only once.'],
    ['edit --edits - --edits - a', '"-" can be named only once.'],
    ['edit --format txt --edits e a', '--format: "txt" is none of yaml, json.'],
    ['edit --only A a', '--only: "A" is no namespace. Write their names, such as shop,payments.'],
    ['edit --isolate shop a', expect.stringMatching(/^--isolate: In which direction is not said\. /)],
    [
      'edit --allow shop/web a',
      expect.stringMatching(/^--allow: "shop\/web" does not say from where to where\. /),
    ],
  ])('%s is wrong', (line, message) => {
    expect(parse(line)).toMatchObject({ kind: 'usage', message })
  })
})
