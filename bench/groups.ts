import { coldColumns, measureCold, measureRanges } from './measureCold'
import { measureQuestions, questionColumns } from './measureQuestions'
import { measureReading, readingColumns } from './measureReading'
import { measureSynthesis, synthesisColumns } from './measureSynthesis'
import type { Column, Group, Sample } from './row'

interface GroupOfRows {
  readonly title: string
  readonly columns: readonly Column[]
  readonly checksum: string
  readonly measure: (name: string, bytes: Uint8Array) => Sample
}

/** A new kind of row is a new entry here, with its measure and its columns. */
export const groups: Readonly<Record<Group, GroupOfRows>> = {
  cold: {
    title: 'Cold: a file to the answer for every pair',
    columns: coldColumns,
    checksum: 'pod pairs that may talk',
    measure: measureCold,
  },
  ranges: {
    title: 'Cold, with ranges outside alone',
    columns: coldColumns,
    checksum: 'addresses that pods may reach',
    measure: measureRanges,
  },
  questions: {
    title: 'Questions about one pair',
    columns: questionColumns,
    checksum: 'pairs, policies and rules',
    measure: measureQuestions,
  },
  reading: {
    title: 'Reading: a file to the cluster',
    columns: readingColumns,
    checksum: 'hash of the cluster',
    measure: measureReading,
  },
  synthesis: {
    title: 'Edits to policies, with their proof',
    columns: synthesisColumns,
    checksum: 'flows changed, and edits that hold',
    measure: measureSynthesis,
  },
}
