import { useEffect } from 'react'
import { useAppContext } from '../useApp'
import { takePaste } from './intake'
import { focusNextRegion } from './regionKeys'

/**
 * What works anywhere on the page: undo and redo of the workspace, the search, paste, and F6 from one part to the next. A text field
 * keeps its own undo and paste; the manifest editor has no undo of its own, so there the workspace's history answers.
 */
export function usePageKeys(openPalette: () => void): void {
  const app = useAppContext()

  useEffect(() => {
    const stop = new AbortController()
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'F6' && !isInDialog(event.target)) {
        event.preventDefault()
        focusNextRegion(event.shiftKey)
        return
      }
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      const { undo, redo } = app.store.temporal.getState()
      const act =
        key === 'k'
          ? openPalette
          : isTextField(event.target)
            ? null
            : historyKey(key, event.shiftKey, undo, redo)
      if (!act) return
      event.preventDefault()
      act()
    }
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (isTextField(event.target) || isEditable(event.target)) return
      event.preventDefault()
      if (text.trim() === '')
        app.store.getState().notify({ tone: 'plain', text: 'There is no text on the clipboard to read.' })
      else void takePaste(app, text)
    }
    addEventListener('keydown', onKey, { signal: stop.signal })
    addEventListener('paste', onPaste, { signal: stop.signal })
    return () => stop.abort()
  }, [app, openPalette])
}

function historyKey(key: string, shift: boolean, undo: () => void, redo: () => void): (() => void) | null {
  if (key === 'z') return () => (shift ? redo() : undo())
  return key === 'y' ? () => redo() : null
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.isContentEditable
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog]') !== null
}
