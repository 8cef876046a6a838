import { FileInput } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useAppContext } from '../useApp'
import { droppedFiles } from './droppedFiles'
import { takeFiles } from './intake'
import './dropTarget.css'

/** Takes files and folders that are dropped anywhere on the page. */
export function DropTarget() {
  const app = useAppContext()
  const [isOver, setOver] = useState(false)

  useEffect(() => {
    const stop = new AbortController()
    const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', handle: (event: DragEvent) => void) =>
      addEventListener(type, (event) => carriesFiles(event) && handle(event), { signal: stop.signal })
    on('dragenter', () => setOver(true))
    on('dragover', (event) => event.preventDefault())
    on('dragleave', (event) => event.relatedTarget === null && setOver(false))
    on('drop', (event) => {
      event.preventDefault()
      setOver(false)
      if (event.dataTransfer) void droppedFiles(event.dataTransfer).then((files) => takeFiles(app, files))
    })
    return () => stop.abort()
  }, [app])

  if (!isOver) return null
  return (
    <div className="drop-target">
      <div className="drop-target__card">
        <FileInput size={28} strokeWidth={1.5} aria-hidden="true" />
        <p className="drop-target__title">Drop to add to this workspace</p>
        <p className="drop-target__text">Files and folders; .yaml, .yml and .json are read.</p>
      </div>
    </div>
  )
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}
