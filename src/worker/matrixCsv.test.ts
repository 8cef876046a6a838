import { expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { noFilters } from '../model/look'
import type { MatrixRequest } from '../model/matrix'
import { defaultOptions } from '../model/workspace'
import { clusterOf, pods, workload } from '../testing/smallClusters'
import { admit, compiled } from '../testing/smallShop'
import { matrixSheet } from '../view/matrix'
import { prepareFlows } from '../view/prepareFlows'
import { matrixCsv } from './matrixCsv'

const request: MatrixRequest = {
  show: 'draft',
  filters: noFilters,
  folded: { bank: true, quiet: true, shop: true, '': true },
}

it('has a line for each sender and a field for each receiver, folded groups with how many they stand for', () => {
  const index = compiled([admit('shop/db-in', 'app=db', [[pods('app=api')], ['TCP 80', 'TCP 5432']])])
  const prepared = prepareFlows({ cluster: index.cluster, baseline: index, draft: index })
  expect(matrixCsv(matrixSheet(prepared, request))?.split('\r\n')).toEqual([
    'from \\ to,bank (2),quiet (1),shop (4),outside (1)',
    'bank (2),2 of 2 pairs: unrestricted,2 of 2 pairs: unrestricted,6 of 8 pairs: unrestricted,2 of 2 pairs: unrestricted',
    'quiet (1),2 of 2 pairs: unrestricted,itself,3 of 4 pairs: unrestricted,unrestricted',
    'shop (4),8 of 8 pairs: unrestricted,4 of 4 pairs: unrestricted,"10 of 12 pairs: TCP 80,5432; unrestricted",4 of 4 pairs: unrestricted',
    'outside (1),2 of 2 pairs: unrestricted,unrestricted,3 of 4 pairs: unrestricted,',
    '',
  ])
})

it('gives nothing where no spreadsheet would take it', () => {
  const workloads = Array.from({ length: 2001 }, (_, i) => workload(`shop/w${i}`, ''))
  const cluster = clusterOf({ shop: '' }, workloads, [])
  const index = compile(cluster, defaultOptions)
  const prepared = prepareFlows({ cluster, baseline: index, draft: index })
  expect(matrixCsv(matrixSheet(prepared, { ...request, folded: { shop: false } }))).toBeNull()
})
