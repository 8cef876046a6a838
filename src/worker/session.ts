import type { ServicesByWorkload } from '../engine/servicePorts'
import { explain } from '../explain/explain'
import { outlook } from '../explain/outlook'
import { policyYaml } from '../export/policyYaml'
import { applyChanges } from '../manifest/applyChanges'
import { minimise, restore } from '../manifest/minimise'
import { createReadMemo, type Reading, type ReadMemo, read } from '../manifest/read'
import { readDump } from '../manifest/readDump'
import type { Edit } from '../model/edit'
import { defaultOptions } from '../model/workspace'
import { editsYaml } from '../notation/editsYaml'
import { rememberedOf } from '../sets/remembered'
import { templateOffers } from '../synthesis/templateOffers'
import { endpointFlows } from '../view/flows'
import { type PreparedFlows, prepareFlows } from '../view/prepareFlows'
import { endpointSummaries, policySummaries } from '../view/summaries'
import { blockWayTexts, effectWithWays } from './blockWayTexts'
import { bytesOf } from './bytesOf'
import { derive } from './derive'
import { createDrawing, type Drawing } from './drawing'
import type { Derived } from './effect'
import { type Evaluated, evaluateScenario } from './evaluate'
import { inspectionHandlers } from './inspection'
import { keepable, offersToKeep } from './keepable'
import { labelled } from './labelling'
import { createMatrixAnswers } from './matrixAnswers'
import { policyRules } from './policyRules'
import { preview } from './preview'
import { proposedTexts } from './proposedTexts'
import type { Analysis, Methods, Posted, PostedScenario, Progress, Request, Scenario } from './protocol'
import { readEdits } from './readEdits'
import { writingHandlers } from './writing'

export interface Session {
  /** `onProgress` is told what the session is at, as often as it has something to say. */
  readonly answer: (
    request: Request,
    onProgress?: (progress: Progress) => void,
  ) => Methods[keyof Methods]['result']
}

type Handlers = {
  readonly [M in keyof Methods]: (
    params: Posted<Methods[M]['params']>,
    onProgress: OnProgress,
  ) => Methods[M]['result']
}

type OnProgress = (progress: Progress) => void

const emptyScenario: Scenario = { files: [], edits: [], options: defaultOptions }

/**
 * Answers questions about scenarios. Remembers the last one with its flows, and every document that it has read, so that a question
 * about the same scenario costs only its own answer and a keystroke reads one document again. `clock` gives milliseconds.
 */
export function createSession(clock: () => number): Session {
  const memo = createReadMemo()
  const { draw, filtersOf } = createDrawing()
  let last: Evaluated | null = null
  let lastFlows: PreparedFlows | null = null
  const endpointsOf = rememberedOf(({ cluster }: Reading) => endpointSummaries(cluster))
  const summaryOf = rememberedOf(summarise)
  const derivationOf = rememberedOf((evaluated: Evaluated) => derive(evaluated, memo))

  const evaluate = (posted: PostedScenario | null, onProgress: OnProgress): Evaluated => {
    if (last === null || posted !== null) {
      const scenario = { ...emptyScenario, ...posted, files: posted?.files ?? last?.scenario.files ?? [] }
      last = evaluateScenario(scenario, { last, memo, clock, onProgress })
    }
    return last
  }
  const flowsOf = ({ draftCluster, baseline, draft }: Evaluated): PreparedFlows => {
    if (lastFlows?.cluster !== draftCluster)
      lastFlows = prepareFlows({ cluster: draftCluster, baseline, draft }, lastFlows)
    return lastFlows
  }
  const handlers: Handlers = {
    analyse: ({ scenario, view }, onProgress) => {
      const evaluated = evaluate(scenario, onProgress)
      onProgress({ phase: 'view' })
      const start = clock()
      const graph = draw(flowsOf(evaluated), view)
      const timings = { ...evaluated.timings, view: clock() - start }
      const endpoints = endpointsOf(evaluated.reading)
      return { ...summaryOf(evaluated), ...derivationOf(evaluated), endpoints, graph, timings }
    },
    drawing: ({ scenario, view }, onProgress) => draw(flowsOf(evaluate(scenario, onProgress)), view),
    ...matrixHandlers(filtersOf, (scenario, onProgress) => flowsOf(evaluate(scenario, onProgress))),
    derive: ({ scenario }, onProgress) => derivationOf(evaluate(scenario, onProgress)),
    explain: ({ scenario, show, from, to, connections }, onProgress) => {
      const { reading, draftCluster, baseline, draft } = evaluate(scenario, onProgress)
      return show === 'draft'
        ? explain(draftCluster, draft, from, to, connections)
        : explain(reading.cluster, baseline, from, to, connections)
    },
    flows: ({ scenario, show, endpoint }, onProgress) =>
      endpointFlows(flowsOf(evaluate(scenario, onProgress))[show], endpoint),
    outlook: ({ scenario, show, endpoint }, onProgress) =>
      outlook(evaluate(scenario, onProgress)[show], endpoint),
    ...editHandlers((scenario, onProgress) => {
      const evaluated = evaluate(scenario, onProgress)
      return { ...evaluated, changes: derivationOf(evaluated).changes }
    }),
    ...proposalHandlers((scenario, onProgress) => {
      const evaluated = evaluate(scenario, onProgress)
      return { evaluated, services: flowsOf(evaluated).services }
    }),
    ...policyHandlers(evaluate),
    ...inspectionHandlers(evaluate, flowsOf),
    ...textHandlers(evaluate, memo),
    ...fileHandlers(memo),
  }
  // The table is typed by method, and a request's params belong to its method.
  const dispatch = handlers as Record<
    keyof Methods,
    (params: unknown, onProgress: OnProgress) => Methods[keyof Methods]['result']
  >
  return { answer: ({ method, params }, onProgress = () => {}) => dispatch[method](params, onProgress) }
}

