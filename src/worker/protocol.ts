// Types only: this file is the one thing both threads import, and it must cost no bytes.
// Every payload is a structured-clonable value: no classes, no functions, no React nodes.
import type { BlockWayTexts } from '../model/blockWays'
import type { ConnectionSet } from '../model/connections'
import type { Edit, EditEnd, EditOutcome, FlowChange, PodLabel } from '../model/edit'
import type { EditWithoutId, Explanation } from '../model/explanation'
import type { FlowEdge, GraphView, ViewRequest } from '../model/graphView'
import type { EditId, EndpointId, PolicyId } from '../model/ids'
import type { NamespaceFacts, PolicyFacts, Standing } from '../model/inspection'
import type { Keepable, KeepOffers } from '../model/keepable'
import type { Matrix, MatrixRequest, MatrixSight } from '../model/matrix'
import type { Outlook } from '../model/outlook'
import type { Path } from '../model/path'
import type { TemplateOffer } from '../model/policyWish'
import type { IsolatingPolicy, Preview } from '../model/preview'
import type { SelectorMatches, SelectorPart } from '../model/selectorMatches'
import type { SharedFile } from '../model/shared'
import type {
  ChangeText,
  EditEffect,
  EndpointSummary,
  PlacedLabelOffer,
  ResourceSummary,
  RuleSummary,
} from '../model/summary'
import type { Diagnostic, FileId, ManifestFile } from '../model/text'
import type { Vocabulary } from '../model/vocabulary'
import type { ScenarioOptions } from '../model/workspace'

/** What everything in the worker is computed from. */
export interface Scenario {
  readonly files: readonly ManifestFile[]
  readonly edits: readonly Edit[]
  readonly options: ScenarioOptions
}

