import type { Candidate } from './intake'

/** A dropped folder may hold a whole checkout; nobody reads more manifests than this at once. */
const mostFiles = 5000

/**
 * The files of a drop, folders opened, with names relative to what was dropped. Must be called while the event is
 * dispatched: the browser empties the transfer afterwards.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly Candidate[]> {
  const found: Candidate[] = []
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.webkitGetAsEntry()
    if (entry) return entry
    const file = item.getAsFile()
    if (file) found.push({ name: file.name, file })
    return []
  })
  for (const entry of entries) await collect(entry, found)
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function collect(entry: FileSystemEntry, found: Candidate[]): Promise<void> {
  if (found.length >= mostFiles) return
  if (isFile(entry)) {
    const file = await fileOf(entry)
    if (file) found.push({ name: entry.fullPath.replace(/^\//, ''), file })
  } else if (isFolder(entry) && !isIgnored(entry.name)) {
    for (const child of await childrenOf(entry)) await collect(child, found)
  }
}

function isIgnored(folder: string): boolean {
  return folder.startsWith('.') || folder === 'node_modules'
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)))
}

// A reader gives a folder in parts, and an empty part at the end.
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const children: FileSystemEntry[] = []
  for (;;) {
    const part = await new Promise<readonly FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    )
    if (part.length === 0) return children
    children.push(...part)
  }
}
