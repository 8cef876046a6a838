import { constructFromEvents, parseEvents } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { kubectlSchema } from './dialect'
import { quickEvents } from './quickEvents'
import { quickValue } from './quickValue'

const fullEvents = (text: string) => parseEvents(text, { maxDepth: 100 })
const fullValue = (source: string) =>
  constructFromEvents(fullEvents(source), { source, schema: kubectlSchema })[0]

function quickly(text: string): unknown {
  const events = quickEvents(text, 'whole')
  return events && quickValue(text, events)?.value
}

describe('quickEvents', () => {
  it.each([
    ['a: 1\nb: x y\n', 'plain scalars'],
    ['# top\na: 1 # behind\n  # deep\nb: c#d\n', 'comments'],
    ['---\na: 1\n', 'a separator first'],
    ['a:\n\n\n  b:\n    c: 1\nd:\n', 'empty lines and empty values'],
    [
      'a:\n- 1\n- - 2\n  - 3\n-\n- b: 1\n  c: 2\nd: 3\n',
      'lists at the column of their key, in lists, of mappings',
    ],
    ["a: \"x\\n\\u00e9\"\nb: 'it''s'\n\"c d\": 1\n'e': 2\n", 'quotes and escapes'],
    ['a: one\n  two\n\n  three\nb: "one\n  two\\\n  three"\n', 'scalars on several lines'],
    ['a: |\n  b: 1\n   c:\n  - "\n\n# no comment of the text\nb: 1\n', 'a text that looks like YAML'],
    ['a: >-\n  one\n  two\n\n\nb: |+\n\n  x\n\n', 'folded, stripped and kept'],
    ['a: |\nb: >\n\nc: 1\n', 'blocks without lines'],
    ['a: |\n  last line without end', 'a block at the end of the text'],
    ['a: {}\nb: []\nc:\n- {}\n', 'empty flow collections'],
    ['a: 1\r\nb: |\r\n  x\r\n  y\r\nc:\r\n- "d\r\n  e"\r\n', 'line ends of Windows'],
    ['a: https://x:1\nb:c: d\nk:{"x"}: {}\n.: 1\n', 'colons inside of words'],
    ['a: yes\nb: 0777\nc: ~\nd: 7e3455\ne: "1"\n', 'what is no string in this dialect'],
    ['ä: ö\na: "日本"\nb: |\n  🌉\n', 'letters beyond ASCII'],
    ['a : 1\nb:   2   \n', 'spaces before and behind'],
    ['  a: 1\n  b: 2\n', 'all of it indented'],
  ])('reads %j as the full reader does: %s', (text) => {
    expect(quickly(text)).toEqual(fullValue(text))
    const places = (events: readonly object[] | null) => events?.map((event) => ({ ...event, fast: null }))
    expect(places(quickEvents(text, 'whole'))).toEqual(places(fullEvents(text)))
  })

  it.each([
    ['a: &x 1\nb: *x\n', 'anchors and aliases'],
    ['a: !x 1\n', 'tags'],
    ['<<: {a: 1}\n', 'merge keys'],
    ['a: {b: 1}\n', 'flow collections'],
    ['? a\n: 1\n', 'explicit keys'],
    ['%YAML 1.1\n---\na: 1\n', 'directives'],
    ['a: 1\n---\nb: 1\n', 'a second document'],
    ['a: 1\n...\n', 'the end of the document'],
    ['a:\n\t- 1\n', 'a tab'],
    ['a: 1\rb: 2\r', 'line ends of old'],
    ['\uFEFFa: 1\n', 'a byte order mark'],
    ['a: \u0007\n', 'a bell'],
    ['a: |\n  \u0007\n', 'a bell in a text'],
    ['a: "\\q"\n', 'an escape that does not exist'],
    ['a: "b\n', 'a quote that is never closed'],
    ['a: "b\nc"\n', 'a quoted text that is not indented'],
    ['a: |2\n   b\n', 'a text that says its indentation'],
    ['a: |\n    \n  b\n', 'an empty line with more spaces than the text'],
    ['a: b: c\n', 'two colons'],
    ['a: 1\n  b: 2\n', 'a mapping below a scalar'],
    ['a:\n  b: 1\n c: 2\n', 'a line between two columns'],
    ['a:\n  - b\n - c\n', 'a dash between two columns'],
    ['a: b # c\n  d\n', 'text behind a comment'],
    ['a: - b\n', 'a dash behind a key'],
    ['"a\\n": 1\n', 'a key with an escape'],
    ['a\n', 'a scalar alone'],
    ['', 'nothing'],
    [`${'- '.repeat(90)}a\n`, 'deep nesting'],
  ])('leaves %j to the full reader: %s', (text) => {
    expect(quickEvents(text, 'whole')).toBeNull()
  })

  it.each([
    ['a: 1\nb: 2\na: 3\n', 'a key that stands twice'],
    ['1: a\n"1": b\n', 'a number as key'],
    ['__proto__: 1\n', 'a key that objects have'],
  ])('leaves the value of %j to the full reader: %s', (text) => {
    const events = quickEvents(text, 'whole')
    expect(events).not.toBeNull()
    expect(quickValue(text, events ?? [])).toBeNull()
  })
})

