import { FileText, GitCompareArrows, type LucideIcon, TextSearch, Waypoints } from 'lucide-react'
import type { PanelSide } from '../../store/preferencesSlice'
import { useApp, useAppContext } from '../useApp'
import { isPanelOpen, openPanel, panelSides } from './panelStates'

interface PhoneTab {
  readonly side: PanelSide | null
  readonly label: string
  readonly icon: LucideIcon
}

const tabs: readonly PhoneTab[] = [
  { side: 'left', label: 'Manifests', icon: FileText },
  { side: null, label: 'Picture', icon: Waypoints },
  { side: 'right', label: 'Details', icon: TextSearch },
  { side: 'bottom', label: 'Changes', icon: GitCompareArrows },
]

/** On a phone: one part of the screen at a time. */
export function PhoneTabs() {
  const { store } = useAppContext()
  const shown = useApp((state) => panelSides.find((side) => isPanelOpen(state, side)) ?? null)
  const changes = useApp((state) => state.analysis?.changes.length ?? 0)
  const choose = (wanted: PanelSide | null) => {
    for (const side of panelSides)
      if (isPanelOpen(store.getState(), side) !== (side === wanted))
        openPanel(store.getState(), side, side === wanted)
  }
  return (
    <nav className="phone-tabs" aria-label="Parts of the screen">
      {tabs.map(({ side, label, icon: Icon }) => (
        <button
          key={label}
          type="button"
          className="phone-tabs__tab"
          aria-current={side === shown}
          data-toggles={side ?? undefined}
          onClick={() => choose(side)}
        >
          <Icon size={18} aria-hidden="true" />
          <span>
            {label}
            {side === 'bottom' && changes > 0 && <span className="phone-tabs__count"> {changes}</span>}
          </span>
        </button>
      ))}
    </nav>
  )
}
