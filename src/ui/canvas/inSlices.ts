/** How long a slice may take, in milliseconds: half a frame. */
const longest = 8

/**
 * Goes through `steps` in slices, between which the page paints and answers the keyboard, and hands over what they come to. Returns
 * what stops it.
 */
export function inSlices<T>(steps: Generator<undefined, T>, done: (result: T) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const go = () => {
    const end = performance.now() + longest
    while (performance.now() < end) {
      const step = steps.next()
      if (step.done) return done(step.value)
    }
    timer = setTimeout(go)
  }
  timer = setTimeout(go)
  return () => clearTimeout(timer)
}
