import type { Workload } from '../model/cluster'
import type { ScenarioOptions } from '../model/workspace'
import { parseAddress } from '../sets/addresses'
import type { AddressSpace } from './addressSpace'
import { isOutsidePolicies } from './selects'

/**
 * The regions of a workload's known addresses; of one outside policies, its node's too. One of them is enough for an ipBlock to
 * match: the reader keeps pods apart whose addresses an ipBlock in use tells apart, so several regions mean the IPv4 and the IPv6
 * address of the same pods. Total; linear in the addresses.
 */
export function knownRegions(
  workload: Workload,
  space: AddressSpace,
  options: ScenarioOptions,
): readonly number[] {
  if (space.blockOfRegion.length === 0) return []
  const texts = isOutsidePolicies(workload, options) ? [...workload.ips, ...workload.hostIps] : workload.ips
  const regions = new Set<number>()
  for (const text of texts) {
    const address = parseAddress(text)
    const region = address === null ? null : space.regionOf(address)
    if (region !== null) regions.add(region)
  }
  return [...regions]
}

/** The regions by which ipBlocks match a workload: none when the scenario says that they never do (SEMANTICS 17). Total. */
export function matchedRegions(
  workload: Workload,
  space: AddressSpace,
  options: ScenarioOptions,
): readonly number[] {
  return options.ipBlockMatchesPods === 'knownIp' ? knownRegions(workload, space, options) : []
}
