import type { GroupLine, MatrixLine } from '../../model/matrix'

/** A line by what it is, so that it is found again when others are folded or go. */
export interface LineName {
  /** An endpoint's id; null for the line of a group. */
  readonly id: string | null
  readonly namespace: string | null
}

/** The lines of the matrix with what the grid asks of them. */
export interface Axis {
  readonly lines: readonly MatrixLine[]
  /** For each line the place of its group's line. */
  readonly groupOf: readonly number[]
  /** For the line of each group the place after its last line. */
  readonly endOf: ReadonlyMap<number, number>
  /** The place of a line, or of its group where that is folded now; -1 when there is neither. */
  readonly placeOf: (name: LineName) => number
}

/** Total, O(lines). */
export function axisOf(lines: readonly MatrixLine[]): Axis {
  const places = new Map<string, number>()
  const groupOf: number[] = []
  const endOf = new Map<number, number>()
  let group = 0
  for (const [place, line] of lines.entries()) {
    if (line.kind === 'group') group = place
    places.set(keyOf(nameOf(line)), place)
    groupOf.push(group)
    endOf.set(group, place + 1)
  }
  return {
    lines,
    groupOf,
    endOf,
    placeOf: (name) => places.get(keyOf(name)) ?? places.get(keyOf({ ...name, id: null })) ?? -1,
  }
}

export function nameOf(line: MatrixLine): LineName {
  return { id: line.kind === 'endpoint' ? line.id : null, namespace: line.namespace }
}

/** A group whose endpoints have lines of their own: there is nothing in its own one. */
export function isHeader(line: MatrixLine | undefined): boolean {
  return line?.kind === 'group' && !line.isFolded
}

/** How the store knows the fold of a group. */
export function foldKey({ namespace }: Pick<GroupLine, 'namespace'>): string {
  return namespace ?? ''
}

function keyOf({ id, namespace }: LineName): string {
  return id ?? `group ${namespace ?? ''}`
}
