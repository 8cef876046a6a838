import { read } from '../manifest/read'
import type { Cluster } from '../model/cluster'
import { fileId } from '../model/ids'
import type { ManifestFile } from '../model/text'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'

/** The cluster that a few lines of YAML describe; fields as in `fixture`. Throws where the reader finds an error. */
export function cluster(yaml: string, options: ScenarioOptions = defaultOptions): Cluster {
  const { cluster: found, diagnostics } = read([manifestFile('fixture.yaml', fixture(yaml))], options)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(`fixture: ${errors.map(({ message }) => message).join('\n')}`)
  return found
}

export function manifestFile(name: string, text: string): ManifestFile {
  return { id: fileId(name), name, text }
}

/** YAML documents with the `apiVersion` of their kind filled in where they have none. */
export function fixture(yaml: string): string {
  return yaml.split(/^---$/m).map(withApiVersion).join('---\n')
}

const groupOf: Readonly<Record<string, string>> = {
  NetworkPolicy: 'networking.k8s.io/v1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
}

function withApiVersion(document: string): string {
  const kind = /^kind: *(\w+)/m.exec(document)?.[1]
  if (kind === undefined || /^apiVersion:/m.test(document)) return document
  return `\napiVersion: ${groupOf[kind] ?? 'v1'}${document.startsWith('\n') ? '' : '\n'}${document}`
}
