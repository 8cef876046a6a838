import { promises, Readable } from 'node:stream'
import { run } from './run'

const chunkSize = 1 << 16

/** Lines joined to chunks: one write for each line would take most of the time. */
function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const line of lines) {
    chunk += `${line}\n`
    if (chunk.length < chunkSize) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** Read as a stream: at once it cannot be read where another process left it non-blocking. */
async function standardInput(): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(part)
  return Buffer.concat(parts)
}

const args = process.argv.slice(2)
const { out, errors, exitCode } = await run(args, args.includes('-') ? await standardInput() : undefined)
process.exitCode = exitCode
if (errors.length > 0) process.stderr.write(`${errors.join('\n')}\n`)
try {
  await promises.pipeline(Readable.from(chunks(out), { objectMode: false }), process.stdout, { end: false })
} catch (error) {
  // Whoever reads the output, such as `head`, has seen enough.
  if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
}
