import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { inSlices } from './inSlices'

/** What the clock of the page shows. */
let passed = 0
beforeEach(() => {
  passed = 0
  vi.useFakeTimers()
  vi.spyOn(performance, 'now').mockImplementation(() => passed)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Each step takes as many milliseconds. */
function* steps(count: number, each: number): Generator<undefined, number> {
  for (let i = 0; i < count; i += 1) {
    passed += each
    yield
  }
  return count
}

it('hands over the result, not before others had their turn', () => {
  const done = vi.fn()
  inSlices(steps(3, 5), done)
  expect(done).not.toHaveBeenCalled()
  vi.runOnlyPendingTimers()
  // Two steps of 5 ms fill a slice.
  expect(done).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(done.mock.calls).toEqual([[3]])
})

it('hands over nothing once it was stopped, between slices too', () => {
  const done = vi.fn()
  const stop = inSlices(steps(3, 5), done)
  vi.runOnlyPendingTimers()
  stop()
  vi.runAllTimers()
  expect(done).not.toHaveBeenCalled()
})
