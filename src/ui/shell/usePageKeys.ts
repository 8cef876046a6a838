import { useEffect } from 'react'
import { type App, useAppContext } from '../useApp'
import { takePaste } from './intake'
import { isLetterKey, type Shortcut, shortcutFor } from './shortcuts'

/**
 * What works anywhere on the page: the shortcuts, and paste. A text field keeps its own undo and paste; the manifest editor has no
 * undo of its own, so there the workspace's history answers.
 */
export function usePageKeys(): void {
  const app = useAppContext()

  useEffect(() => {
    const stop = new AbortController()
    const onKey = (event: KeyboardEvent) => {
      const shortcut = event.defaultPrevented ? null : shortcutFor(event)
      if (!shortcut || !isMeant(app, shortcut, event)) return
      event.preventDefault()
      shortcut.run?.(app.store)
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
  }, [app])
}

/** Whether a key is for the page: what is typed belongs to fields, and what a dialog or a menu is open for to these. */
function isMeant({ store }: App, { id }: Shortcut, event: KeyboardEvent): boolean {
  const { target } = event
  const { hasLetterKeys } = store.getState()
  if (id === 'search') return true
  if (id === 'undo' || id === 'redo') return !isTextField(target)
  if (target instanceof Element && target.closest('[role=dialog], [role=menu]') !== null) return false
  if (id === 'region' || id === 'regionBack') return true
  if (isTextField(target) || isEditable(target) || target instanceof HTMLSelectElement) return false
  return hasLetterKeys || !isLetterKey(event.key)
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio')
  )
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.isContentEditable
}
