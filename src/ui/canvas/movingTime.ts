/** Milliseconds that things take to move; none for people who asked for less motion. */
export function movingTime(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 250
}
