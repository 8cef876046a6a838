import ipaddr from 'ipaddr.js'
import { compile, type PolicyIndex } from '../engine/compile'
import { type Reading, read } from '../manifest/read'
import type { ConnectionSet } from '../model/connections'
import type { Protocol } from '../model/policy'
import type { ManifestFile } from '../model/text'
import type { ScenarioOptions } from '../model/workspace'

/** Manifests as the reader and the engine together see them. */
export interface Evaluated {
  readonly reading: Reading
  readonly index: PolicyIndex
}

export function evaluate(files: readonly ManifestFile[], options: ScenarioOptions): Evaluated {
  const reading = read(files, options)
  return { reading, index: compile(reading.cluster, options) }
}

/** The position of the external block that holds an address, or undefined, which is a defect: the blocks hold every address. */
export function positionOfAddress(index: PolicyIndex, address: string): number | undefined {
  const wanted = bytesOf(address)
  const position = index.endpoints.findIndex(
    (it) =>
      it.kind === 'external' &&
      it.ranges.some(({ first, last }) => bytesOf(first) <= wanted && wanted <= bytesOf(last)),
  )
  return position === -1 ? undefined : position
}

/** IPv4 and IPv6 as texts of different length that sort as their addresses do within one version. */
function bytesOf(address: string): string {
  const bytes = ipaddr.parse(address).toByteArray()
  return `${bytes.length === 4 ? '4' : '6'}${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

export function hasPort(connections: ConnectionSet, protocol: Protocol, port: number): boolean {
  return connections[protocol].some(({ first, last }) => first <= port && port <= last)
}
