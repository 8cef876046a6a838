import type { Edit } from '../model/edit'
import type { EditWithoutId } from '../model/explanation'
import type { EditId } from '../model/ids'
import { editId, fileId } from '../model/ids'
import type { Direction } from '../model/policy'
import type { FileId, ManifestFile } from '../model/text'
import type { Point, ScenarioOptions, Workspace } from '../model/workspace'
import { emptyWorkspace } from '../model/workspace'
import type { Slice } from './slice'

/** The one thing that is stored, undone and shared. Each action is one undo step. */
export interface WorkspaceSlice {
  readonly workspace: Workspace
  /**
   * Text that was pasted, dropped or opened, and the edits that came with it; what is there stays. A file of the same name and text
   * is not added twice.
   */
  readonly addFiles: (files: readonly NewFile[], edits?: readonly EditWithoutId[]) => void
  readonly editText: (id: FileId, text: string) => void
  readonly renameFile: (id: FileId, name: string) => void
  readonly removeFile: (id: FileId) => void
  readonly addEdits: (edits: readonly EditWithoutId[]) => void
  readonly addEdit: (edit: EditWithoutId) => void
  readonly removeEdit: (id: EditId) => void
  /** Some edits go and others come, as one step. */
  readonly exchangeEdits: (gone: readonly EditId[], added: readonly EditWithoutId[]) => void
  /** An edit that is switched off stays in the list, and nothing is derived from it. */
  readonly switchEdit: (id: EditId, on: boolean) => void
  /** At which side a block is to be cut; null leaves it to what costs least. */
  readonly cutBlock: (id: EditId, cut: Direction | null) => void
  readonly clearEdits: () => void
  /** The policy changes are in the files now, so the edits that asked for them are done; those that are switched off stay. */
  readonly receiveApplied: (files: readonly ManifestFile[]) => void
  /** A label that tells a workload apart is in the files now; the edits that it is for stay. */
  readonly receiveLabelled: (files: readonly ManifestFile[]) => void
  readonly changeOptions: (options: Partial<ScenarioOptions>) => void
  readonly moveNode: (id: string, to: Point) => void
  /** Forgets the places of nodes that were moved by hand. */
  readonly tidyUp: () => void
  readonly renameWorkspace: (title: string) => void
  /** Replaces everything: an example, a link, saved work. Undo brings the former work back. */
  readonly openWorkspace: (workspace: Workspace) => void
}

export type NewFile = Omit<ManifestFile, 'id'>

export const createWorkspaceSlice: Slice<WorkspaceSlice> = (set) => {
  const change = (patch: (workspace: Workspace) => Partial<Workspace>) =>
    set(({ workspace }) => ({
      workspace: { ...workspace, ...patch(workspace) },
    }))
  const changeFile = (id: FileId, patch: Partial<NewFile>) =>
    change(({ files }) => ({
      files: files.map((file) => (file.id === id ? { ...file, ...patch } : file)),
    }))

  return {
    workspace: emptyWorkspace,
    addFiles: (added, brought = []) =>
      change(({ files, edits }) => ({
        // What is the same stays the same list, so that nothing is worked out again for it.
        files: added.length === 0 ? files : withFiles(files, added),
        edits: brought.length === 0 ? edits : [...edits, ...withIds(brought, edits)],
      })),
    editText: (id, text) => changeFile(id, { text }),
    renameFile: (id, name) => changeFile(id, { name }),
    removeFile: (id) =>
      change(({ files }) => ({
        files: files.filter((file) => file.id !== id),
      })),
    addEdits: (added) => change(({ edits }) => ({ edits: [...edits, ...withIds(added, edits)] })),
    addEdit: (edit) => change(({ edits }) => ({ edits: [...edits, ...withIds([edit], edits)] })),
    switchEdit: (id, on) =>
      change(({ edits }) => ({ edits: edits.map((edit) => (edit.id === id ? switched(edit, on) : edit)) })),
    cutBlock: (id, cut) =>
      change(({ edits }) => ({ edits: edits.map((edit) => (edit.id === id ? cutAt(edit, cut) : edit)) })),
    removeEdit: (id) =>
      change(({ edits }) => ({
        edits: edits.filter((edit) => edit.id !== id),
      })),
    exchangeEdits: (gone, added) =>
      change(({ edits }) => ({
        edits: [...edits.filter(({ id }) => !gone.includes(id)), ...withIds(added, edits)],
      })),
    clearEdits: () => change(() => ({ edits: [] })),
    receiveApplied: (files) => change(({ edits }) => ({ files, edits: edits.filter(({ off }) => off) })),
    receiveLabelled: (files) => change(() => ({ files })),
    changeOptions: (patch) => change(({ options }) => ({ options: { ...options, ...patch } })),
    moveNode: (id, to) => change(({ positions }) => ({ positions: { ...positions, [id]: to } })),
    tidyUp: () => change(() => ({ positions: {} })),
    renameWorkspace: (title) => change(() => ({ title })),
    openWorkspace: (workspace) => set({ workspace }),
  }
}

function withFiles(files: readonly ManifestFile[], added: readonly NewFile[]): readonly ManifestFile[] {
  const fresh = added.filter((one) => !files.some((file) => file.name === one.name && file.text === one.text))
  const first = nextNumber(files.map((file) => file.id))
  return [...files, ...fresh.map((one, i) => ({ ...one, id: fileId(`f${first + i}`) }))]
}

function switched({ off: _, ...edit }: Edit, on: boolean): Edit {
  return on ? edit : { ...edit, off: true }
}

function cutAt(edit: Edit, cut: Direction | null): Edit {
  if (edit.kind !== 'block') return edit
  const { cut: _, ...block } = edit
  return cut === null ? block : { ...block, cut }
}

function withIds(added: readonly EditWithoutId[], edits: readonly Edit[]): readonly Edit[] {
  const first = nextNumber(edits.map(({ id }) => id))
  return added.map((edit, i) => ({ ...edit, id: editId(`e${first + i}`) }))
}

/** One more than the largest number in use; ids are a letter and a number. */
function nextNumber(ids: readonly string[]): number {
  return 1 + Math.max(0, ...ids.map((id) => Number(id.slice(1)) || 0))
}
