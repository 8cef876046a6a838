import { readFileSync } from 'node:fs'

/** Milliseconds of CPU that the calling thread has used. Helper threads of V8 (compiler, garbage collector) are not in it, where the system can tell. */
export interface ThreadClock {
  readonly name: string
  readonly now: () => number
}

const schedulerFile = '/proc/thread-self/schedstat'

/** The most exact clock that this system has. */
export function threadClock(): ThreadClock {
  const own = (process as { readonly threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage
  if (own !== undefined) return { name: 'thread CPU', now: () => milliseconds(own.call(process)) }
  if (isReadable(schedulerFile)) return { name: 'thread CPU, by the scheduler', now: schedulerTime }
  return { name: 'process CPU, with helper threads', now: () => milliseconds(process.cpuUsage()) }
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000
}

const nobodyWakes = new Int32Array(new SharedArrayBuffer(4))

/** Linux books a thread's time when the thread leaves its core, so it leaves for a moment before it asks. */
function schedulerTime(): number {
  Atomics.wait(nobodyWakes, 0, 0, 0.01)
  return Number(readFileSync(schedulerFile, 'latin1').split(' ')[0]) / 1e6
}

function isReadable(path: string): boolean {
  try {
    return readFileSync(path).length > 0
  } catch {
    return false
  }
}
