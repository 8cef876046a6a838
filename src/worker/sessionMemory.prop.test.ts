import { expect, it } from 'vitest'
import { plainView, type ViewRequest } from '../model/graphView'
import { editId, workloadId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { fixture, manifestFile } from '../testing/build'
import { editsOf } from '../testing/editNotation'
import type { Analysis, Request, Scenario } from './protocol'
import { createSession, type Session } from './session'

const text = fixture(`kind: Pod
metadata: {name: a, namespace: x, labels: {app: a, tier: t}}
spec: {containers: [{name: c, ports: [{containerPort: 80}]}]}
status: {podIP: 10.1.0.1}
---
kind: Pod
metadata: {name: b, namespace: x, labels: {app: b, tier: t}}
spec: {containers: [{name: c, ports: [{containerPort: 81}]}]}
---
kind: Pod
metadata: {name: c, namespace: y, labels: {app: c}}
spec: {containers: [{name: c, ports: [{containerPort: 82}]}]}
---
kind: NetworkPolicy
metadata: {name: closed, namespace: x}
spec:
  podSelector: {matchLabels: {tier: t}}
  policyTypes: [Ingress, Egress]
  egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.2.0.0/16]}}]}]
`)

const pod = (namespace: string, name: string) => workloadId(namespace, 'Pod', name)
const notations = [
  'allow x/* -> y/* : TCP 82',
  'allow x/* -> 192.168.0.0/16 : TCP 443',
  'allow 10.2.3.0/24 -> x/* : TCP 80',
  'block x/* -> 10.0.0.0/8 : all',
  'isolate y/* : ingress egress dns',
  'allow outside -> y/* : TCP 82',
]
const edits = [
  ...notations.flatMap(editsOf),
  ...[
    [pod('x', 'a'), pod('y', 'c')],
    [pod('x', 'a'), pod('x', 'b')],
  ].flatMap(([from, to]) =>
    from && to
      ? [
          {
            kind: 'allow' as const,
            from: { kind: 'workload' as const, id: from },
            to: { kind: 'workload' as const, id: to },
            connections: { TCP: [{ first: 80, last: 80 }], UDP: [], SCTP: [] },
          },
        ]
      : [],
  ),
].map((edit, i) => ({ ...edit, id: editId(`e${i + 1}`) }))

const view: ViewRequest = { ...plainView, showOpen: true, showUndeclaredPorts: true }

function analysed(session: Session, scenario: Scenario, show: ViewRequest['show']) {
  const request = { id: 1, method: 'analyse', params: { scenario, view: { ...view, show } } }
  const { timings: _, ...rest } = session.answer(request as Request) as Analysis
  return rest
}

function randomBits(seed: number): () => boolean {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state > 2 ** 31
  }
}

it('answers as if it remembered nothing, whatever edits come and go', () => {
  const files = [manifestFile('a.yaml', text)]
  const session = createSession(() => 0)
  const bit = randomBits(7)
  for (let round = 0; round < 40; round++) {
    const scenario: Scenario = {
      files,
      edits: edits.filter(() => bit() && bit()),
      options: { ...defaultOptions, ipBlockMatchesPods: round % 20 > 16 ? 'never' : 'knownIp' },
    }
    const show = round % 3 === 0 ? 'baseline' : 'draft'
    // What the edits come to is asked for first, as the screen does it.
    const posted = round === 0 ? scenario : { ...scenario, files: null }
    const derived = session.answer({ id: 1, method: 'derive', params: { scenario: posted } })
    expect(analysed(session, scenario, show)).toMatchObject(derived ?? {})
    expect(analysed(session, scenario, show), JSON.stringify(scenario.edits)).toEqual(
      analysed(
        createSession(() => 0),
        scenario,
        show,
      ),
    )
  }
})
