import { type Look, plainLook } from '../model/look'
import type { Workspace } from '../model/workspace'
import { decodeLink, encodeLink } from '../share/link'
import { writeLook } from '../share/wireLook'
import type { WorkerClient } from '../worker/protocol'
import type { AppState, AppStore } from './appStore'
import { scenarioOf } from './connect'
import { selectLook } from './screenSlice'

/** Characters after `#`. Chat tools cut or refuse longer ones; browsers take far more. */
const longLink = 3500
const tooLongLink = 30000

export type ShareResult =
  | { readonly kind: 'done'; readonly url: string; readonly warning: string | null; readonly leftOut: number }
  | { readonly kind: 'failed'; readonly message: string }

/**
 * Makes the link that holds the whole scenario: minimised manifests, edits, options and moved nodes; and `withLook` how it is looked at,
 * with what is selected. `leftOut` counts documents that could not be read and are therefore not in the link.
 */
export async function shareLink(
  store: AppStore,
  worker: WorkerClient,
  withLook: boolean,
): Promise<ShareResult> {
  const state = store.getState()
  const { title, edits, options, positions } = state.workspace
  const outcome = await worker.call('minimise', { scenario: scenarioOf(state) })
  if (outcome.kind !== 'done') return { kind: 'failed', message: 'The link could not be made. Try again.' }
  const { files, leftOut } = outcome.result
  const look = withLook ? selectLook(state) : plainLook
  const hash = await encodeLink({ title, files, edits, options, positions }, look)
  return {
    kind: 'done',
    url: `${location.origin}${location.pathname}${hash}`,
    warning: warningFor(hash.length),
    leftOut,
  }
}

/** Whether there is anything to say of how the scenario is looked at. */
export function selectHasLook(state: AppState): boolean {
  return writeLook(selectLook(state)) !== null
}

function warningFor(length: number): string | null {
  if (length > tooLongLink)
    return 'This link is too long for most chat and review tools. Send the YAML file instead, or share fewer namespaces.'
  return length > longLink
    ? 'Some chat tools cut links of this length. A file or a code review comment takes it.'
    : null
}

export type OpenResult =
  | { readonly kind: 'none' }
  | { readonly kind: 'opened'; readonly workspace: Workspace; readonly look: Look }
  | { readonly kind: 'failed'; readonly message: string }

/**
 * The workspace that a link's hash holds, and how it was looked at. A hash that is no link of ours gives `failed` with a sentence for the user,
 * and an empty one `none`; nothing is changed by either.
 */
export async function readLink(hash: string, worker: WorkerClient): Promise<OpenResult> {
  if (hash === '' || hash === '#') return { kind: 'none' }
  const link = await decodeLink(hash)
  if (!link.ok) return { kind: 'failed', message: link.message }
  const { scenario, look } = link
  const outcome = await worker.call('restore', { files: scenario.files })
  if (outcome.kind !== 'done')
    return { kind: 'failed', message: 'The manifests in this link could not be read.' }
  const { title, edits, options, positions } = scenario
  return {
    kind: 'opened',
    workspace: { title, files: outcome.result.files, edits, options, positions },
    look,
  }
}