/** What goes in and what comes out. The worker's handler table is typed by this, so none can be missed. */
export interface Methods {
  /** Reads, evaluates and draws. Never a failure: unreadable documents become diagnostics and the rest is still analysed. */
  analyse: {
    params: { scenario: Scenario; view: ViewRequest }
    result: Analysis
  }
  /** Another picture of the same, for somewhere else than the screen. */
  drawing: {
    params: { scenario: Scenario; view: ViewRequest }
    result: GraphView
  }
  /** The lines of the matrix, and the cells of a part of it. */
  matrix: {
    params: { scenario: Scenario; request: MatrixRequest; sight: MatrixSight }
    result: Matrix
  }
  /** The whole matrix as CSV; null when it has too many cells for that. */
  matrixCsv: {
    params: { scenario: Scenario; request: MatrixRequest }
    result: { text: string | null }
  }
  /** What the edits come to, which is known before the picture is drawn. */
  derive: {
    params: { scenario: Scenario }
    result: Derivation
  }
  /** Why, or why not. Null when an end is not in the manifests. `connections`: only these are in question. */
  explain: {
    params: {
      scenario: Scenario
      show: 'baseline' | 'draft'
      from: EndpointId
      to: EndpointId
      connections: ConnectionSet | null
    }
    result: Explanation | null
  }
  /** All flows of one endpoint, in both directions. */
  flows: {
    params: {
      scenario: Scenario
      show: 'baseline' | 'draft'
      endpoint: EndpointId
    }
    result: EndpointFlows | null
  }
  /** The flows that one drawn arrow stands for; `everyPort`: also those on ports that nobody declares. */
  bundleFlows: {
    params: {
      scenario: Scenario
      show: 'baseline' | 'draft'
      edge: Pick<FlowEdge, 'from' | 'to' | 'kind'>
      everyPort: boolean
    }
    result: { readonly count: number; readonly rows: readonly Flow[] }
  }
  /** How far a break-in goes from one endpoint, who gets to it, and what it is exposed to. Null when it is not in the manifests. */
  outlook: {
    params: {
      scenario: Scenario
      show: 'baseline' | 'draft'
      endpoint: EndpointId
    }
    result: Outlook | null
  }
  /** How one endpoint gets to another over others, or where that stops. Null when an end is not in the manifests. */
  path: {
    params: {
      scenario: Scenario
      show: 'baseline' | 'draft'
      from: EndpointId
      to: EndpointId
    }
    result: Path | null
  }
  /** What there would not be without one edit. Null when it is not among the scenario's edits, or is switched off. */
  effect: {
    params: { scenario: Scenario; edit: EditId }
    result: EditEffect | null
  }
  /** All ways to make one block true, with what each does, costs and takes along. None for any other edit. */
  blockWays: {
    params: { scenario: Scenario; edit: EditId }
    result: BlockWayTexts
  }
  /** What another list of edits would change of the draft that the scenario's own edits make, before anybody accepts it. */
  preview: {
    params: { scenario: Scenario; proposed: readonly Edit[] }
    result: Preview
  }
  /** The flows of the draft that another list of edits would stop, a pair a row; of those whose ends' ids hold the filter. */
  keepable: {
    params: { scenario: Scenario; proposed: readonly Edit[]; filter: string }
    result: Keepable
  }
  /** Edits that would keep many of the flows that another list of edits would stop. */
  keepOffers: {
    params: { scenario: Scenario; proposed: readonly Edit[] }
    result: KeepOffers
  }
  /** The policy changes that the new edits of another list would make, as text. */
  proposedTexts: {
    params: { scenario: Scenario; proposed: readonly Edit[] }
    result: readonly ChangeText[]
  }
  /** The templates that policies can be made from, for one namespace. */
  templates: {
    params: { scenario: Scenario; namespace: string }
    result: readonly TemplateOffer[]
  }
  /** The rules of a policy as pasted. Null when it is not in the manifests. */
  policyRules: {
    params: { scenario: Scenario; policy: PolicyId }
    result: readonly RuleSummary[] | null
  }
  /** What a policy selects and isolates, and what each of its rules grants. Null when it is not among the policies that are shown. */
  policyFacts: {
    params: { scenario: Scenario; show: 'baseline' | 'draft'; policy: PolicyId }
    result: PolicyFacts | null
  }
  /** The policies and Services at a workload, and what its two sides let through. Null for what is none. */
  standing: {
    params: { scenario: Scenario; show: 'baseline' | 'draft'; endpoint: EndpointId }
    result: Standing | null
  }
  /** Who of a namespace is isolated, and with whom it exchanges something. Null when it is not in the manifests. */
  namespaceFacts: {
    params: { scenario: Scenario; show: 'baseline' | 'draft'; namespace: string }
    result: NamespaceFacts | null
  }
  /** The policies that isolate an end in the draft. */
  isolatedBy: {
    params: { scenario: Scenario; end: EditEnd }
    result: readonly IsolatingPolicy[]
  }
  /** The labels, namespaces and ports of the cluster as pasted, to choose from. */
  vocabulary: {
    params: { scenario: Scenario }
    result: Vocabulary
  }
  /** Whom a part of the policy that stands at an offset of a file stands for. Null when no policy that was read stands there. */
  selectorMatches: {
    params: { scenario: Scenario; file: FileId; offset: number; part: SelectorPart }
    result: SelectorMatches | null
  }
  /** The files with the policy changes of all edits folded in; every other byte as it was. */
  apply: {
    params: { scenario: Scenario }
    result: { files: readonly ManifestFile[] }
  }
  /** The files with a label added to the pods of a workload; null where no text allows it. Every other byte as it was. */
  addLabel: {
    params: { scenario: Scenario; workload: EndpointId; label: PodLabel }
    result: { files: readonly ManifestFile[] } | null
  }
  /** YAML to copy or download: only the changed policies, all policies of the draft, or the edits themselves. */
  exportYaml: {
    params: { scenario: Scenario; what: 'changes' | 'allPolicies' | 'edits' }
    result: { text: string }
  }
  /** The files as a link carries them, and how many documents could not be read and are left out. */
  minimise: {
    params: { scenario: Scenario }
    result: { files: readonly SharedFile[]; leftOut: number }
  }
  /** The files of a link as text again. `files` get ids by position. */
  restore: {
    params: { files: readonly SharedFile[] }
    result: { files: readonly ManifestFile[] }
  }
  /** The edits that files bring, which are among all files of the workspace to be. Files without any are left out of the answer. */
  readEdits: {
    params: {
      files: readonly ManifestFile[]
      options: ScenarioOptions
      of: readonly FileId[]
    }
    result: readonly BroughtEdits[]
  }
  /** A large file or pasted text, reduced to a snapshot. The bytes of a file are handed over. */
  readDump: {
    params: { name: string; content: ArrayBuffer | string }
    result: { name: string; text: string; snapshot: { bytes: number } }
  }
}

/** The part of an analysis that edits change and that is no picture. */
export type Derivation = Pick<Analysis, 'outcomes' | 'labelOffers' | 'changes' | 'impact'>

