import { compile, type PolicyIndex } from '../engine/compile'
import { explain } from '../explain/explain'
import { changeTexts } from '../export/changeTexts'
import { policyYaml } from '../export/policyYaml'
import { applyChanges } from '../manifest/applyChanges'
import { minimise, restore } from '../manifest/minimise'
import { createReadMemo, type Reading, read } from '../manifest/read'
import { readDump } from '../manifest/readDump'
import type { Cluster } from '../model/cluster'
import type { FlowChange, Synthesis } from '../model/edit'
import { defaultOptions } from '../model/workspace'
import { synthesise } from '../synthesis/synthesise'
import { endpointFlows } from '../view/flows'
import { buildGraph } from '../view/graphView'
import { type PreparedFlows, prepareFlows } from '../view/prepareFlows'
import { endpointSummaries, policySummaries } from '../view/summaries'
import type { Analysis, FlowList, Methods, Posted, Request, Scenario } from './protocol'

/** Everything that follows from one scenario, each step computed when it is first asked for and kept until the scenario changes. */
interface Evaluated {
  readonly scenario: Scenario
  readonly reading: Reading
  readonly synthesis: Synthesis
  readonly draftCluster: Cluster
  readonly baseline: PolicyIndex
  readonly draft: PolicyIndex
  readonly timings: Omit<Analysis['timings'], 'view'>
}

export interface Session {
  readonly answer: (request: Request) => Methods[keyof Methods]['result']
}

type Handlers = {
  readonly [M in keyof Methods]: (params: Posted<Methods[M]['params']>) => Methods[M]['result']
}

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

  const evaluate = (scenario: Scenario | null): Evaluated => {
    if (last === null || scenario !== null) {
      last = evaluateScenario(scenario ?? emptyScenario, memo, clock)
      lastFlows = null
    }
    return last
  }
  const flowsOf = ({ draftCluster, baseline, draft }: Evaluated): PreparedFlows => {
    lastFlows ??= prepareFlows({ cluster: draftCluster, baseline, draft })
    return lastFlows
  }
  const handlers: Handlers = {
    analyse: ({ scenario, view }) => {
      const evaluated = evaluate(scenario)
      const start = clock()
      const graph = buildGraph(flowsOf(evaluated), view)
      return analysisOf(evaluated, graph, clock() - start)
    },
    explain: ({ scenario, show, from, to, connections }) => {
      const { reading, draftCluster, baseline, draft } = evaluate(scenario)
      return show === 'draft'
        ? explain(draftCluster, draft, from, to, connections)
        : explain(reading.cluster, baseline, from, to, connections)
    },
    flows: ({ scenario, show, endpoint }) => {
      const { baseline, draft } = evaluate(scenario)
      return endpointFlows(show === 'draft' ? draft : baseline, endpoint)
    },
    apply: (params) => {
      const { scenario, reading, synthesis } = evaluate(params.scenario)
      return { files: applyChanges(scenario.files, reading.cluster.policies, synthesis.changes) }
    },
    exportYaml: ({ what, ...params }) => {
      const { scenario, reading, synthesis } = evaluate(params.scenario)
      return { text: policyYaml(scenario.files, reading.cluster.policies, synthesis.changes, what) }
    },
    minimise: ({ scenario }) => minimise(evaluate(scenario).scenario.files),
    restore: ({ files }) => ({ files: restore(files) }),
    readDump: ({ name, bytes }) => readDump(name, new Uint8Array(bytes)),
  }
  // The table is typed by method, and a request's params belong to its method.
  const dispatch = handlers as Record<keyof Methods, (params: unknown) => Methods[keyof Methods]['result']>
  return { answer: (request) => dispatch[request.method](request.params) }
}

function evaluateScenario(
  scenario: Scenario,
  memo: ReturnType<typeof createReadMemo>,
  clock: () => number,
): Evaluated {
  const { files, edits, options } = scenario
  const start = clock()
  const reading = read(files, options, memo)
  const readAt = clock()
  const { cluster } = reading
  const synthesis = synthesise(cluster, edits, options)
  const synthesisedAt = clock()
  const draftCluster = { ...cluster, policies: synthesis.policies }
  const baseline = compile(cluster, options, synthesis.policies)
  const draft = synthesis.changes.length === 0 ? baseline : compile(draftCluster, options, cluster.policies)
  const timings = {
    read: readAt - start,
    synthesise: synthesisedAt - readAt,
    evaluate: clock() - synthesisedAt,
  }
  return { scenario, reading, synthesis, draftCluster, baseline, draft, timings }
}

function analysisOf(evaluated: Evaluated, graph: Analysis['graph'], view: number): Analysis {
  const { scenario, reading, synthesis, draftCluster, timings } = evaluated
  const { cluster, diagnostics } = reading
  const { impact } = synthesis
  return {
    diagnostics,
    resources: {
      documents: reading.documents,
      namespaces: cluster.namespaces.length,
      workloads: cluster.workloads.length,
      pods: cluster.workloads.reduce((sum, { replicas }) => sum + replicas, 0),
      services: cluster.services.length,
      policies: policySummaries(draftCluster),
      skipped: reading.skipped,
      finishedPods: reading.finishedPods,
    },
    endpoints: endpointSummaries(cluster),
    graph,
    outcomes: synthesis.outcomes,
    changes: changeTexts(scenario.files, cluster.policies, synthesis.changes),
    impact: {
      added: flowList(impact.added),
      removed: flowList(impact.removed),
      collateralAdded: flowList(impact.collateralAdded),
      collateralRemoved: flowList(impact.collateralRemoved),
    },
    timings: { ...timings, view },
  }
}

function flowList(flows: readonly FlowChange[]): FlowList {
  return { count: flows.length, rows: flows.slice(0, listedFlows) }
}
