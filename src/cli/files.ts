import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readDump } from '../manifest/readDump'
import { fileId } from '../model/ids'
import type { ManifestFile } from '../model/text'
import { compareText } from './peers'

/** Input that is not there or cannot be opened: a sentence for the user. */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly message: string
}

/** Above this many bytes a file is read as a dump: one object at a time, and of each only what counts. */
const largestText = 4_000_000

/**
 * The manifest files that arguments name: files as they are, directories with every `.yaml`, `.yml` and `.json` below them in the
 * order of their paths, `-` for what the standard input gave. Hidden entries of directories and linked directories are left out.
 */
export function readFiles(
  paths: readonly string[],
  standardInput: Uint8Array,
): readonly ManifestFile[] | Unreadable {
  const files: Omit<ManifestFile, 'id'>[] = []
  for (const path of paths) {
    try {
      const found = path !== '-' && statSync(path).isDirectory() ? manifestsBelow(path) : [path]
      if (found.length === 0)
        return unreadable(`${path}: there is no .yaml, .yml or .json file in this directory.`)
      for (const name of found)
        files.push(
          path === '-' ? fileOf('(standard input)', standardInput) : fileOf(name, readFileSync(name)),
        )
    } catch (error) {
      return unreadable(`${path}: ${reasonOf(error)}`)
    }
  }
  return files.map((file, i) => ({ ...file, id: fileId(`f${i + 1}`) }))
}

/** Its place among the others gives it its id. */
function fileOf(name: string, bytes: Uint8Array): Omit<ManifestFile, 'id'> {
  const isPlainText = bytes.length <= largestText && !bytes.includes(0)
  return isPlainText ? { name, text: new TextDecoder().decode(bytes) } : readDump(name, bytes)
}

function manifestsBelow(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap((entry) => {
      const path = join(directory, entry.name)
      if (entry.isDirectory()) return manifestsBelow(path)
      return /\.(ya?ml|json)$/i.test(entry.name) && statSync(path).isFile() ? [path] : []
    })
}

function unreadable(message: string): Unreadable {
  return { kind: 'unreadable', message }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT') return 'there is no such file or directory.'
  if (code === 'EACCES' || code === 'EPERM') return 'this may not be read.'
  if (code === 'ERR_FS_FILE_TOO_LARGE') return 'this file is larger than 2 GB.'
  return error instanceof Error ? error.message : String(error)
}
