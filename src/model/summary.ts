/** Short facts about the cluster for lists, choosers and counts. */
import type { ContainerPort } from './cluster'
import type { ConnectionSet } from './connections'
import type { FlowChange, LabelOffer } from './edit'
import type { EditId, EndpointId, PolicyId } from './ids'
import type { Direction } from './policy'
import type { Place } from './text'

export interface ResourceSummary {
  readonly documents: number
  readonly namespaces: number
  readonly workloads: number
  readonly pods: number
  readonly services: number
  readonly policies: readonly PolicySummary[]
  /** Kinds that are not read, such as ConfigMap or Secret, with how many there were. */
  readonly skipped: readonly {
    readonly kind: string
    readonly count: number
  }[]
  /** Pods in phase Succeeded or Failed: they have no traffic (SEMANTICS 13). */
  readonly finishedPods: number
}

export interface PolicySummary {
  readonly id: PolicyId
  readonly policyTypes: readonly Direction[]
  readonly selects: number
  readonly place: Place | null
}

/** One rule of a policy, for a list of its rules. */
export interface RuleSummary {
  readonly direction: Direction
  /** 0-based in its direction. */
  readonly position: number
  /** `web may call db on TCP 5432` */
  readonly words: string
  /** The policy does not have this direction among its types, so the rule does nothing (SEMANTICS 2). */
  readonly isInert: boolean
}

/** One line of the chooser "Allow to…". */
export interface EndpointSummary {
  readonly id: EndpointId
  readonly namespace: string
  readonly name: string
  readonly variant: string
  readonly workloadKind: string
  readonly labels: Readonly<Record<string, string>>
  readonly ports: readonly ContainerPort[]
  readonly suggestions: readonly PortSuggestion[]
  readonly place: Place
}

/** Ports to propose when a flow to this workload is drawn. */
export interface PortSuggestion {
  readonly connections: ConnectionSet
  /** `TCP 8080` */
  readonly label: string
  /** `container port "http"`, `Service web, port 80` */
  readonly why: string
}

/** A policy change as text. */
export interface ChangeText {
  readonly kind: 'create' | 'replace' | 'delete'
  readonly policy: PolicyId
  /** Its id as pasted, where an edit gives it another name. */
  readonly renamedFrom?: PolicyId
  /** The file it stands in, or the name of the file that Apply will add it to. */
  readonly file: string
  readonly lines: readonly DiffLine[]
  /** The edits that wanted it. */
  readonly edits: readonly EditId[]
  /** The whole policy after the change as one YAML document; empty when deleted. */
  readonly after: string
}

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** A label that would tell a workload apart, with where it belongs: the labels of its owner's pod template first. None in a snapshot. */
export interface PlacedLabelOffer extends LabelOffer {
  readonly places: readonly Place[]
}

/** What there would not be without one edit, all others as they are. */
export interface EditEffect {
  readonly edit: EditId
  /** Ordered pairs of endpoints that exchange more because of it, and less. */
  readonly added: number
  readonly removed: number
  /** The first of these pairs. */
  readonly flows: readonly FlowChange[]
  /** Policies that only this edit touches, and rules that only it needs. */
  readonly policies: number
  readonly rules: number
  /** Peers that only it needs in rules that are there anyhow. */
  readonly peers: number
  /** Its own lines of the changes. A line that several edits want alike is none's own. */
  readonly lines: readonly OwnLines[]
  /** Of a block: how many ways there are to make it true beside the one that is taken. */
  readonly otherWays?: number
}

/** Lines of the text of one policy change, by their position in it. */
export interface OwnLines {
  readonly policy: PolicyId
  readonly at: readonly number[]
}
