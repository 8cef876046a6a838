import { expect, it } from 'vitest'
import { noFilters } from '../model/look'
import type { MatrixLine, MatrixRequest } from '../model/matrix'
import type { NetworkPolicy } from '../model/policy'
import { connectionsOf, formatConnections } from '../sets/connections'
import { pods, selector } from '../testing/smallClusters'
import { admit, compiled, release } from '../testing/smallShop'
import { type MatrixSheet, matrixSheet } from './matrix'
import { prepareFlows } from './prepareFlows'
import { nothingFiltered, type ReadFilters } from './viewFilter'

const unfolded: MatrixRequest = { show: 'draft', filters: noFilters, folded: {} }

function sheetOf(
  policies: readonly NetworkPolicy[],
  folded: MatrixRequest['folded'] = {},
  filters: ReadFilters = nothingFiltered,
): MatrixSheet {
  const index = compiled(policies)
  const prepared = prepareFlows({ cluster: index.cluster, baseline: index, draft: index })
  return matrixSheet(prepared, { ...unfolded, folded }, filters)
}

function nameOf(line: MatrixLine): string {
  const namespace = line.namespace ?? 'outside'
  if (line.kind === 'group') return line.isFolded ? `[${namespace} ${line.endpoints}]` : namespace
  return `${namespace}/${line.name}`
}

/** `half: TCP 80 blocked by ingress`, for each part of a cell. */
function told(sheet: MatrixSheet, from: string, to: string): string {
  const [row, column] = [from, to].map((name) => sheet.lines.findIndex((line) => nameOf(line) === name))
  const { kind, parts, pairs, flowing } = sheet.cellAt(row ?? -1, column ?? -1)
  const words = parts.map((part) => {
    const side = part.blockedBy === null ? '' : ` blocked by ${part.blockedBy}`
    return `${part.kind}: ${formatConnections(part.connections)}${side}`
  })
  const sum = pairs > 1 ? `${flowing} of ${pairs} ` : ''
  return parts.length === 0 ? `${sum}${kind}` : `${sum}${words.join('; ')}`
}

const dbFromApi = admit('shop/db-in', 'app=db', [[pods('app=api')], ['TCP 5432']])

it.each<[why: string, policies: readonly NetworkPolicy[], from: string, to: string, cell: string]>([
  ['a rule lets it in', [dbFromApi], 'shop/api', 'shop/db', 'rules: TCP 5432'],
  ['nothing lets it in', [dbFromApi], 'shop/web', 'shop/db', 'none'],
  ['nobody holds anything back', [dbFromApi], 'shop/api', 'shop/web', 'open: All Connections'],
  [
    'one side grants it, the other blocks',
    [dbFromApi, release('shop/api-out', 'app=api', [[pods('app=web')], ['TCP 80']])],
    'shop/api',
    'shop/db',
    'half: TCP 5432 blocked by egress',
  ],
  ['a workload and itself', [dbFromApi], 'shop/db', 'shop/db', 'self'],
  ['pods of an open workload exchange everything', [], 'shop/db', 'shop/db', 'open: All Connections'],
  ['addresses among themselves', [], 'outside/Everything outside', 'outside/Everything outside', 'outside'],
])('%s', (_, policies, from, to, cell) => {
  expect(told(sheetOf(policies), from, to)).toBe(cell)
})

it('has namespaces in the order of their names with their workloads, and the outside last', () => {
  expect(sheetOf([]).lines.map(nameOf)).toEqual([
    ...['bank', 'bank/ledger', 'bank/web', 'quiet', 'quiet/cron'],
    ...[
      'shop',
      'shop/api',
      'shop/db',
      'shop/node-agent',
      'shop/web',
      'outside',
      'outside/Everything outside',
    ],
  ])
})

it('gives a folded group one line, which sums up', () => {
  const sheet = sheetOf([dbFromApi], { shop: true, '': true })
  expect(sheet.lines.map(nameOf)).toEqual([
    'bank',
    'bank/ledger',
    'bank/web',
    'quiet',
    'quiet/cron',
    '[shop 4]',
    '[outside 1]',
  ])
  expect(told(sheet, '[shop 4]', '[shop 4]')).toBe('10 of 12 rules: TCP 5432; open: All Connections')
  expect(told(sheet, 'bank/web', '[shop 4]')).toBe('3 of 4 open: All Connections')
  expect(told(sheet, '[shop 4]', 'bank/web')).toBe('4 of 4 open: All Connections')
  expect(told(sheet, '[outside 1]', '[outside 1]')).toBe('outside')
})

it('keeps the rows of who meets a filter and of who such a flow ends at, and says where something is left out', () => {
  const policies = [dbFromApi, release('shop/db-out', 'app=db')]
  const sheet = sheetOf(policies, {}, { ...nothingFiltered, selector: selector('app=db') })
  expect(sheet.lines.map(nameOf)).toEqual(['shop', 'shop/api', 'shop/db'])
  expect(told(sheet, 'shop/api', 'shop/db')).toBe('rules: TCP 5432')
  expect(sheet.filtered.matching).toBe(1)
  const onlyRules = sheetOf([dbFromApi], {}, { ...nothingFiltered, kinds: new Set(['rules']) })
  expect(told(onlyRules, 'shop/db', 'shop/api')).toBe('filtered')
})

it('has rows for the other ends of unrestricted flows too, inside and outside of the cluster', () => {
  const quiet = { ...nothingFiltered, namespaces: new Set(['quiet']) }
  const sheet = sheetOf([dbFromApi], {}, quiet)
  expect(sheet.lines.map(nameOf)).toContain('bank/ledger')
  expect(told(sheet, 'bank/ledger', 'quiet/cron')).toBe('open: All Connections')
  expect(told(sheet, 'outside/Everything outside', 'quiet/cron')).toBe('open: All Connections')
  expect(told(sheet, 'bank/ledger', 'bank/web')).toBe('filtered')
  expect(sheet.filtered).toMatchObject({ matching: 1, of: 7 })
})

it('asked for a port, it has what nothing holds back beside what rules allow', () => {
  const sheet = sheetOf([dbFromApi], {}, { ...nothingFiltered, ports: [connectionsOf('TCP', 5432)] })
  expect(told(sheet, 'shop/api', 'shop/db')).toBe('rules: TCP 5432')
  expect(told(sheet, 'bank/web', 'quiet/cron')).toBe('open: TCP 5432')
  expect(told(sheet, 'bank/web', 'shop/db')).toBe('none')
  expect(sheet.filtered).toMatchObject({ matching: 7, of: 7 })
})
