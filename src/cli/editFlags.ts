import { readEdit } from '../notation/edits'
import type { EditFlag } from './askedEdits'
import { UsageError } from './commandValues'
import { linkHash } from './link'

/** What `edit` acts on. */
export const editsHelp =
  'an edit with --allow, --block, --isolate, --open, --only or --edits, or a link that has some.'

/** A flag where it stands among the others. */
export interface Flag {
  readonly name: string
  readonly value?: string | undefined
}

/** The edits of all flags in the order in which these stand, whatever their kinds. */
export function editFlags(flags: readonly Flag[], paths: readonly string[]): readonly EditFlag[] {
  const edits = flags.flatMap((flag) => editFlag(flag) ?? [])
  const inputs = edits.filter((it) => it.kind === 'file' && it.path === '-').length
  if (inputs + paths.filter((path) => path === '-').length > 1)
    throw new UsageError('"-" can be named only once.')
  // What the standard input holds is not known yet.
  if (
    edits.length === 0 &&
    paths.length > 0 &&
    !paths.some((path) => linkHash(path) !== null || path === '-')
  )
    throw new UsageError(`There is nothing to do: name ${editsHelp}`)
  return edits
}

function editFlag({ name, value = '' }: Flag): EditFlag | null {
  if (name === 'edits') return { kind: 'file', path: value }
  if (name !== 'allow' && name !== 'block' && name !== 'isolate' && name !== 'only' && name !== 'open')
    return null
  const read = readEdit(name, value)
  if (read.kind === 'wrong') throw new UsageError(`--${name}: ${read.message}`)
  return { kind: 'edit', text: `${name} ${value.trim()}`, edit: read.value }
}
