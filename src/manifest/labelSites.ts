import type { Workload } from '../model/cluster'
import type { FileId, ManifestFile } from '../model/text'
import type { ScenarioOptions } from '../model/workspace'
import type { ControllerFact, InNamespace, PodFact } from './facts'
import { factIn } from './move'
import { type OwnedPods, ownedPods } from './owners'
import type { ReadMemo } from './read'
import { type DocumentPart, splitDocuments } from './split'

/** An object of the manifests whose text says which labels some pods have. */
export interface LabelSite {
  readonly file: FileId
  readonly document: number
  readonly part: DocumentPart
  readonly fact: Carrier
}

type Carrier = InNamespace<ControllerFact> | InNamespace<PodFact>

/**
 * Where the labels of a workload's pods stand: in its owner's pod template, and in the pods that are listed; without an owner in the
 * templates of its ReplicaSets or Jobs. None where the workload comes from a snapshot, which has no text that anybody edits. Total;
 * linear in the documents, which `memo` mostly knows.
 */
export function labelSites(
  files: readonly ManifestFile[],
  options: ScenarioOptions,
  workload: Workload,
  memo: ReadMemo,
): readonly LabelSite[] {
  const file = files.find(({ id }) => id === workload.place.file)
  if (file === undefined || file.snapshot) return []
  const sites = new Map(
    files
      .filter(({ snapshot }) => !snapshot)
      .flatMap((it) => sitesIn(it, options, memo))
      .filter(({ fact }) => fact.namespace === workload.namespace)
      // Of two objects with one name the later counts (SEMANTICS 11).
      .map((site) => [keyOf(site.fact), site]),
  )
  const facts = [...sites.values()].map(({ fact }) => fact)
  const groups = ownedPods(
    facts.filter((fact) => fact.kind === 'controller'),
    facts.filter((fact) => fact.kind === 'pod'),
  )
  const own = groups.find((it) => it.workloadKind === workload.workloadKind && it.name === workload.name)
  return own === undefined ? [] : carriersOf(own).flatMap((fact) => sites.get(keyOf(fact)) ?? [])
}

function sitesIn(file: ManifestFile, options: ScenarioOptions, memo: ReadMemo): readonly LabelSite[] {
  return splitDocuments(file.text).flatMap((part, document) =>
    memo.decode(part.text).facts.flatMap((found): readonly LabelSite[] => {
      if (found.kind !== 'controller' && found.kind !== 'pod') return []
      const namespace = found.namespace ?? options.defaultNamespace
      const fact: Carrier = { ...factIn({ ...part, file: file.id, document }, found), namespace }
      return [{ file: file.id, document, part, fact }]
    }),
  )
}

function carriersOf({ owner, between, pods }: OwnedPods): readonly Carrier[] {
  const templates = owner ? [owner] : pods.length > 0 ? [] : between
  return [...templates, ...pods]
}

function keyOf(fact: Carrier): string {
  return fact.kind === 'pod' ? `Pod/${fact.name}` : `${fact.workloadKind}/${fact.name}`
}
