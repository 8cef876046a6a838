/** What a link holds: the workspace, minimised to what evaluation, synthesis and display read. Never Secrets, env, commands or annotations. */
import type { Edit } from './edit'
import type { Point, ScenarioOptions } from './workspace'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export interface SharedFile {
  readonly name: string
  /** Minimal Kubernetes objects, in their order. */
  readonly objects: readonly Json[]
}

export interface SharedScenario {
  readonly title: string
  readonly files: readonly SharedFile[]
  readonly edits: readonly Edit[]
  readonly options: ScenarioOptions
  readonly positions: Readonly<Record<string, Point>>
}
