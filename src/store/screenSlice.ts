import type { NodeId, ViewRequest } from '../model/graphView'
import type { EditId, EndpointId } from '../model/ids'
import { type Filters, type Look, type PathEnds, plainLook } from '../model/look'
import type { MatrixRequest } from '../model/matrix'
import { nothingSelected, type Selection } from '../model/selection'
import type { FileId, Place } from '../model/text'
import type { Workspace } from '../model/workspace'
import type { Slice } from './slice'

/** What is selected and how it is looked at. Not undoable; a link carries a part of it (`Look`). */
export interface ScreenSlice {
  readonly selection: Selection
  readonly mode: Look['mode']
  readonly show: Look['show']
  readonly filters: Filters
  readonly detail: ViewRequest['detail']
  readonly sight: ViewRequest['sight']
  readonly collapsed: ViewRequest['collapsed']
  /** Groups of the matrix that were folded or unfolded by hand. */
  readonly folded: MatrixRequest['folded']
  readonly showOpen: boolean
  readonly showUndeclaredPorts: boolean
  /** The ends of the path that the picture shows. */
  readonly pathEnds: Look['pathEnds']
  /** Whether the picture shows how far a break-in into what is selected goes, or from where somebody gets there. */
  readonly spread: 'onward' | 'inward' | null
  readonly openFile: FileId | null
  /** The place to show in the editor; a new object for every jump, so the same place can be jumped to twice. */
  readonly jump: { readonly place: Place } | null
  /** The panel with the manifests; a jump to a line opens it. */
  readonly isLeftOpen: boolean
  readonly leftTab: 'manifests' | 'resources' | 'edits'
  readonly bottomTab: 'changes' | 'problems'
  /** A sentence for the user, such as "The link is copied." Shown as a toast and announced. */
  readonly notice: Notice | null
  /** Whether this browser keeps the work: `failed` in private windows and when the storage is full. */
  readonly saving: 'idle' | 'saved' | 'failed'
  /** Work that was put aside when a link or an example address was opened, newest first; it can be gone back to. */
  readonly asides: readonly Workspace[]
  /** Edits that something on the screen points at: the others show what belongs to them. */
  readonly pointed: readonly EditId[]
  /** What the part of a manifest under the editor's cursor is about, while the editor has the focus: the canvas lights it. */
  readonly underCursor: UnderCursor | null
  readonly lookUnderCursor: (found: UnderCursor | null) => void
  readonly select: (selection: Selection) => void
  /** Takes a card into the selection, or out of it. */
  readonly toggleSelected: (id: EndpointId) => void
  readonly point: (edits: readonly EditId[]) => void
  readonly showAs: (show: Look['show']) => void
  readonly chooseMode: (mode: Look['mode']) => void
  readonly filter: (patch: Partial<Filters>) => void
  /** Where the canvas has been moved and zoomed to. */
  readonly look: (sight: Pick<ViewRequest, 'detail' | 'sight'>) => void
  readonly toggleCollapsed: (namespace: string, collapsed: boolean) => void
  /** Folds or unfolds all of them at once. */
  readonly collapseAll: (namespaces: readonly string[], collapsed: boolean) => void
  /** `namespace` is '' for what is outside the cluster. */
  readonly fold: (namespace: string, isFolded: boolean) => void
  readonly toggleOpen: () => void
  readonly toggleUndeclaredPorts: () => void
  readonly showPath: (ends: PathEnds | null) => void
  readonly showSpread: (spread: ScreenSlice['spread']) => void
  /** Looks at the scenario as a link says; the plain look for a scenario that comes without one. */
  readonly lookAs: (look: Look) => void
  readonly openInEditor: (file: FileId) => void
  readonly jumpTo: (place: Place) => void
  readonly openLeft: (isOpen: boolean) => void
  readonly chooseLeftTab: (tab: ScreenSlice['leftTab']) => void
  readonly chooseBottomTab: (tab: ScreenSlice['bottomTab']) => void
  readonly notify: (notice: Notice) => void
  readonly dismissNotice: () => void
  readonly receiveSaved: (saved: boolean) => void
  readonly receiveAsides: (asides: readonly Workspace[]) => void
}

/** `others` null: all flows of `ends`; else those between `ends` and `others`. */
export interface UnderCursor {
  readonly ends: readonly EndpointId[]
  readonly others: readonly EndpointId[] | null
}

