import type { compile, PolicyIndex } from '../engine/compile'
import { createCompiler } from '../engine/compiler'
import type { ServicesByWorkload } from '../engine/servicePorts'
import { clusterWarnings } from '../explain/clusterWarnings'
import { explain } from '../explain/explain'
import { isolatedBy } from '../explain/isolatedBy'
import { outlook } from '../explain/outlook'
import { changeTexts } from '../export/changeTexts'
import { policyYaml } from '../export/policyYaml'
import { createLookup, type PolicyLookup } from '../manifest/amendLocate'
import { applyChanges } from '../manifest/applyChanges'
import { minimise, restore } from '../manifest/minimise'
import { createReadMemo, type Reading, type ReadMemo, read, withDiagnostics } from '../manifest/read'
import { readDump } from '../manifest/readDump'
import type { Cluster } from '../model/cluster'
import type { Edit, FlowChange, Synthesis } from '../model/edit'
import type { Preview } from '../model/preview'
import { defaultOptions } from '../model/workspace'
import { editsYaml } from '../notation/editsYaml'
import { synthesise } from '../synthesis/synthesise'
import { templateOffers } from '../synthesis/templateOffers'
import { endpointFlows } from '../view/flows'
import { buildGraph } from '../view/graphView'
import { type PreparedFlows, prepareFlows } from '../view/prepareFlows'
import { endpointSummaries, policySummaries } from '../view/summaries'
import { blockWayTexts, effectWithWays } from './blockWayTexts'
import type { Derived } from './effect'
import { labelled, placedOffers } from './labelling'
import { policyRules } from './policyRules'
import { preview } from './preview'
import { proposedTexts } from './proposedTexts'
import type { Analysis, FlowList, Methods, Posted, Progress, Request, Scenario } from './protocol'
import { readEdits } from './readEdits'

/** Everything that follows from one scenario, each step computed when it is first asked for and kept until the scenario changes. */
interface Evaluated {
  readonly scenario: Scenario
  readonly reading: Reading
  /** Of the reading's cluster and its drafts. */
  readonly compiled: typeof compile
  /** Where policies stand in the files. */
  readonly lookup: PolicyLookup
  readonly synthesis: Synthesis
  readonly draftCluster: Cluster
  readonly baseline: PolicyIndex
  readonly draft: PolicyIndex
  readonly timings: Omit<Analysis['timings'], 'view'>
}

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

const listedFlows = 200

/**
 * Answers questions about scenarios. Remembers the last one with its flows, and every document that it has read, so that a question
 * about the same scenario costs only its own answer and a keystroke reads one document again. `clock` gives milliseconds.
 */
export function createSession(clock: () => number): Session {
  const memo = createReadMemo()
  let last: Evaluated | null = null
  let lastFlows: PreparedFlows | null = null
  let lastSummary: Summary | null = null

  const evaluate = (scenario: Scenario | null, onProgress: OnProgress): Evaluated => {
    if (last === null || scenario !== null) {
      last = evaluateScenario(scenario ?? emptyScenario, { last, memo, clock, onProgress })
    }
    return last
  }
  const flowsOf = ({ draftCluster, baseline, draft }: Evaluated): PreparedFlows => {
    if (lastFlows?.cluster !== draftCluster)
      lastFlows = prepareFlows({ cluster: draftCluster, baseline, draft }, lastFlows)
    return lastFlows
  }
  const summaryOf = (evaluated: Evaluated): Summary => {
    if (lastSummary?.of !== evaluated) lastSummary = summarise(evaluated, lastSummary, memo)
    return lastSummary
  }
  const handlers: Handlers = {
    analyse: ({ scenario, view }, onProgress) => {
      const evaluated = evaluate(scenario, onProgress)
      onProgress({ phase: 'view' })
      const start = clock()
      const graph = buildGraph(flowsOf(evaluated), view)
      const { of: _, ...summary } = summaryOf(evaluated)
      return { ...summary, graph, timings: { ...evaluated.timings, view: clock() - start } }
    },
    explain: ({ scenario, show, from, to, connections }, onProgress) => {
      const { reading, draftCluster, baseline, draft } = evaluate(scenario, onProgress)
      return show === 'draft'
        ? explain(draftCluster, draft, from, to, connections)
        : explain(reading.cluster, baseline, from, to, connections)
    },
    flows: ({ scenario, show, endpoint }, onProgress) =>
      endpointFlows(flowsOf(evaluate(scenario, onProgress))[show], endpoint),
    outlook: ({ scenario, show, endpoint }, onProgress) => {
      const { baseline, draft } = evaluate(scenario, onProgress)
      return outlook(show === 'draft' ? draft : baseline, endpoint)
    },
    ...editHandlers((scenario, onProgress) => {
      const evaluated = evaluate(scenario, onProgress)
      return { ...evaluated, changes: summaryOf(evaluated).changes }
    }),
    preview: ({ scenario, proposed }, onProgress) => {
      const evaluated = evaluate(scenario, onProgress)
      return previewOf(evaluated, flowsOf(evaluated).services, proposed)
    },
    ...policyHandlers(evaluate),
    isolatedBy: ({ scenario, end }, onProgress) => isolatedBy(evaluate(scenario, onProgress).draft, end),
    apply: (params, onProgress) => {
      const { scenario, reading, synthesis } = evaluate(params.scenario, onProgress)
      return { files: applyChanges(scenario.files, reading.cluster.policies, synthesis.changes) }
    },
    addLabel: ({ workload, label, ...params }, onProgress) => {
      const { scenario, reading } = evaluate(params.scenario, onProgress)
      return labelled({ scenario, cluster: reading.cluster, memo }, workload, label)
    },
    exportYaml: ({ what, ...params }, onProgress) => {
      const { scenario, reading, synthesis } = evaluate(params.scenario, onProgress)
      if (what === 'edits') return { text: editsYaml(scenario.edits) }
      return { text: policyYaml(scenario.files, reading.cluster.policies, synthesis.changes, what) }
    },
    minimise: ({ scenario }, onProgress) => minimise(evaluate(scenario, onProgress).scenario.files),
    ...fileHandlers(memo),
  }
  // The table is typed by method, and a request's params belong to its method.
  const dispatch = handlers as Record<
    keyof Methods,
    (params: unknown, onProgress: OnProgress) => Methods[keyof Methods]['result']
  >
  return { answer: ({ method, params }, onProgress = () => {}) => dispatch[method](params, onProgress) }
}

