import { Segmented } from '../controls/Segmented'
import { useApp } from '../useApp'
import { FilterChips } from './FilterChips'
import { FilterPopover } from './FilterPopover'
import { HiddenFlows } from './HiddenFlows'
import { MeetingToo } from './MeetingToo'
import { NothingMatches } from './NothingMatches'
import { TextFilter } from './TextFilter'
import './pictureBar.css'

const modes = [
  { value: 'graph', label: 'Graph' },
  { value: 'matrix', label: 'Matrix' },
] as const

const shows = [
  { value: 'baseline', label: 'Before' },
  { value: 'draft', label: 'After' },
  { value: 'difference', label: 'Difference' },
] as const

/** Above graph and matrix: which of the two, what of the cluster, and whose policies answer. What it says holds for both. */
export function PictureBar() {
  const mode = useApp((state) => state.mode)
  const chooseMode = useApp((state) => state.chooseMode)
  const show = useApp((state) => state.show)
  const showAs = useApp((state) => state.showAs)
  const hasEdits = useApp((state) => state.workspace.edits.length > 0)
  return (
    <section className="picture-bar" aria-label="View">
      <div className="picture-bar__row">
        <Segmented label="Shown as" value={mode} options={modes} onChange={chooseMode} />
        <div className="picture-bar__filters">
          <TextFilter />
          <FilterPopover />
        </div>
        <div className="picture-bar__shown picture-bar__hidden" data-edits={hasEdits && mode === 'graph'}>
          <HiddenFlows />
        </div>
        {hasEdits && (
          <div className="picture-bar__show">
            <Segmented label="Picture" value={show} options={shows} onChange={showAs} />
          </div>
        )}
        <div className="picture-bar__shown picture-bar__chips">
          <FilterChips />
          <MeetingToo />
        </div>
      </div>
      <NothingMatches />
    </section>
  )
}
