import { FileSearch, ListChecks, Pencil, Trash2, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { type PolicyId, policyOf } from '../../model/ids'
import type { DirectionFacts, PolicyFacts, RuleFacts } from '../../model/inspection'
import type { Direction } from '../../model/policy'
import type { Place } from '../../model/text'
import { Button } from '../controls/Button'
import { PolicyDialog } from '../panels/PolicyDialog'
import type { PolicyTask } from '../panels/PolicyMenu'
import { pastedId } from '../panels/pastedId'
import { useApp } from '../useApp'
import { counted, directionName } from '../words'
import { EndpointButtons } from './EndpointButtons'
import { RuleCard } from './RuleCard'
import { Sentence } from './Sentence'
import { usePolicyFacts } from './useFacts'
import './policyInspector.css'

/** One policy: whom it selects, what that isolates, and what each of its rules is good for. */
export function PolicyInspector({ id }: { readonly id: PolicyId }) {
  const answer = usePolicyFacts(id)
  const facts = answer?.facts ?? null
  const { namespace, name } = policyOf(id)
  return (
    <>
      <header className="inspector__head">
        <h2 className="inspector__title">{name}</h2>
        <p className="inspector__subtitle">
          NetworkPolicy in {namespace}
          {facts?.place === null && ', made by your edits'}
        </p>
        <Actions id={id} place={facts?.place ?? null} />
      </header>
      {answer === null && <p className="inspector__text">Asking…</p>}
      {answer !== null && facts === null && (
        <p className="inspector__text">It is not among the policies that are shown.</p>
      )}
      {facts && <Facts facts={facts} />}
    </>
  )
}

function Actions({ id, place }: { readonly id: PolicyId; readonly place: Place | null }) {
  const pasted = useApp((state) => pastedId(state.analysis?.changes ?? [], id))
  const jumpTo = useApp((state) => state.jumpTo)
  const [task, setTask] = useState<PolicyTask | null>(null)
  return (
    <div className="inspector__actions">
      {place && (
        <Button size="small" onClick={() => jumpTo(place)}>
          <FileSearch />
          Show YAML
        </Button>
      )}
      {pasted !== null && (
        <>
          <Button size="small" onClick={() => setTask('rules')}>
            <ListChecks />
            Switch rules…
          </Button>
          <Button size="small" onClick={() => setTask('rename')}>
            <Pencil />
            Rename…
          </Button>
          <Button size="small" onClick={() => setTask('delete')}>
            <Trash2 />
            Delete…
          </Button>
          {task && <PolicyDialog task={task} policy={pasted} onClose={() => setTask(null)} />}
        </>
      )}
    </div>
  )
}

function Facts({ facts }: { readonly facts: PolicyFacts }) {
  const { selector, selected, missing, directions, rules } = facts
  return (
    <>
      <section className="policy__selects" aria-label="Selects">
        <h3 className="flow-lists__direction">Selects {counted(selected.count, 'workload')}</h3>
        <Sentence parts={selector} />
        {missing && (
          <div className="policy__missing">
            <TriangleAlert size={14} strokeWidth={2.2} aria-hidden="true" />
            <Sentence parts={missing} />
          </div>
        )}
        <EndpointButtons endpoints={selected} label="Selected workloads" />
      </section>
      <Directions directions={directions} />
      {(['ingress', 'egress'] as const).map((direction) => (
        <Rules
          key={direction}
          direction={direction}
          rules={rules.filter((it) => it.direction === direction)}
        />
      ))}
    </>
  )
}

function Directions({ directions }: { readonly directions: readonly DirectionFacts[] }) {
  return (
    <dl className="gate-list policy__directions">
      {directions.map(({ direction, isIsolating, sentence }) => (
        <div key={direction} className="gate-list__gate" data-gate={isIsolating ? 'closed' : 'open'}>
          <dt>{directionName(direction)}</dt>
          <dd>
            <Sentence parts={sentence} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface RulesProps {
  readonly direction: Direction
  readonly rules: readonly RuleFacts[]
}

function Rules({ direction, rules }: RulesProps) {
  if (rules.length === 0) return null
  return (
    <section className="inspector__section" aria-label={`${directionName(direction)} rules`}>
      <h3 className="flow-lists__direction policy__rules-title">
        {directionName(direction)} rules
        <span className="policy__count">{ruleCountWords(rules)}</span>
      </h3>
      <ol className="inspector__list">
        {rules.map((rule) => (
          <RuleCard key={rule.position} rule={rule} />
        ))}
      </ol>
    </section>
  )
}

/** `3`, or with those that grant nothing: `3 rules, 1 grants nothing`, `1 rule, it grants nothing`. */
function ruleCountWords(rules: readonly RuleFacts[]): string {
  const idle = rules.filter(({ needed }) => needed === 0).length
  if (idle === 0) return `${rules.length}`
  const whole = counted(rules.length, 'rule')
  if (idle < rules.length) return `${whole}, ${counted(idle, 'grants', 'grant')} nothing`
  return `${whole}, ${rules.length === 1 ? 'it grants' : 'all grant'} nothing`
}
