import { CheckField } from '../controls/CheckField'
import { ModalDialog } from '../controls/ModalDialog'
import { useApp } from '../useApp'
import { isLetterKey, keyCaps, type Shortcut, shortcutGroups } from './shortcuts'
import './shortcutsDialog.css'

/** Every key that does something, and a switch for those that are a single character. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const hasLetterKeys = useApp((state) => state.hasLetterKeys)
  const useLetterKeys = useApp((state) => state.useLetterKeys)
  return (
    <ModalDialog
      title="Keyboard shortcuts"
      description="Everything can be done with the keyboard; these keys are shorter ways."
      size="wide"
      onClose={onClose}
    >
      <CheckField
        label="Single keys"
        hint="Keys that are one character alone. Switch them off when you speak to your computer, or press them by accident."
        checked={hasLetterKeys}
        onChange={useLetterKeys}
      />
      <div className="shortcuts">
        {shortcutGroups.map(({ title, shortcuts }) => (
          <section key={title} className="shortcuts__group" aria-label={title}>
            <h3 className="section-title">{title}</h3>
            <dl className="shortcuts__list">
              {shortcuts.map((shortcut) => (
                <ShortcutRow key={shortcut.id} shortcut={shortcut} hasLetterKeys={hasLetterKeys} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </ModalDialog>
  )
}

function ShortcutRow({
  shortcut: { does, keys },
  hasLetterKeys,
}: {
  readonly shortcut: Shortcut
  readonly hasLetterKeys: boolean
}) {
  const isOff = !hasLetterKeys && keys.every(isLetterKey)
  return (
    <div className="shortcuts__row">
      <dt>{does}</dt>
      <dd>
        {isOff ? (
          <span className="shortcuts__off">off</span>
        ) : (
          keys.map((key, i) => (
            <span key={key} className="shortcuts__keys">
              {i > 0 && <span className="shortcuts__or">or</span>}
              {keyCaps(key).map((cap) => (
                <kbd key={cap} className="shortcuts__cap">
                  {cap}
                </kbd>
              ))}
            </span>
          ))
        )}
      </dd>
    </div>
  )
}
