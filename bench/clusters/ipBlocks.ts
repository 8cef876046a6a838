import { addressText, blockStart, type IpBlockObject } from './objects'
import { type Random, randomFrom } from './random'

const blockLengths = [8, 16, 20, 24, 24, 24, 28, 32, 32, 32]
const firstBytes = [34, 52, 104, 142, 172, 192, 198, 203]

/** Blocks outside the cluster, out of a pool, so that policies share them; a part of the wide ones has a hole. */
export function ipBlockPool(size: number, seed: number, random: Random): () => IpBlockObject {
  return () => {
    const own = randomFrom(random.below(size) * 7919 + seed)
    const length = own.pick(blockLengths)
    const address = (own.pick(firstBytes) << 24) | own.below(0x1000000)
    const start = blockStart(address, length)
    const cidr = `${addressText(start)}/${length}`
    if (length > 20 || !own.chance(0.5)) return { cidr }
    const hole = start | (own.below(16) << (28 - length))
    return { cidr, except: [`${addressText(hole)}/${length + 4}`] }
  }
}

/** Everything but private networks and the address of cloud metadata. */
export const internet: IpBlockObject = {
  cidr: '0.0.0.0/0',
  except: ['10.0.0.0/8', '169.254.169.254/32', '192.168.0.0/16'],
}
