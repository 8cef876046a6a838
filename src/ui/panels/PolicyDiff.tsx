import { FileMinus2, FilePen, FilePlus2 } from 'lucide-react'
import { policyOf } from '../../model/ids'
import type { ChangeText } from '../../model/summary'
import { useAppContext } from '../useApp'
import { DiffBlocks } from './DiffBlocks'
import { DiffEdits } from './DiffEdits'
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
  const { name } = policyOf(change.policy)
  return (
    <article className="policy-diff" aria-label={`${verb} policy ${name}`}>
      <header className="policy-diff__head" data-kind={change.kind}>
        <Icon size={14} aria-hidden="true" />
        <span className="policy-diff__verb">{verb}</span>
        <span className="policy-diff__name" title={name}>
          {name}
        </span>
        <DiffEdits edits={change.edits} />
        <span className="policy-diff__file" title={change.file}>
          {change.file}
        </span>
      </header>
      <div
        className="policy-diff__lines"
        onPointerMove={({ target }) => pointAtLine(target)}
        onPointerLeave={() => store.getState().point([])}
      >
        <DiffBlocks lines={change.lines} litAt={litAt} />
      </div>
    </article>
  )
}
