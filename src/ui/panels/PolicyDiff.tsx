import { FileMinus2, FilePen, FilePlus2 } from 'lucide-react'
import type { ChangeText } from '../../model/summary'
import { useAppContext } from '../useApp'
import { DiffEdits } from './DiffEdits'
import { type DiffBlock, diffBlocks } from './diffLines'
import { useLineOwners } from './useLineOwners'
import './policyDiff.css'

const heads = {
  create: { icon: FilePlus2, verb: 'New' },
  replace: { icon: FilePen, verb: 'Changed' },
  delete: { icon: FileMinus2, verb: 'Removed' },
}

/** One policy's change, line by line, as insertions and deletions. */
export function PolicyDiff({ change }: { readonly change: ChangeText }) {
  const { store } = useAppContext()
  const { owners, litAt } = useLineOwners(change)
  const pointAtLine = (target: EventTarget) => {
    const line = target instanceof Element ? target.closest('[data-at]') : null
    store.getState().point(owners[Number(line?.getAttribute('data-at') ?? -1)] ?? [])
  }
  const { icon: Icon, verb } = heads[change.kind]
  const name = change.policy.slice(change.policy.indexOf('/') + 1)
  return (
    <article className="policy-diff" aria-label={`${verb} policy ${name}`}>
      <header className="policy-diff__head" data-kind={change.kind}>
        <Icon size={14} aria-hidden="true" />
        <span className="policy-diff__verb">{verb}</span>
        <span className="policy-diff__name">{name}</span>
        <DiffEdits edits={change.edits} />
        <span className="policy-diff__file">{change.file}</span>
      </header>
      <div
        className="policy-diff__lines"
        onPointerMove={({ target }) => pointAtLine(target)}
        onPointerLeave={() => store.getState().point([])}
      >
        {diffBlocks(change.lines).map((block) => (
          <Block key={block.at} block={block} litAt={litAt} />
        ))}
      </div>
    </article>
  )
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
