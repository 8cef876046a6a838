import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--text)', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.62' },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 22%, transparent)',
  },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--faint)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '34px', padding: '0 6px 0 4px' },
  '.cm-activeLine': { backgroundColor: 'var(--hover)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
  '.cm-foldGutter .cm-gutterElement': { width: '14px', color: 'var(--faint)', cursor: 'pointer' },
  '.cm-fold-open': { opacity: '0' },
  '.cm-gutters:hover .cm-fold-open': { opacity: '1' },
  '.cm-foldPlaceholder': {
    border: 'none',
    borderRadius: '4px',
    padding: '0 6px',
    background: 'var(--frame)',
    color: 'var(--muted)',
  },
  '.cm-jumped': { backgroundColor: 'var(--half-soft)', boxShadow: 'inset 2px 0 var(--half)' },
  '.cm-gutter-lint': { width: '14px' },
  '.cm-lint-marker': { width: '12px', height: '12px', padding: '3px 1px' },
  '.cm-lintRange-error': { backgroundImage: 'none', borderBottom: '2px solid var(--del)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', borderBottom: '2px dotted var(--half)' },
  '.cm-lintRange-info': { backgroundImage: 'none', borderBottom: '1px dotted var(--open)' },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: '8px',
    background: 'var(--raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow-high)',
    fontFamily: 'var(--sans)',
    maxWidth: '420px',
    overflow: 'hidden',
  },
  '.cm-diagnostic': { padding: '7px 12px', whiteSpace: 'pre-line' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--del)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--half)' },
  '.cm-diagnostic-info': { borderLeft: '3px solid var(--open)' },
  '.cm-searchMatch': { backgroundColor: 'var(--half-soft)', outline: '1px solid var(--half)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
  '.cm-panels': { backgroundColor: 'var(--bg)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '8px 28px 8px 10px', fontFamily: 'var(--sans)', fontSize: '12px' },
  '.cm-panel.cm-search label': { display: 'inline-flex', alignItems: 'center', gap: '3px', fontSize: '12px' },
  '.cm-textfield': {
    height: '26px',
    border: '1px solid var(--line-strong)',
    borderRadius: '6px',
    background: 'var(--surface)',
    color: 'var(--text)',
    fontSize: '12px',
  },
  '.cm-button': {
    height: '26px',
    border: '1px solid var(--line-strong)',
    borderRadius: '6px',
    backgroundImage: 'none',
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    fontSize: '12px',
  },
  '.cm-panel.cm-search [name=close]': { color: 'var(--muted)', fontSize: '16px', top: '6px', right: '8px' },
  '.cm-placeholder': { color: 'var(--faint)' },
})

const highlighting = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--accent)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.string, tags.content, tags.attributeValue], color: 'var(--text)' },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: 'var(--muted)' },
  { tag: [tags.meta, tags.documentMeta], color: 'var(--faint)', fontWeight: '600' },
  { tag: [tags.keyword, tags.typeName, tags.labelName], color: 'var(--outside)' },
])

/** The editor in the app's own colours, in both themes. The nonce is what the page's security policy allows styles by. */
export const editorLook: Extension = [EditorView.cspNonce.of('cm'), theme, syntaxHighlighting(highlighting)]
