import { type Reading, read } from '../src/manifest/read'
import { readDump } from '../src/manifest/readDump'
import { fileId } from '../src/model/ids'
import { defaultOptions, type ScenarioOptions } from '../src/model/workspace'

/** The checksums hold for pods whose addresses no ipBlock matches. */
export const benchOptions: ScenarioOptions = { ...defaultOptions, ipBlockMatchesPods: 'never' }

/** Above this many bytes the app and the command line read a file as a dump. */
const largestText = 4_000_000

/** From a file's bytes to the cluster, as a dropped file is read. */
export function readInput(name: string, bytes: Uint8Array): Reading {
  const file =
    bytes.length > largestText ? readDump(name, bytes) : { name, text: new TextDecoder().decode(bytes) }
  return read([{ ...file, id: fileId('f1') }], benchOptions)
}
