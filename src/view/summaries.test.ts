import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { servicesOf } from '../engine/servicePorts'
import { read } from '../manifest/read'
import type { EndpointId } from '../model/ids'
import { fileId, workloadId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { formatConnections } from '../sets/connections'
import { shop } from '../testing/scenarioTexts'
import { endpointFlows } from './flows'
import { prepareFlows } from './prepareFlows'
import { suggestPorts } from './suggestPorts'
import { endpointSummaries, policySummaries } from './summaries'

const { cluster } = read([{ id: fileId('test'), name: 'test', text: shop }], defaultOptions)
const idOf = (name: string) => workloadId('production', 'Deployment', name)

function suggestionsFor(name: string): readonly (readonly [string, string])[] {
  const workload = cluster.workloads.find((it) => it.name === name)
  if (workload === undefined) throw new Error(`no ${name}`)
  return suggestPorts(workload, servicesOf(cluster.services, workload)).map(({ label, why }) => [label, why])
}

describe('suggestPorts', () => {
  it('proposes container ports and target ports, each once, and all of them together first', () => {
    expect(suggestionsFor('frontend')).toEqual([
      ['TCP 80,443,9000', 'all declared ports'],
      ['TCP 80', 'container port "http"; Service web, port 8000'],
      ['TCP 443', 'container port'],
      ['TCP 9000', 'Service web, port 9000'],
    ])
  })

  it('proposes a single port alone', () => {
    expect(suggestionsFor('api')).toEqual([['TCP 8080', 'container port "http"']])
  })
})

describe('summaries', () => {
  it('lists every workload with its suggestions', () => {
    const summaries = endpointSummaries(cluster)
    expect(summaries.map(({ name }) => name)).toEqual([
      'controller',
      'coredns',
      'api',
      'database',
      'frontend',
    ])
    expect(summaries.find(({ name }) => name === 'frontend')?.suggestions).toHaveLength(4)
  })

  it('counts what each policy selects', () => {
    const counts = policySummaries(cluster).map(({ id, selects }) => [id, selects])
    expect(counts).toContainEqual(['production/deny-all-traffic', 3])
    expect(counts).toContainEqual(['production/allow-frontend-to-api', 1])
  })
})

describe('endpointFlows', () => {
  const index = compile(cluster, defaultOptions)
  const prepared = prepareFlows({ cluster, baseline: index, draft: index })
  const flowsOf = (id: EndpointId) => {
    const flows = endpointFlows(prepared.baseline, id)
    const text = ({ from, to, kind, connections }: NonNullable<typeof flows>['incoming'][number]) =>
      `${from.split('/').at(-1)} > ${to.split('/').at(-1)} ${kind} ${formatConnections(connections)}`
    return { incoming: flows?.incoming.map(text), outgoing: flows?.outgoing.map(text) }
  }

  it('lists all flows of an endpoint, half-open ones and undeclared ports too', () => {
    const { incoming, outgoing } = flowsOf(idOf('api'))
    expect(incoming).toContain('frontend > api half TCP 8080')
    expect(incoming).not.toContain('api > api open All Connections')
    expect(outgoing?.filter((it) => it.includes(' rules '))).toEqual([
      'api > controller rules TCP 53,UDP 53',
      'api > coredns rules TCP 53,UDP 53',
      'api > database rules TCP 5432',
    ])
  })

  it('lists what is open by default, with the outside', () => {
    const { outgoing } = flowsOf(workloadId('ingress-nginx', 'Deployment', 'controller'))
    expect(outgoing).toEqual([
      'controller > coredns open All Connections',
      'controller > frontend rules TCP 80,443',
      'controller > rest open All Connections',
    ])
  })

  it('is null for an endpoint that is not there', () => {
    expect(endpointFlows(prepared.baseline, idOf('gone'))).toBeNull()
  })
})
