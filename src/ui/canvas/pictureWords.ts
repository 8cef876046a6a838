/** What an exported picture says about itself. */
import type { HiddenFlows } from '../../model/graphView'
import type { Filters, Show } from '../../model/look'
import { filterParts } from '../picture/filterParts'
import { showWords } from '../showWords'
import { counted } from '../words'

export interface NoteOf {
  readonly show: Show
  readonly hasEdits: boolean
  readonly filters: Filters
  readonly hidden: HiddenFlows
}

/** Whose policies, what was filtered by, and how many flows are true and not drawn. Total. */
export function pictureNote({ show, hasEdits, filters, hidden }: NoteOf): string {
  const parts = [...filterParts(filters).map(({ words }) => words), filters.text.trim()].filter(Boolean)
  return [
    hasEdits ? `${showWords[show]}.` : 'Who can reach whom by the policies.',
    parts.length === 0 ? '' : `Only: ${parts.join('; ')}.`,
    hidden.open === 0 ? '' : `Not drawn: ${counted(hidden.open, 'unrestricted flow')}.`,
    hidden.undeclaredPorts === 0
      ? ''
      : `Not drawn: ${counted(hidden.undeclaredPorts, 'flow')} on undeclared ports.`,
    hidden.folded === 0 ? '' : `${counted(hidden.folded, 'flow')} bundled.`,
  ]
    .filter(Boolean)
    .join(' ')
}

/** `Online boutique, draft 2` → `online-boutique-draft-2.svg`. Total: a title without letters or digits gives a plain name. */
export function pictureFileName(title: string, extension: 'svg' | 'png'): string {
  const name = title
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
  return `${name === '' ? 'network-flows' : name}.${extension}`
}
