import { expect, it } from 'vitest'
import type { Edit } from '../../model/edit'
import { workloadId } from '../../model/ids'
import { editsOf } from '../../testing/editNotation'
import { type Drawn, ghostEdges } from './ghosts'

const [web, db] = [workloadId('shop', 'Deployment', 'web'), workloadId('shop', 'Deployment', 'db')]

function arrows(
  edits: readonly Edit[],
  answered: readonly Edit[],
  drawn: Drawn | null,
  hasCard = (_: string) => true,
): readonly string[] {
  return ghostEdges(edits, answered, drawn, hasCard).map(
    ({ from, to, change }) => `${from} > ${to} ${change}`,
  )
}

it.each<[string, string, readonly string[]]>([
  ['an allowed flow', 'allow shop/web -> shop/db : TCP 1', [`${web} > ${db} added`]],
  ['a blocked flow', 'block shop/web -> shop/db : all', [`${web} > ${db} removed`]],
  ['a whole namespace', 'allow shop/* -> shop/db : all', [`ns:shop > ${db} added`]],
  ['everything outside', 'allow shop/web -> outside : all', [`${web} > outside/rest added`]],
  ['addresses', 'allow shop/web -> 10.0.0.0/8 : all', [`${web} > outside/10.0.0.0/8 added`]],
  [
    'two edits about one pair',
    'allow shop/web -> shop/db : TCP 1\nallow shop/web -> shop/db : TCP 2',
    [`${web} > ${db} added`],
  ],
  ['nothing for all pods, which have no card', 'allow * -> shop/db : all', []],
  ['nothing for an isolation', 'isolate shop/web : ingress', []],
])('draws %s', (_, text, expected) => {
  expect(arrows(editsOf(text), [], null)).toEqual(expected)
})

it('draws none for an edit that the picture has, or that is switched off', () => {
  const edits = editsOf('allow shop/web -> shop/db : TCP 1')
  expect(arrows(edits, edits, null)).toEqual([])
  expect(
    arrows(
      edits.map((edit) => ({ ...edit, off: true as const })),
      [],
      null,
    ),
  ).toEqual([])
})

it('draws to the frame of a workload without a card, and nothing inside a frame', () => {
  const toOther = editsOf('allow shop/web -> other/api : TCP 1')
  expect(arrows(toOther, [], null, (id) => id === web)).toEqual([`${web} > ns:other added`])
  expect(arrows(editsOf('allow shop/web -> shop/db : TCP 1'), [], null, () => false)).toEqual([])
})

it('draws what is being drawn, from each end to each other one', () => {
  expect(arrows([], [], { from: [web, db], to: [db, 'outside/rest'] })).toEqual([
    `${web} > ${db} added`,
    `${web} > outside/rest added`,
    `${db} > outside/rest added`,
  ])
})
