/** The text that the user pasted, and places in it. */

/** Names a manifest file for as long as it lives in the workspace; never shown. */
export type FileId = string & { readonly __brand: 'FileId' }

/** A name and a text that the user pasted, typed or dropped; the text is kept byte for byte. */
export interface ManifestFile {
  readonly id: FileId
  readonly name: string
  readonly text: string
  /**
   * Set when the file was too large to be text that anybody edits: `text` is then what was kept of it
   * (policies whole, the rest reduced to the fields that anything reads). `bytes` is the size of the original.
   */
  readonly snapshot?: { readonly bytes: number }
}

/** A range in the text of one manifest file. Offsets count UTF-16 units; `line` and `column` are 1-based and belong to `from`. */
export interface Place {
  readonly file: FileId
  /** 0-based position of the YAML document (or JSON object) within its file. */
  readonly document: number
  readonly from: number
  readonly to: number
  readonly line: number
  readonly column: number
}

export type Severity = 'error' | 'warning' | 'info'

/** Something wrong with the text itself. `message` says what is wrong, `fix` what to do about it. */
export interface Diagnostic {
  readonly severity: Severity
  /** Stable, kebab-case: `unknown-field`, `bad-port`, … */
  readonly code: string
  readonly message: string
  readonly fix?: string
  /** Null when it concerns no single place, such as "12 objects of other kinds were skipped". */
  readonly place: Place | null
}
