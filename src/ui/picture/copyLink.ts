import { shareLink } from '../../store/sharing'
import { copyText } from '../shell/handOver'
import type { App } from '../useApp'

/** Puts a link on the clipboard that opens the scenario with what is selected and how it is looked at, and says so. */
export async function copyLink({ store, worker }: App): Promise<void> {
  const made = await shareLink(store, worker, true)
  const { notify } = store.getState()
  if (made.kind === 'failed') return notify({ tone: 'bad', text: made.message })
  const isCopied = await copyText(made.url)
  if (isCopied)
    notify({ tone: 'good', text: `The link to this view is copied. ${made.warning ?? ''}`.trim() })
  else
    notify({
      tone: 'bad',
      text: 'This browser refused the clipboard. Copy the link by hand:',
      detail: made.url,
    })
}
