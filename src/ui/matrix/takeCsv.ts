import type { MatrixRequest } from '../../model/matrix'
import { scenarioOf } from '../../store/connect'
import { copyText, downloadText } from '../shell/handOver'
import type { App } from '../useApp'

const fileName = 'network-matrix.csv'

/** Hands the whole matrix over as CSV, as the user asked, and says so. */
export async function takeCsv(
  { store, worker }: App,
  request: MatrixRequest,
  how: 'copy' | 'download',
): Promise<void> {
  const { notify } = store.getState()
  const outcome = await worker.call('matrixCsv', { scenario: scenarioOf(store.getState()), request })
  if (outcome.kind === 'superseded' || outcome.kind === 'cancelled') return
  if (outcome.kind === 'failed')
    return notify({ tone: 'bad', text: `The CSV could not be written: ${outcome.message}` })
  const { text } = outcome.result
  if (text === null)
    notify({
      tone: 'bad',
      text: 'The matrix has too many cells for one table. Fold namespaces or filter it to at most 2,000 rows, then take it again.',
    })
  else if (how === 'download') {
    downloadText(fileName, text)
    notify({ tone: 'good', text: `The matrix is in ${fileName}.` })
  } else if (await copyText(text)) notify({ tone: 'good', text: 'The matrix is on the clipboard as CSV.' })
  else notify({ tone: 'bad', text: 'This browser refused the clipboard. Download the CSV instead.' })
}