describe('quickEvents, of what is read', () => {
  const pod = `apiVersion: v1
kind: Pod
metadata:
  annotations:
    text: |
      kind: Secret
      spec: 1
  name: a
spec:
  containers:
  - env:
    - name: A
      value: x
    name: c
    ports:
    - containerPort: 80
      hostPort: 81
status:
  phase: Running
  qosClass: Burstable
`

  it('gives null for what nothing reads, and keeps the keys', () => {
    const events = quickEvents(pod, 'object') ?? []
    expect(quickValue(pod, events)?.value).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { annotations: null, name: 'a' },
      spec: { containers: [{ env: null, name: null, ports: [{ containerPort: 80, hostPort: null }] }] },
      status: { phase: 'Running', qosClass: null },
    })
  })

  it('leaves it out with its keys when that is asked for', () => {
    const events = quickEvents(pod, 'object', true) ?? []
    expect(quickValue(pod, events)?.value).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { containers: [{ ports: [{ containerPort: 80 }] }] },
      status: { phase: 'Running' },
    })
  })

  it.each([
    ['env:\n    - name: A', 'env:\n    - name: A\n      name: B', 'a key twice'],
    ['env:', 'env:\n    - 1: a\n      b: 1\n    - x:', 'a key that is a number'],
    ['      value: x', '     value: x', 'a line between two columns'],
    ['value: x', 'value: *x', 'an alias'],
    ['    name: c', '    env: c', 'the key of an unread part again'],
  ])('is in doubt about what it leaves out too: %j is %j, %s', (from, to) => {
    expect(pod).toContain(from)
    const text = pod.replace(from, to)
    const quick = quickEvents(text, 'object', true)
    expect(quick).toBeNull()
  })

  it.each([
    ['metadata:\n  name: a\nspec: {}\nkind: Pod\n', 'the kind comes last'],
    ['kind: "\\x50od"\nmetadata:\n  x: 1\n', 'the kind is written with an escape'],
    ['kind:\nmetadata:\n  x: 1\n', 'there is no kind'],
    ['kind: Pod\nmetadata:\n- a: 1\n', 'a list stands where a mapping is expected'],
    ['kind: Pod\nspec:\n  containers:\n    a:\n      b: 1\n', 'a mapping stands where a list is expected'],
  ])('reads %j whole: %s', (text) => {
    expect(quickly(text)).toEqual(fullValue(text))
    const events = quickEvents(text, 'object') ?? []
    expect(quickValue(text, events)?.value).toEqual(fullValue(text))
  })

  it('finds the items of a List before its kind', () => {
    const text = `apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Secret\n  data:\n    a: b\n- kind: Pod\n  spec:\n    x: 1\nkind: List\n`
    expect(quickValue(text, quickEvents(text, 'object') ?? [])?.value).toEqual({
      apiVersion: 'v1',
      items: [
        { apiVersion: 'v1', kind: 'Secret', data: null },
        { kind: 'Pod', spec: { x: null } },
      ],
      kind: 'List',
    })
  })
})
