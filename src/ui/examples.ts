import { examples } from '../examples/examples'
import { fileId } from '../model/ids'
import { emptyWorkspace, type Workspace } from '../model/workspace'
import type { AppState } from '../store/appStore'

/** What menus and the start page say about each example. */
export const exampleList: readonly Example[] = examples

interface Example {
  readonly id: string
  readonly title: string
  /** One sentence: what to notice. */
  readonly notice: string
}

/** The example on the screen, as long as nothing about it was changed: what it says to notice is not true for long. */
export function selectUntouchedExample({ workspace: { title, files, edits } }: AppState): Example | null {
  const example = examples.find((it) => it.title === title)
  if (!example || edits.length > 0 || files.length !== example.files.length) return null
  return example.files.every(({ text }, i) => text === files[i]?.text) ? example : null
}

/** An example as a workspace of its own; undefined for an id that no example has. */
export function workspaceOfExample(id: string): Workspace | undefined {
  const example = examples.find((it) => it.id === id)
  if (!example) return undefined
  const files = example.files.map(({ name, text }, i) => ({ id: fileId(`f${i + 1}`), name, text }))
  return { ...emptyWorkspace, title: example.title, files }
}
