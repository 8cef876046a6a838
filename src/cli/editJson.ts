import { changeExcerpt } from '../manifest/amendExcerpt'
import { createLookup } from '../manifest/amendLocate'
import { parseDocument } from '../manifest/parse'
import type { PolicyChange, Synthesis } from '../model/edit'
import type { NetworkPolicy } from '../model/policy'
import type { PlacedLabelOffer } from '../model/summary'
import type { ManifestFile } from '../model/text'
import type { Flow } from './connectivity'
import { jsonFlow } from './formats'
import type { ImpactFlows } from './impactFlows'
import { offerJson } from './labelOffers'

/** One JSON document, a line for each change and flow: what changes, which flows that adds and removes, what nobody asked for, and the
 * labels that would tell apart whom edits mean without asking for it. Total. */
export function* changesJson(
  files: readonly ManifestFile[],
  baseline: readonly NetworkPolicy[],
  { changes, cost }: Synthesis,
  flows: ImpactFlows,
  offers: readonly PlacedLabelOffer[],
): Generator<string> {
  const lookup = createLookup(files)
  const policyOf = (change: PolicyChange) =>
    change.kind === 'delete'
      ? deletedPolicy(change.id, baseline)
      : writtenPolicy(changeExcerpt(lookup, baseline, change).after)
  const sided = (change: 'added' | 'removed' | 'kept') => (flow: Flow) => ({ change, ...jsonFlow(flow) })
  yield '{'
  yield* list(
    '  "changes"',
    changes.map((it) => ({ action: it.kind, policy: policyOf(it) })),
    ',',
  )
  yield '  "impact": {'
  yield* list('    "added"', flows.added.map(jsonFlow), ',')
  yield* list('    "removed"', flows.removed.map(jsonFlow), '')
  yield '  },'
  const collateral = [
    ...flows.collateralAdded.map(sided('added')),
    ...flows.collateralRemoved.map(sided('removed')),
    ...flows.collateralKept.map(sided('kept')),
  ]
  yield* list('  "collateral"', collateral, ',')
  yield* list(
    '  "labelOffers"',
    offers.map((it) => offerJson(it, files)),
    ',',
  )
  yield `  "cost": ${JSON.stringify(cost)}`
  yield '}'
}

function* list(head: string, entries: readonly unknown[], end: string): Generator<string> {
  if (entries.length === 0) {
    yield `${head}: []${end}`
    return
  }
  const indent = head.replace(/".*/, '')
  yield `${head}: [`
  for (const [i, entry] of entries.entries())
    yield `${indent}  ${JSON.stringify(entry)}${i < entries.length - 1 ? ',' : ''}`
  yield `${indent}]${end}`
}

/** The policy as it stands in its text, with its labels and annotations. */
function writtenPolicy(text: string): unknown {
  const outcome = parseDocument(text)
  return outcome.kind === 'parsed' ? outcome.document.value : null
}

/** Enough to delete it by. */
function deletedPolicy(id: NetworkPolicy['id'], baseline: readonly NetworkPolicy[]) {
  const policy = baseline.find((it) => it.id === id)
  const { namespace, name } = policy ?? { namespace: '', name: '' }
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace } }
}