/** What is asked of the matrix. */
function matrixHandlers(
  filtersOf: Drawing['filtersOf'],
  draw: (scenario: PostedScenario | null, onProgress: OnProgress) => PreparedFlows,
): Pick<Handlers, 'matrix' | 'matrixCsv'> {
  const { part, csv } = createMatrixAnswers(filtersOf)
  return {
    matrix: ({ scenario, request, sight }, onProgress) => part(draw(scenario, onProgress), request, sight),
    matrixCsv: ({ scenario, request }, onProgress) => csv(draw(scenario, onProgress), request),
  }
}

/** What is asked of single edits. */
function editHandlers(
  derive: (scenario: PostedScenario | null, onProgress: OnProgress) => Derived,
): Pick<Handlers, 'effect' | 'blockWays'> {
  return {
    effect: ({ scenario, edit }, onProgress) => effectWithWays(derive(scenario, onProgress), edit),
    blockWays: ({ scenario, edit }, onProgress) => blockWayTexts(derive(scenario, onProgress), edit),
  }
}

/** What is asked of edits that may take the place of the scenario's own. */
function proposalHandlers(
  draw: (
    scenario: PostedScenario | null,
    onProgress: OnProgress,
  ) => { readonly evaluated: Evaluated; readonly services: ServicesByWorkload },
): Pick<Handlers, 'preview' | 'keepable' | 'keepOffers'> {
  const proposal = (scenario: PostedScenario | null, onProgress: OnProgress, proposed: readonly Edit[]) => {
    const { evaluated, services } = draw(scenario, onProgress)
    const { edits, options } = evaluated.scenario
    const { cluster } = evaluated.reading
    return { cluster, options, edits, policies: evaluated.synthesis.policies, services, proposed }
  }
  return {
    preview: ({ scenario, proposed }, onProgress) => preview(proposal(scenario, onProgress, proposed)),
    keepable: ({ scenario, proposed, filter }, onProgress) =>
      keepable(proposal(scenario, onProgress, proposed), filter),
    keepOffers: ({ scenario, proposed }, onProgress) =>
      offersToKeep(proposal(scenario, onProgress, proposed)),
  }
}

/** What is asked of the text of a scenario. */
function textHandlers(
  evaluate: (scenario: PostedScenario | null, onProgress: OnProgress) => Evaluated,
  memo: ReadMemo,
): Pick<Handlers, 'apply' | 'addLabel' | 'exportYaml' | 'minimise'> {
  return {
    apply: (params, onProgress) => {
      const { scenario, reading, synthesis } = evaluate(params.scenario, onProgress)
      return { files: applyChanges(scenario.files, reading.cluster.policies, synthesis.changes) }
    },
    addLabel: ({ workload, label, ...params }, onProgress) => {
      const { scenario, reading } = evaluate(params.scenario, onProgress)
      return labelled(scenario, reading.cluster, { workload, label }, memo)
    },
    exportYaml: ({ what, ...params }, onProgress) => {
      const { scenario, reading, synthesis } = evaluate(params.scenario, onProgress)
      if (what === 'edits') return { text: editsYaml(scenario.edits) }
      return { text: policyYaml(scenario.files, reading.cluster.policies, synthesis.changes, what) }
    },
    minimise: ({ scenario }, onProgress) => minimise(evaluate(scenario, onProgress).scenario.files),
  }
}

/** What is asked of files before they are part of a scenario. */
function fileHandlers(memo: ReadMemo): Pick<Handlers, 'restore' | 'readEdits' | 'readDump'> {
  return {
    restore: ({ files }) => ({ files: restore(files) }),
    readEdits: ({ files, options, of }) => {
      const { cluster } = read(files, options, memo)
      return readEdits(
        cluster,
        files.filter(({ id }) => of.includes(id)),
      )
    },
    readDump: ({ name, content }, onProgress) => {
      const bytes = typeof content === 'string' ? bytesOf(content) : new Uint8Array(content)
      return readDump(name, bytes, (done) => onProgress({ phase: 'scan', done, of: bytes.length }))
    },
  }
}

/** What is asked of policies as such. */
function policyHandlers(
  evaluate: (scenario: PostedScenario | null, onProgress: OnProgress) => Evaluated,
): Pick<Handlers, 'proposedTexts' | 'templates' | 'policyRules' | 'vocabulary' | 'selectorMatches'> {
  return {
    ...writingHandlers(evaluate),
    proposedTexts: ({ proposed, ...params }, onProgress) => {
      const { scenario, reading } = evaluate(params.scenario, onProgress)
      return proposedTexts({ ...scenario, cluster: reading.cluster, proposed })
    },
    templates: ({ namespace, ...params }, onProgress) => {
      const { scenario, reading } = evaluate(params.scenario, onProgress)
      return templateOffers(reading.cluster, scenario.options, namespace)
    },
    policyRules: ({ scenario, policy }, onProgress) =>
      policyRules(evaluate(scenario, onProgress).reading.cluster, policy),
  }
}

/** What was read, and the policies of the draft. */
function summarise({
  scenario,
  reading,
  draftCluster,
}: Evaluated): Pick<Analysis, 'diagnostics' | 'resources'> {
  const { cluster, diagnostics } = reading
  return {
    diagnostics,
    resources: {
      documents: reading.documents,
      namespaces: cluster.namespaces.length,
      workloads: cluster.workloads.length,
      pods: cluster.workloads.reduce((sum, { replicas }) => sum + replicas, 0),
      services: cluster.services.length,
      policies: policySummaries(draftCluster, scenario.options),
      skipped: reading.skipped,
      finishedPods: reading.finishedPods,
    },
  }
}
