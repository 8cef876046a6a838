import { expect } from 'vitest'
import { compile, type PolicyIndex } from '../engine/compile'
import { reach } from '../engine/reach'
import type { Endpoint } from '../model/cluster'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { formatConnections } from '../sets/connections'
import { cluster } from './build'
import { positionOfAddress } from './scenario'

/**
 * Asserts flows of a small cluster, a line each: `web -> db: TCP 5432`. Connections are `all`, `none` or np-guard's list
 * (`TCP 80,443,UDP 53`) and must be the whole of what may flow. An end is a workload's name, `namespace/name`, an endpoint's
 * id, or an outside address. Pairs that the table does not name are not judged; a table without lines is a defect.
 */
export function checkReachability(
  yaml: string,
  table: string,
  options: ScenarioOptions = defaultOptions,
): void {
  const index = compile(cluster(yaml, options), options)
  const expected = table.split('\n').flatMap(lineOf)
  if (expected.length === 0) throw new Error('The table of expected flows is empty.')
  const actual = expected.map(({ from, to }) => ({
    from,
    to,
    connections: formatConnections(reach(index, positionOf(index, from), positionOf(index, to))),
  }))
  expect(actual.map(textOf)).toEqual(expected.map(textOf))
}

interface Line {
  readonly from: string
  readonly to: string
  readonly connections: string
}

const shortWords: Readonly<Record<string, string>> = { all: 'All Connections', none: 'No Connections' }

function lineOf(text: string): readonly Line[] {
  if (text.trim() === '') return []
  const match = /^\s*(\S+)\s+->\s+(\S+):\s+(.+?)\s*$/.exec(text)
  if (match === null) throw new Error(`Not a line of a table of flows: ${text}`)
  const [, from = '', to = '', connections = ''] = match
  return [{ from, to, connections: shortWords[connections] ?? connections }]
}

function textOf({ from, to, connections }: Line): string {
  return `${from} -> ${to}: ${connections}`
}

function positionOf(index: PolicyIndex, name: string): number {
  const found = index.endpoints.flatMap((it, position) => (isNamed(it, name) ? position : []))
  const [position = positionOfOutside(index, name), ...others] = found
  if (position === undefined || others.length > 0)
    throw new Error(`${found.length} endpoints are called ${name}.`)
  return position
}

function isNamed(endpoint: Endpoint, name: string): boolean {
  if (endpoint.id === name) return true
  return (
    endpoint.kind === 'workload' &&
    (endpoint.name === name || `${endpoint.namespace}/${endpoint.name}` === name)
  )
}

function positionOfOutside(index: PolicyIndex, name: string): number | undefined {
  return /^[0-9.]+$|:/.test(name) ? positionOfAddress(index, name) : undefined
}
