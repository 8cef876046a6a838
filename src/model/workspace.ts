import type { Edit } from './edit'
import type { ManifestFile } from './text'

/** What is stored, undoable and shared. Everything else on the screen is a pure function of it. */
export interface Workspace {
  /** Shown in the header and in links: "Three-tier shop". */
  readonly title: string
  readonly files: readonly ManifestFile[]
  readonly edits: readonly Edit[]
  readonly options: ScenarioOptions
  /** Where the user moved a node, relative to its frame; by node id. Others are laid out. */
  readonly positions: Readonly<Record<string, Point>>
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Where Kubernetes leaves a choice to the network plugin (SEMANTICS 1, 15, 17), and how the user wants changes made. */
export interface ScenarioOptions {
  readonly ipBlockMatchesPods: 'knownIp' | 'never'
  readonly hostNetworkPods: 'outsidePolicies' | 'ordinary'
  /** For objects without `metadata.namespace`. */
  readonly defaultNamespace: string
  /** The policies that are there stay as they are: what edits need comes as new policies beside them, or not at all. */
  readonly onlyNewPolicies: boolean
}

export const defaultOptions: ScenarioOptions = {
  ipBlockMatchesPods: 'knownIp',
  hostNetworkPods: 'outsidePolicies',
  defaultNamespace: 'default',
  onlyNewPolicies: false,
}

export const emptyWorkspace: Workspace = {
  title: '',
  files: [],
  edits: [],
  options: defaultOptions,
  positions: {},
}

/** The part of the workspace that verdicts follow from; its parts keep their identity while nothing changes. */
export type ScenarioParts = Pick<Workspace, 'files' | 'edits' | 'options'>

/** Compares by identity: every change of the workspace makes new arrays. */
export function isSameScenario(a: ScenarioParts, b: ScenarioParts): boolean {
  return a.files === b.files && a.edits === b.edits && a.options === b.options
}