/** What is asked of single edits. */
function editHandlers(
  derive: (scenario: Scenario | null, onProgress: OnProgress) => Derived,
): Pick<Handlers, 'effect' | 'blockWays'> {
  return {
    effect: ({ scenario, edit }, onProgress) => effectWithWays(derive(scenario, onProgress), edit),
    blockWays: ({ scenario, edit }, onProgress) => blockWayTexts(derive(scenario, onProgress), edit),
  }
}

/** What is asked of files before they are part of a scenario. */
function fileHandlers(
  memo: ReturnType<typeof createReadMemo>,
): Pick<Handlers, 'restore' | 'readEdits' | 'readDump'> {
  return {
    restore: ({ files }) => ({ files: restore(files) }),
    readEdits: ({ files, options, of }) => {
      const { cluster } = read(files, options, memo)
      return readEdits(
        cluster,
        files.filter(({ id }) => of.includes(id)),
      )
    },
    readDump: ({ name, bytes }, onProgress) =>
      readDump(name, new Uint8Array(bytes), (done) =>
        onProgress({ phase: 'scan', done, of: bytes.byteLength }),
      ),
  }
}

/** What is asked of policies as such. */
function policyHandlers(
  evaluate: (scenario: Scenario | null, onProgress: OnProgress) => Evaluated,
): Pick<Handlers, 'proposedTexts' | 'templates' | 'policyRules'> {
  return {
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

interface Surroundings {
  readonly last: Evaluated | null
  readonly memo: ReturnType<typeof createReadMemo>
  readonly clock: () => number
  readonly onProgress: OnProgress
}

function evaluateScenario(scenario: Scenario, { last, memo, clock, onProgress }: Surroundings): Evaluated {
  const { edits, options } = scenario
  const start = clock()
  const isKnown = last !== null && readsTheSame(last.scenario, scenario)
  const reading = isKnown ? last.reading : readScenario(scenario, memo, onProgress)
  const readAt = clock()
  const { cluster } = reading
  onProgress({ phase: 'synthesise' })
  const lookup = isKnown ? last.lookup : createLookup(scenario.files)
  const compiled = isKnown ? last.compiled : createCompiler()
  const synthesis = synthesise(cluster, edits, options, compiled)
  const synthesisedAt = clock()
  onProgress({ phase: 'evaluate' })
  const draftCluster = { ...cluster, policies: synthesis.policies }
  const baseline = compiled(cluster, options, synthesis.policies)
  const draft = synthesis.changes.length === 0 ? baseline : compiled(draftCluster, options, cluster.policies)
  const timings = {
    read: readAt - start,
    synthesise: synthesisedAt - readAt,
    evaluate: clock() - synthesisedAt,
  }
  return { scenario, reading, compiled, lookup, synthesis, draftCluster, baseline, draft, timings }
}

function previewOf(
  { scenario: { edits, options }, reading: { cluster }, synthesis: { policies } }: Evaluated,
  services: ServicesByWorkload,
  proposed: readonly Edit[],
): Preview {
  return preview({ cluster, options, edits, policies, services, proposed })
}

function readScenario(
  { files, options }: Scenario,
  memo: ReturnType<typeof createReadMemo>,
  onProgress: OnProgress,
): Reading {
  const reading = read(files, options, memo, (done, of) => onProgress({ phase: 'read', done, of }))
  return withDiagnostics(reading, clusterWarnings(reading.cluster, options), files)
}

/** Whether only edits differ. By value: each scenario comes from the other thread as a copy. */
function readsTheSame(a: Scenario, b: Scenario): boolean {
  return (
    a.files.length === b.files.length &&
    a.files.every((file, i) => file.id === b.files[i]?.id && file.text === b.files[i]?.text) &&
    JSON.stringify(a.options) === JSON.stringify(b.options)
  )
}

/** What an analysis says apart from the picture, and of which evaluation. */
interface Summary extends Omit<Analysis, 'graph' | 'timings'> {
  readonly of: Evaluated
}

/** Endpoints of the same reading stay the same list, which then need not cross the thread again. */
function summarise(evaluated: Evaluated, former: Summary | null, memo: ReadMemo): Summary {
  const { scenario, reading, synthesis, draftCluster } = evaluated
  const { cluster, diagnostics } = reading
  const { impact } = synthesis
  return {
    of: evaluated,
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
    endpoints: former?.of.reading === reading ? former.endpoints : endpointSummaries(cluster),
    outcomes: synthesis.outcomes,
    labelOffers: placedOffers({ scenario, cluster, memo }, synthesis.labelOffers),
    changes: changeTexts(scenario.files, cluster.policies, synthesis.changes, evaluated.lookup),
    impact: {
      added: flowList(impact.added),
      removed: flowList(impact.removed),
      collateralAdded: flowList(impact.collateralAdded),
      collateralRemoved: flowList(impact.collateralRemoved),
    },
  }
}

function flowList(flows: readonly FlowChange[]): FlowList {
  return { count: flows.length, rows: flows.slice(0, listedFlows) }
}
