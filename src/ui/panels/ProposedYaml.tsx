import { ChevronRight } from 'lucide-react'
import { useCallback } from 'react'
import type { Edit } from '../../model/edit'
import type { ChangeText } from '../../model/summary'
import type { Scenario, WorkerClient } from '../../worker/protocol'
import { useAnswer } from '../useAnswer'

/** The YAML of edits that are not accepted yet; nothing where they change none. */
export function ProposedYaml({ proposed }: { readonly proposed: readonly Edit[] }) {
  const ask = useCallback(
    (worker: WorkerClient, scenario: Scenario) => worker.call('proposedTexts', { scenario, proposed }),
    [proposed],
  )
  const texts = useAnswer<readonly ChangeText[]>(ask)
  if (texts === null || texts.length === 0) return null
  return (
    <details className="proposed-yaml" open>
      <summary className="unfold">
        <ChevronRight size={14} aria-hidden="true" />
        {texts.length === 1 ? 'YAML' : `YAML of ${texts.length} policies`}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what has the focus */}
      <section className="proposed-yaml__text" aria-label="YAML" tabIndex={0}>
        <pre>{newFirst(texts).map(shown).join('---\n')}</pre>
      </section>
    </details>
  )
}

function newFirst(texts: readonly ChangeText[]): readonly ChangeText[] {
  const isNew = ({ kind }: ChangeText) => kind === 'create'
  return [...texts.filter(isNew), ...texts.filter((it) => !isNew(it))]
}

function shown({ kind, policy, after }: ChangeText): string {
  return kind === 'delete' ? `# ${policy} is deleted\n` : after
}