export interface Analysis {
  readonly diagnostics: readonly Diagnostic[]
  readonly resources: ResourceSummary
  readonly endpoints: readonly EndpointSummary[]
  readonly graph: GraphView
  readonly outcomes: readonly EditOutcome[]
  readonly labelOffers: readonly PlacedLabelOffer[]
  readonly changes: readonly ChangeText[]
  readonly impact: ImpactSummary
  /** Milliseconds per phase. */
  readonly timings: {
    readonly read: number
    readonly evaluate: number
    readonly synthesise: number
    readonly view: number
  }
}

/** What a file says is to be edited. `isWhole`: it holds nothing else, so it is no manifest. */
export interface BroughtEdits {
  readonly file: FileId
  readonly isWhole: boolean
  readonly edits: readonly EditWithoutId[]
  /** By place: what could not be read, and how names were understood. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Lists are cut at 200 rows; the counts are not. */
export interface ImpactSummary {
  readonly added: FlowList
  readonly removed: FlowList
  readonly collateralAdded: FlowList
  readonly collateralRemoved: FlowList
  readonly collateralKept: FlowList
}

export interface FlowList {
  readonly count: number
  readonly rows: readonly FlowChange[]
}

export interface EndpointFlows {
  readonly endpoint: EndpointId
  readonly incoming: readonly Flow[]
  readonly outgoing: readonly Flow[]
}

/** One pair with a nonempty allowed or half-open part. */
export interface Flow {
  readonly from: EndpointId
  readonly to: EndpointId
  readonly kind: 'rules' | 'open' | 'half'
  readonly connections: ConnectionSet
}

export interface Call<M extends keyof Methods> {
  readonly id: number
  readonly method: M
  readonly params: Posted<Methods[M]['params']>
}

/** A scenario crosses the thread only when it is another one than in the call before; else null stands for it, or for its files alone. */
export type Posted<Params> = {
  readonly [K in keyof Params]: K extends 'scenario' ? PostedScenario | null : Params[K]
}

export interface PostedScenario extends Omit<Scenario, 'files'> {
  readonly files: Scenario['files'] | null
}

export type Request = { [M in keyof Methods]: Call<M> }[keyof Methods]

/** What the worker says of a question: how far it is, any number of times, and then its answer. */
export type Reply =
  | { readonly id: number; readonly kind: 'progress'; readonly progress: Progress }
  | {
      readonly id: number
      readonly kind: 'done'
      readonly result: Methods[keyof Methods]['result']
    }
  /** A result that may hold many objects: a thread would need long to copy them, and the other to make them anew. */
  | { readonly id: number; readonly kind: 'packed'; readonly packed: Packed }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }

/** A plain value of any number of objects as typed arrays, which are transferred. `packed.ts` makes and reads it. */
export interface Packed {
  /** Nothing that was packed before is referred to any more. */
  readonly fresh: boolean
  /** Which value it is; the others describe the parts of it that were not packed before. */
  readonly root: number
  /** New strings one behind the other, and where each ends. */
  readonly text: string
  readonly ends: Uint32Array<ArrayBuffer>
  readonly numbers: Float64Array<ArrayBuffer>
  /** New lists and records, each by its parts. */
  readonly words: Uint32Array<ArrayBuffer>
}

/** What the worker is at. `scan` is of a dropped file, in bytes; `read` of the manifests, in documents; `answer` of anything that does not say how far it is. */
export type Progress =
  | { readonly phase: 'scan' | 'read'; readonly done: number; readonly of: number }
  | { readonly phase: 'synthesise' | 'evaluate' | 'view' | 'answer' }

/**
 * The answer to one call. A newer call of the same method makes an unanswered one `superseded`; `cancel` makes it `cancelled`; a dead
 * worker is restarted and says `failed`.
 */
export type Outcome<M extends keyof Methods> =
  | { readonly kind: 'done'; readonly result: Methods[M]['result'] }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string }

/** The worker as the main thread sees it; never rejects. */
export interface WorkerClient {
  readonly call: <M extends keyof Methods>(method: M, params: Methods[M]['params']) => Promise<Outcome<M>>
  /** Stops the question that is being answered, and withdraws those that wait. */
  readonly cancel: () => void
  /** Says how far the worker is with a question that takes long, and null when it is done with it. */
  readonly watch: (listener: (progress: Progress | null) => void) => void
}
