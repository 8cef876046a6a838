import type { Progress } from '../../worker/protocol'

/** Fewer documents than this are read at once, unless one of them is huge: then their count would stand still and say nothing. */
const countedFrom = 100

/** What the worker is at, for people who wait. */
export function progressSentence(progress: Progress): string {
  switch (progress.phase) {
    case 'scan':
      return `Reading the file: ${megabytes(progress.done)} of ${megabytes(progress.of)} MB`
    case 'read':
      return isMeasured(progress)
        ? `Reading ${counted(progress.done)} of ${counted(progress.of)} documents`
        : 'Reading the manifests'
    case 'synthesise':
      return 'Working out the policy changes'
    case 'evaluate':
      return 'Evaluating the policies'
    case 'view':
      return 'Drawing the picture'
    case 'answer':
      return 'Working it out'
  }
}

/** Whether it is known how much there is to do. */
export function isMeasured(progress: Progress): progress is Extract<Progress, { readonly of: number }> {
  return progress.phase === 'scan' || (progress.phase === 'read' && progress.of >= countedFrom)
}

function counted(count: number): string {
  return count.toLocaleString('en')
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1)
}
