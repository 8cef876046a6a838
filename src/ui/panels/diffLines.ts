import type { DiffLine } from '../../model/summary'

/** Lines of one kind in a row, or unchanged lines that are not shown. */
export type DiffBlock =
  | { readonly kind: DiffLine['kind']; readonly at: number; readonly lines: readonly string[] }
  | { readonly kind: 'gap'; readonly at: number; readonly count: number }

/** Unchanged lines shown on each side of a change. */
const context = 3

/** Puts lines of one kind together and leaves out what is far from every change. `at` is the position of the first line. O(lines). */
export function diffBlocks(lines: readonly DiffLine[]): readonly DiffBlock[] {
  return runsOf(lines).flatMap((run, i, runs) => {
    if (run.kind !== 'same') return [run]
    const before = i === 0 ? 0 : context
    const after = i === runs.length - 1 ? 0 : context
    const hidden = run.lines.length - before - after
    // A gap takes a line itself.
    if (hidden <= 1 || runs.length === 1) return [run]
    const start = { ...run, lines: run.lines.slice(0, before) }
    const gap = { kind: 'gap' as const, at: run.at + before, count: hidden }
    const end = { ...run, at: gap.at + hidden, lines: run.lines.slice(before + hidden) }
    return [start, gap, end].filter((it) => it.kind === 'gap' || it.lines.length > 0)
  })
}

interface Run {
  readonly kind: DiffLine['kind']
  readonly at: number
  readonly lines: string[]
}

function runsOf(lines: readonly DiffLine[]): readonly Run[] {
  const runs: Run[] = []
  lines.forEach(({ kind, text }, at) => {
    const last = runs.at(-1)
    if (last?.kind === kind) last.lines.push(text)
    else runs.push({ kind, at, lines: [text] })
  })
  return runs
}
