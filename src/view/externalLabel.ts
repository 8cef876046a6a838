import type { ExternalBlock } from '../model/cluster'
import { type CidrExcept, cidrAround, cidrsOf, intervalsOf } from '../sets/cidrs'

const longest = 40
const mostCidrs = 2

/**
 * What stands on the card of an external block: for what no ipBlock names "Everything outside", or "Everything else outside" where
 * some name a part; else its CIDRs, or the CIDR around it with what is left out, while that is short; else "3 ranges". Total, linear
 * in the ranges.
 */
export function externalLabel({ isRest, ranges }: ExternalBlock): string {
  const intervals = intervalsOf(ranges)
  if (isRest) return isWhole(intervals) ? 'Everything outside' : 'Everything else outside'
  const around = cidrAround(intervals)
  const short = [intervals.flatMap(cidrsOf), around === null ? null : exceptWords(around)].find(
    (cidrs) => cidrs !== null && cidrs.length <= mostCidrs && cidrs.join(', ').length <= longest,
  )
  if (short) return short.join(', ')
  return ranges.length === 1 ? `${ranges[0]?.first} – ${ranges[0]?.last}` : `${ranges.length} ranges`
}

/** Every address of both versions. */
function isWhole(intervals: ReturnType<typeof intervalsOf>): boolean {
  return intervals.flatMap(cidrsOf).join(' ') === '0.0.0.0/0 ::/0'
}

function exceptWords({ cidr, except: [head, ...tail] }: CidrExcept): readonly string[] {
  return head === undefined ? [cidr] : [`${cidr} except ${head}`, ...tail]
}
