import type { Progress } from '../../worker/protocol'

/** What the worker is at, for people who wait. */
export function progressSentence(progress: Progress): string {
  switch (progress.phase) {
    case 'scan':
      return `Reading the file: ${megabytes(progress.done)} of ${megabytes(progress.of)} MB`
    case 'read':
      return progress.of > 1
        ? `Reading ${counted(progress.done)} of ${counted(progress.of)} documents`
        : 'Reading the manifests'
    case 'synthesise':
      return 'Working out the policy changes'
    case 'evaluate':
      return 'Evaluating the policies'
    case 'view':
      return 'Drawing the picture'
  }
}

function counted(count: number): string {
  return count.toLocaleString('en')
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1)
}
