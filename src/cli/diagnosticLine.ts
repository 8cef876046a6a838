import type { Diagnostic, ManifestFile, Severity } from '../model/text'

/**
 * `file:line:col: severity: message`, with what to do about it behind the message. Without line and column where there is no
 * place, and for a file that was read as a dump: what is left of it has other lines. Total.
 */
export function diagnosticLine(
  { severity, message, fix, place }: Diagnostic,
  files: readonly ManifestFile[],
): string {
  const words = `${severity}: ${fix === undefined ? message : `${message} ${fix}`}`.replace(/\s*\n\s*/g, ' ')
  const file = place && files.find(({ id }) => id === place.file)
  if (!file) return words
  return file.snapshot ? `${file.name}: ${words}` : `${file.name}:${place.line}:${place.column}: ${words}`
}

/** What `--fail-on` takes. */
export const failLevels = ['error', 'warning', 'info', 'never'] as const

export type FailLevel = (typeof failLevels)[number]

const weights: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 }

/** Whether one of the diagnostics is as severe as the level, or more. Total. */
export function failsOn(level: FailLevel, diagnostics: readonly Diagnostic[]): boolean {
  return level !== 'never' && diagnostics.some(({ severity }) => weights[severity] >= weights[level])
}
