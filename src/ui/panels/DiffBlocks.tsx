import type { DiffLine } from '../../model/summary'
import { type DiffBlock, diffBlocks } from './diffLines'
import './policyDiff.css'

interface DiffBlocksProps {
  readonly lines: readonly DiffLine[]
  /** Positions of the lines of what is pointed at. */
  readonly litAt: ReadonlySet<number>
}

/** The lines of a change as insertions and deletions, with what stays between them cut short. */
export function DiffBlocks({ lines, litAt }: DiffBlocksProps) {
  return diffBlocks(lines).map((block) => <Block key={block.at} block={block} litAt={litAt} />)
}

interface BlockProps {
  readonly block: DiffBlock
  /** Positions of the lines of what is pointed at. */
  readonly litAt: ReadonlySet<number>
}

function Block({ block, litAt }: BlockProps) {
  if (block.kind === 'gap') return <p className="policy-diff__gap">{block.count} unchanged lines</p>
  const Tag = block.kind === 'added' ? 'ins' : block.kind === 'removed' ? 'del' : 'div'
  return (
    <Tag className="policy-diff__block" data-kind={block.kind}>
      {block.lines.map((line, i) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their position
          key={i}
          className="policy-diff__line"
          data-at={block.at + i}
          data-lit={litAt.has(block.at + i) || undefined}
        >
          <YamlLine text={line} />
        </span>
      ))}
    </Tag>
  )
}

/** Only the key is coloured: enough to find one's way, and no second YAML reader. */
function YamlLine({ text }: { readonly text: string }) {
  const [, indent = '', key = '', rest = ''] = /^([\s-]*)([\w./-]+:)?(.*)$/.exec(text) ?? []
  return (
    <>
      {indent}
      {key !== '' && <span className="policy-diff__key">{key}</span>}
      {rest}
      {'\n'}
    </>
  )
}
