import { describe, expect, it } from 'vitest'
import { connectionsOf } from '../sets/connections'
import { manifestFile } from '../testing/build'
import { readEditsYaml } from './editsYaml'

const header = 'apiVersion: drawbridge/v1\nkind: Edits\n'
const read = (text: string) => readEditsYaml(manifestFile('edits.yaml', text))
const problems = (text: string) =>
  read(text).diagnostics.map(
    ({ severity, message, fix = '', place }) =>
      `${place?.line}:${place?.column} ${severity} ${message}${fix === '' ? '' : ` ${fix}`}`,
  )
const listed = (list: string) => `${header}edits:\n${list}`

describe('readEditsYaml', () => {
  it('reads edits in their order, from several documents, with their places', () => {
    const text = `${listed('# why\n- kind: allow\n  from: shop/web\n  to: 10.0.0.0/8 except 10.1.0.0/16\n  ports: TCP 80\n')}---\n${listed('- {kind: isolate, end: shop/*, directions: [egress, dns]}\n')}`
    expect(read(text)).toEqual({
      diagnostics: [],
      edits: [
        {
          place: expect.objectContaining({ document: 0, line: 5, column: 3 }),
          edit: {
            kind: 'allow',
            from: { kind: 'workload', namespace: 'shop', workloadKind: null, name: 'web' },
            to: { kind: 'cidr', cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
            ports: [connectionsOf('TCP', 80)],
          },
        },
        {
          place: expect.objectContaining({ document: 1, line: 13, column: 3 }),
          edit: {
            kind: 'isolate',
            end: { kind: 'namespace', name: 'shop' },
            directions: ['egress'],
            dns: 'cluster',
          },
        },
      ],
    })
  })

  it.each([
    ['8080', [8080], 'a number'],
    ['[8080, UDP 53]', [8080, 53], 'a list'],
    ['"8080, UDP 53"', [8080, 53], 'a text'],
    ['8080, UDP 53', [8080, 53], 'without quotes'],
  ])('takes ports as %s: %j %s', (ports, [tcp = 0, udp], _why) => {
    const text = listed(`- kind: allow\n  from: "*"\n  to: outside\n  ports: ${ports}\n`)
    const expected = [connectionsOf('TCP', tcp), ...(udp === undefined ? [] : [connectionsOf('UDP', udp)])]
    expect(read(text).edits[0]?.edit).toHaveProperty('ports', expected)
  })

  it('keeps that an edit is switched off', () => {
    const text = listed('- {kind: isolate, end: shop, directions: egress, disabled: true}\n')
    expect(read(text).edits[0]?.edit).toMatchObject({ kind: 'isolate', off: true })
    expect(read(text.replace('true', 'false')).edits[0]?.edit).not.toHaveProperty('off')
    expect(problems(text.replace('true', 'maybe'))).toEqual([
      expect.stringContaining('edits[0].disabled must be true or false'),
    ])
  })

  it('takes JSON too', () => {
    const edits = [{ kind: 'block', from: 'shop/web', to: '*', ports: 'all' }]
    expect(read(JSON.stringify({ apiVersion: 'drawbridge/v1', kind: 'Edits', edits })).edits).toHaveLength(1)
  })

  it('reads no edits where there are none', () => {
    expect(read(`${header}edits: []\n`)).toEqual({ edits: [], diagnostics: [] })
  })

  it.each([
    ['', '1:1 error There is nothing in this file. Begin it with apiVersion: drawbridge/v1 and kind: Edits'],
    ['# nothing\n', '1:1 error There is nothing in this file.'],
    ['a: [', '1:5 error A list in […] or a mapping in {…} is not closed'],
    ['text', '1:1 error This document holds no edits: they have the kind Edits.'],
    ['kind: Pod\n', '1:1 error This document holds no edits: they have the kind Edits.'],
    [
      'apiVersion: drawbridge/v2\nkind: Edits\n',
      '1:13 error Edits of the text "drawbridge/v2" are not known.',
    ],
    ['kind: Edits\n', '1:1 error Edits of nothing are not known.'],
    [`${header}edit: []\n`, '3:1 error the object has no field "edit". Did you mean `edits`?'],
    [`${header}edits: allow\n`, '3:8 error edits must be a list, not the text "allow".'],
    [listed('- allow\n'), '4:3 error edits[0] must be a mapping, not the text "allow".'],
    [
      listed('- {}\n'),
      '4:3 error edits[0] has no kind. Write kind: allow, block, isolate, open, only, template, deletePolicy, renamePolicy or disableRule.',
    ],
    [listed('- kind: alow\n'), '4:9 error There is no edit "alow". Did you mean allow?'],
    [listed('- kind: [allow]\n'), '4:9 error edits[0].kind must be a string, not a list.'],
    [
      listed('- kind: allow\n  from: shop/web\n  to: shop/api\n'),
      '4:3 error edits[0] has no ports. Add ports:, such as TCP 8080, or all for every port.',
    ],
    [
      listed('- {kind: isolate, end: shop}\n'),
      '4:3 error edits[0] has no directions. Add directions:, such as ingress,egress.',
    ],
    [
      listed('- {kind: allow, from: shop/web, to: shop/api, ports: all, cut: egress}\n'),
      '4:59 error edits[0] has no field "cut".',
    ],
    [
      listed('- {kind: block, from: shop/web, to: shop/api, ports: all, cut: both}\n'),
      '4:64 error "both" is no side. A block is cut at ingress',
    ],
    [
      listed('- {kind: only, namespaces: shop}\n'),
      '4:3 error edits[0] has no keep. Add keep:, such as dns, or none.',
    ],
    [
      listed('- {kind: only, namespaces: shop/web, keep: dns}\n'),
      '4:28 error "shop/web" is no namespace. Write their names, such as shop,payments.',
    ],
    [listed('- {kind: only, namespaces: shop, keep: all}\n'), '"all" is nothing that can be kept.'],
    [
      listed('- {kind: isolate, end: shop, directions: egress, from: x}\n'),
      '4:50 error edits[0] has no field "from".',
    ],
    [listed('- {kind: isolate, end: 10.0.0/8, directions: egress}\n'), '4:24 error "10.0.0/8" is no CIDR.'],
    [listed('- {kind: isolate, end: shop, directions: []}\n'), '4:42 error In which direction is not said.'],
    [
      listed('- {kind: allow, from: shop/web, to: yes, ports: all}\n'),
      '4:37 error edits[0].to must be a string, not the boolean true. Quote it: "yes".',
    ],
    [
      listed('- {kind: allow, from: shop/web, to: shop/api, ports: [80, {}]}\n'),
      '4:59 error edits[0].ports[1] must be a string, not a mapping.',
    ],
    [
      listed('- {kind: allow, from: shop/web, to: shop/api, ports: 99999}\n'),
      '4:54 error "99999" is no port.',
    ],
    [
      listed('- kind: isolate\n  end: *\n  directions: egress\n'),
      'error A star begins an alias in YAML. Put it in quotes: "*".',
    ],
    [
      listed('- {kind: allow, from: *, to: outside, ports: all}\n'),
      'error A star begins an alias in YAML. Put it in quotes: "*".',
    ],
  ])('%j is wrong: %s', (text, problem) => {
    expect(problems(text).join('\n')).toContain(problem)
    expect(problems(text)).toHaveLength(1)
    expect(read(text).edits).toEqual([])
  })

  it('reads what is right beside what is wrong', () => {
    const text = listed('- kind: alow\n- {kind: isolate, end: shop, directions: egress}\n')
    expect(read(text).edits).toHaveLength(1)
    expect(problems(text)).toHaveLength(1)
  })
})
