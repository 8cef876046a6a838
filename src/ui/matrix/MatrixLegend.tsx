import type { MatrixCell } from '../../model/matrix'
import { type CellText, cellTexts } from './cellWords'

const entries: readonly { readonly look: CellText['look']; readonly sign: string; readonly words: string }[] =
  [
    { look: 'rules', sign: '80', words: 'allowed by rules' },
    { look: 'open', sign: '●', words: 'unrestricted' },
    { look: 'half', sign: '!', words: 'half-open: one side blocks' },
    { look: 'added', sign: '+', words: 'added by your edits' },
    { look: 'removed', sign: '−', words: 'removed by your edits' },
  ]

/** Explains only what is in the cells now. */
export function MatrixLegend({ contents }: { readonly contents: readonly MatrixCell[] }) {
  const used = new Set(contents.flatMap((cell) => cellTexts(cell).map(({ look }) => look)))
  return (
    <ul className="matrix-legend" aria-label="Legend">
      {entries
        .filter(({ look }) => used.has(look))
        .map(({ look, sign, words }) => (
          <li key={look}>
            <span className="matrix-legend__sign" data-look={look} aria-hidden="true">
              {sign}
            </span>
            {words}
          </li>
        ))}
      <li>
        <span className="matrix-legend__sign" aria-hidden="true" />
        empty: blocked
      </li>
      {contents.some(({ kind }) => kind === 'filtered') && (
        <li>
          <span className="matrix-legend__sign" data-look="filtered" aria-hidden="true" />
          hatched: hidden by the filters
        </li>
      )}
    </ul>
  )
}
