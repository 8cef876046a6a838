import { describe, expect, it } from 'vitest'
import { isIsolated } from '../engine/reach'
import { defaultOptions } from '../model/workspace'
import { manifestFile } from './build'
import { refusedSpecs } from './refusedPolicies'
import { evaluate } from './scenario'

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'a' } },
}
const admitted = policyOf('admitted', { podSelector: {} })

function policyOf(name: string, spec: unknown) {
  const apiVersion = 'networking.k8s.io/v1'
  return { apiVersion, kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' }, spec }
}

function evaluateWith(spec: unknown) {
  const text = [pod, policyOf('refused', spec), admitted].map((it) => JSON.stringify(it)).join('\n---\n')
  return evaluate([manifestFile('refused.json', text)], defaultOptions)
}

describe('a policy that the API server refuses is an error and left out alone', () => {
  it.each(Object.entries(refusedSpecs))('%s', (_, spec) => {
    const { reading, index } = evaluateWith(spec)
    const errors = reading.diagnostics.filter(({ severity }) => severity === 'error')
    expect(errors).not.toEqual([])
    // In the second of three documents, where the refused policy stands.
    expect(errors.map(({ place }) => place?.document)).toEqual(errors.map(() => 1))
    expect(reading.cluster.policies.map(({ name }) => name)).toEqual(['admitted'])
    expect(isIsolated(index, 'ingress', 0)).toBe(true)
    expect(isIsolated(index, 'egress', 0)).toBe(false)
  })

  it('while the same policies without their fault are read', () => {
    const { reading, index } = evaluateWith({ podSelector: {}, policyTypes: ['Egress'] })
    expect(reading.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(reading.cluster.policies.map(({ name }) => name)).toEqual(['admitted', 'refused'])
    expect(isIsolated(index, 'egress', 0)).toBe(true)
  })
})
