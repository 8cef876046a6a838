import { ListFilter } from 'lucide-react'
import { Popover } from 'radix-ui'
import { noFilters } from '../../model/look'
import { Button } from '../controls/Button'
import { giveFocusBack } from '../controls/giveFocusBack'
import '../controls/popover.css'
import { useApp } from '../useApp'
import { CheckRow } from './CheckRow'
import { filterParts, flowFilters, isUnfiltered } from './filterParts'
import { NamespaceFilter } from './NamespaceFilter'
import { PortFilter } from './PortFilter'
import { SelectorFilter } from './SelectorFilter'
import './filterPopover.css'

/** Where the focus goes when a filter is taken away. */
export const filterButtonId = 'picture-filters'

/** The button that opens all filters, with how many are in force. */
export function FilterPopover() {
  const count = useApp((state) => filterParts(state.filters).length)
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button
          id={filterButtonId}
          className="picture-bar__filter"
          aria-label={count === 0 ? 'Filter' : `Filter, ${count} in force`}
        >
          <ListFilter />
          <span className="picture-bar__filter-word">Filter</span>
          {count > 0 && <span className="picture-bar__count">{count}</span>}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover filter-popover"
          aria-label="Filters"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => giveFocusBack(event, document.getElementById(filterButtonId))}
        >
          <div className="filter-popover__parts">
            <NamespaceFilter />
            <SelectorFilter />
            <PortFilter />
            <KindFilter />
          </div>
          <Outcome />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function KindFilter() {
  const kinds = useApp((state) => state.filters.kinds)
  const filter = useApp((state) => state.filter)
  return (
    <fieldset className="filter-part">
      <legend className="filter-part__title">Only these flows</legend>
      <div className="filter-popover__kinds">
        {flowFilters.map(({ kind, words }) => (
          <CheckRow
            key={kind}
            label={words}
            checked={kinds.includes(kind)}
            onChange={(on) => filter({ kinds: on ? [...kinds, kind] : kinds.filter((it) => it !== kind) })}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** How many workloads meet the filters, said again whenever that changes. */
function Outcome() {
  const filtered = useApp((state) => state.analysis?.graph.filtered)
  const filters = useApp((state) => state.filters)
  const filter = useApp((state) => state.filter)
  const { matching, of } = filtered ?? { matching: 0, of: 0 }
  return (
    <div className="filter-popover__outcome">
      <p role="status" aria-label="Workloads that meet the filters">
        {matching === of ? `All ${of} workloads` : `${matching} of ${of} workloads`}
      </p>
      <Button size="small" disabled={isUnfiltered(filters)} onClick={() => filter(noFilters)}>
        Clear filters
      </Button>
    </div>
  )
}
