import { Command } from 'cmdk'
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { selectEndpoints } from '../../store/analysisSlice'
import { useApp } from '../useApp'
import { type CompletionOption, completeSelector, labelCounts } from './selectorCompletion'
import { useProblem } from './useProblem'

/** A label selector as `kubectl -l` takes it. While it is written, the keys and values that the cluster has are offered. */
export function SelectorFilter() {
  const id = useId()
  const endpoints = useApp(selectEndpoints)
  const selector = useApp((state) => state.filters.selector)
  const filter = useApp((state) => state.filter)
  const problem = useProblem('selector')
  const labels = useMemo(() => labelCounts(endpoints), [endpoints])
  // Null: nothing is offered, because nobody writes here or Escape was pressed.
  const [caret, setCaret] = useState<number | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const goal = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (goal.current !== null) field.current?.setSelectionRange(goal.current, goal.current)
    goal.current = null
  })
  const { from, to, options } =
    caret === null ? { from: 0, to: 0, options: [] } : completeSelector(selector, caret, labels)
  const take = ({ inserted }: CompletionOption) => {
    goal.current = from + inserted.length
    setCaret(goal.current)
    filter({ selector: selector.slice(0, from) + inserted + selector.slice(to) })
    field.current?.focus()
  }
  const followCaret = (event: React.SyntheticEvent<HTMLInputElement>) =>
    setCaret(event.currentTarget.selectionStart)
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== 'Escape' || options.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    setCaret(null)
  }
  return (
    <Command className="filter-part" shouldFilter={false} loop label="Pods with labels" onKeyDown={onKeyDown}>
      <span className="filter-part__title" aria-hidden="true">
        Pods with labels
      </span>
      <Command.Input
        ref={field}
        className="field filter-part__code"
        value={selector}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-hint`}
        onValueChange={(value) => filter({ selector: value })}
        onInput={followCaret}
        onClick={followCaret}
        onBlur={() => setCaret(null)}
      />
      <Command.List
        className="filter-part__options"
        data-empty={options.length === 0}
        label="Labels in this cluster"
      >
        {options.map((option) => (
          <Command.Item
            key={option.text}
            className="filter-part__option"
            value={option.text}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onSelect={() => take(option)}
          >
            <span className="filter-part__option-text">{option.text}</span>
            <span className="filter-part__option-count">{option.workloads}</span>
          </Command.Item>
        ))}
      </Command.List>
      <p className="filter-part__hint" id={`${id}-hint`} data-problem={problem !== null}>
        {problem ?? 'As kubectl -l takes it: app=web,tier in (a, b),!canary.'}
      </p>
    </Command>
  )
}