export interface Notice {
  readonly tone: 'good' | 'bad' | 'plain'
  readonly text: string
  /** Text that could not be used, such as a link that is too long to copy: offered for copying by hand. */
  readonly detail?: string
  /** What there is to say one by one, such as what of a file could not be read, with its place. */
  readonly lines?: readonly string[]
}

const noEdits: readonly EditId[] = []

export const createScreenSlice: Slice<ScreenSlice> = (set) => ({
  ...plainLook,
  spread: null,
  pointed: noEdits,
  underCursor: null,
  lookUnderCursor: (underCursor) => set({ underCursor }),
  detail: 'workloads',
  sight: null,
  folded: {},
  openFile: null,
  jump: null,
  isLeftOpen: true,
  leftTab: 'manifests',
  bottomTab: 'changes',
  notice: null,
  saving: 'idle',
  asides: [],
  select: (selection) => set({ selection, spread: null }),
  toggleSelected: (id) => set(({ selection }) => ({ selection: toggled(selection, id), spread: null })),
  point: (edits) =>
    set(({ pointed }) =>
      isSameList(pointed, edits) ? {} : { pointed: edits.length === 0 ? noEdits : edits },
    ),
  showAs: (show) => set({ show }),
  chooseMode: (mode) => set({ mode }),
  filter: (patch) => set(({ filters }) => ({ filters: { ...filters, ...patch } })),
  look: ({ detail, sight }) => set({ detail, sight }),
  toggleCollapsed: (namespace, collapsed) =>
    set((state) => ({
      collapsed: { ...state.collapsed, [namespace]: collapsed },
    })),
  collapseAll: (namespaces, collapsed) =>
    set({ collapsed: Object.fromEntries(namespaces.map((namespace) => [namespace, collapsed])) }),
  fold: (namespace, isFolded) => set(({ folded }) => ({ folded: { ...folded, [namespace]: isFolded } })),
  toggleOpen: () => set((state) => ({ showOpen: !state.showOpen })),
  toggleUndeclaredPorts: () => set((state) => ({ showUndeclaredPorts: !state.showUndeclaredPorts })),
  showPath: (pathEnds) => set({ pathEnds, spread: null }),
  showSpread: (spread) => set({ spread }),
  lookAs: ({ mode, show, filters, selection, collapsed, showOpen, showUndeclaredPorts, pathEnds }) =>
    set({
      mode,
      show,
      filters,
      selection,
      collapsed,
      showOpen,
      showUndeclaredPorts,
      pathEnds,
      folded: {},
      spread: null,
    }),
  openInEditor: (openFile) => set({ openFile }),
  jumpTo: (place) => set({ jump: { place }, openFile: place.file, leftTab: 'manifests', isLeftOpen: true }),
  openLeft: (isLeftOpen) => set({ isLeftOpen }),
  chooseLeftTab: (leftTab) => set({ leftTab }),
  chooseBottomTab: (bottomTab) => set({ bottomTab }),
  notify: (notice) => set({ notice }),
  dismissNotice: () => set({ notice: null }),
  receiveSaved: (saved) => set({ saving: saved ? 'saved' : 'failed' }),
  receiveAsides: (asides) => set({ asides }),
})

/** Workloads that are selected, whether one or several. */
export function selectedEndpoints(selection: Selection): readonly EndpointId[] {
  if (selection.kind === 'several') return selection.ids
  return selection.kind === 'endpoint' ? [selection.id] : []
}

function toggled(selection: Selection, id: EndpointId): Selection {
  const before = selectedEndpoints(selection)
  const ids = before.includes(id) ? before.filter((it) => it !== id) : [...before, id]
  const [first, ...others] = ids
  if (first === undefined) return nothingSelected
  return others.length === 0 ? { kind: 'endpoint', id: first } : { kind: 'several', ids }
}

function isSameList(a: readonly EditId[], b: readonly EditId[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i])
}

/** The node whose own flows are drawn in full. */
export function selectFocus(state: ScreenSlice): NodeId | null {
  const { selection } = state
  if (selection.kind === 'endpoint') return selection.id
  if (selection.kind === 'namespace') return `ns:${selection.name}`
  return null
}

/** How the scenario is looked at, as a link carries it. */
export function selectLook(state: ScreenSlice): Look {
  const { mode, show, filters, selection, collapsed, showOpen, showUndeclaredPorts, pathEnds } = state
  return { mode, show, filters, selection, collapsed, showOpen, showUndeclaredPorts, pathEnds }
}
