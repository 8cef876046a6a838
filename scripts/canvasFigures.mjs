// What the frames of a movement come to, and the table of it.

/** The figures of a row, in the order of the table. */
export const columns = ['far', 'near'].flatMap((place) => [
  ...['pan', 'zoom', 'drag'].flatMap((move) =>
    ['median', 'p5', 'longest', 'cpu'].map((figure) => `${move}, ${place}, ${figure}`),
  ),
])

/**
 * Frames per second, in the middle and at the worst twentieth, the longest task in ms (0 when none took 50), and the CPU time of the main
 * thread for a frame.
 */
export function figuresOf(name, { intervals, tasks, cpu }) {
  const sorted = intervals.toSorted((a, b) => a - b)
  const at = (share) => 1000 / (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.POSITIVE_INFINITY)
  return {
    [`${name}, median`]: at(0.5),
    [`${name}, p5`]: at(0.95),
    [`${name}, longest`]: Math.max(0, ...tasks),
    [`${name}, cpu`]: cpu / Math.max(1, intervals.length),
  }
}

/** The median of each figure over the runs. */
export function medianOfRuns(runs) {
  const keys = [...new Set(runs.flatMap((run) => Object.keys(run)))]
  return Object.fromEntries(keys.map((key) => [key, median(runs.flatMap((run) => run[key] ?? []))]))
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

/** A line for each cluster and place: frames per second as `median / p5`, CPU for a frame of the costliest movement, the longest task. */
export function tableOf(rows) {
  const moves = ['pan', 'zoom', 'drag']
  const head = [
    'workloads',
    'place',
    ...moves.map((move) => `${move}, FPS`),
    'CPU for a frame, ms',
    'longest task, ms',
    'first picture, ms',
    'runs',
  ]
  const placesOf = (row) => ['far', 'near'].filter((place) => row[`pan, ${place}, median`] !== undefined)
  const lines = rows.flatMap((row) =>
    (placesOf(row).length === 0 ? ['far'] : placesOf(row)).map((place) => [
      row.name,
      place,
      ...moves.map((move) => {
        const fps = (figure) => Math.round(row[`${move}, ${place}, ${figure}`])
        return row[`${move}, ${place}, median`] === undefined ? '' : `${fps('median')} / ${fps('p5')}`
      }),
      Math.max(...moves.map((move) => row[`${move}, ${place}, cpu`] ?? 0)).toFixed(1),
      taskText(Math.max(...moves.map((move) => row[`${move}, ${place}, longest`] ?? 0))),
      ...(place === 'far' ? [Math.round(row.paste ?? 0), row.runs] : ['', '']),
    ]),
  )
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function taskText(ms) {
  return ms === 0 ? 'under 50' : Math.round(ms)
}
