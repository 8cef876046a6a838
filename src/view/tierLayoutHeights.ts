/** Heights for things that stand above each other in a given order. */

export interface Wish {
  /** The middle that it would have if it stood alone. */
  readonly wanted: number
  readonly height: number
  readonly weight: number
}

/**
 * Middles as near as possible (least squares) to what is wanted, in the given order and without overlap: slots that would
 * collide form a block, which stands at the mean of its wishes (pool adjacent violators). Total, O(n).
 */
export function spread(wishes: readonly Wish[], gap: number): readonly number[] {
  const offsets: number[] = []
  const blocks: { mean: number; weight: number; size: number }[] = []
  let [offset, former] = [0, 0]
  wishes.forEach(({ wanted, height, weight }, i) => {
    if (i > 0) offset += (former + height) / 2 + gap
    former = height
    offsets.push(offset)
    const block = { mean: wanted - offset, weight, size: 1 }
    for (let above = blocks.at(-1); above !== undefined && above.mean > block.mean; above = blocks.at(-1)) {
      const joint = above.weight + block.weight
      block.mean = (above.mean * above.weight + block.mean * block.weight) / joint
      block.weight = joint
      block.size += above.size
      blocks.pop()
    }
    blocks.push(block)
  })
  let i = 0
  const middles: number[] = []
  for (const { mean, size } of blocks)
    for (const last = i + size; i < last; i++) middles.push(mean + (offsets[i] ?? 0))
  return middles
}

/** The same between two borders, where there is room for all of them. */
export function spreadWithin(
  wishes: readonly Wish[],
  gap: number,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): readonly number[] {
  const middles = [...spread(wishes, gap)]
  let free = top
  wishes.forEach(({ height }, i) => {
    middles[i] = Math.max(middles[i] ?? 0, free + height / 2)
    free = (middles[i] ?? 0) + height / 2 + gap
  })
  free = bottom
  for (let i = wishes.length - 1; i >= 0; i--) {
    const height = wishes[i]?.height ?? 0
    middles[i] = Math.min(middles[i] ?? 0, free - height / 2)
    free = (middles[i] ?? 0) - height / 2 - gap
  }
  return middles
}
