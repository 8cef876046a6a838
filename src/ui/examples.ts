import { examples } from '../examples/examples'
import { fileId } from '../model/ids'
import type { Workspace } from '../model/workspace'
import { emptyWorkspace } from '../model/workspace'

/** What menus and the start page say about each example. */
export const exampleList: readonly {
  readonly id: string
  readonly title: string
  /** One sentence: what to notice. */
  readonly notice: string
}[] = examples

/** An example as a workspace of its own; undefined for an id that no example has. */
export function workspaceOfExample(id: string): Workspace | undefined {
  const example = examples.find((it) => it.id === id)
  if (!example) return undefined
  const files = example.files.map(({ name, text }, i) => ({ id: fileId(`f${i + 1}`), name, text }))
  return { ...emptyWorkspace, title: example.title, files }
}
