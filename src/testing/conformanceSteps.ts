/**
 * Cases that change a common cluster step by step, with tables of what is allowed after each step. `apply` puts objects, each in the
 * place of the one of its kind, namespace and name; `delete` takes them out, written `Kind namespace/name` or `Kind name`.
 */
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { load, loadAll } from 'js-yaml'
import type { Protocol } from '../model/policy'
import { ask, questionsIn } from './conformanceTables'
import type { Judged } from './judged'

interface KubernetesObject {
  readonly kind: string
  readonly metadata: { readonly namespace?: string; readonly name: string }
}

interface Step {
  readonly apply?: readonly KubernetesObject[]
  readonly delete?: readonly string[]
  /** Each holds for several ports, written `TCP 80`. */
  readonly tables: readonly {
    readonly ports: readonly string[]
    readonly matrix: Readonly<Record<string, string>>
  }[]
}

/** Asks our reader and engine every question after every step of the case in `path`; `cluster.yaml` stands beside its folder. */
export function judgeSteps(path: string): Judged {
  const { steps } = load(readFileSync(path, 'utf8')) as { readonly steps: readonly Step[] }
  const cluster = loadAll(readFileSync(join(dirname(path), '..', 'cluster.yaml'), 'utf8'))
  const state = new Map((cluster as KubernetesObject[]).map((it) => [nameOf(it), it]))
  const results = steps.map((step, i) => {
    for (const name of step.delete ?? [])
      if (!state.delete(name)) throw new Error(`${path}: there is no ${name} to delete`)
    for (const object of step.apply ?? []) state.set(nameOf(object), object)
    const manifests = [...state.values()].map((it) => JSON.stringify(it)).join('\n---\n')
    return ask(`${basename(path)} step ${i + 1}`, manifests, step.tables.flatMap(questionsOf))
  })
  return {
    points: results.reduce((sum, { points }) => sum + points, 0),
    differences: results.flatMap(({ differences }) => differences),
    leftOut: 0,
  }
}

function nameOf({ kind, metadata: { namespace, name } }: KubernetesObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}

function questionsOf({ ports, matrix }: Step['tables'][number]) {
  return ports.flatMap((text) => {
    const [protocol, port] = text.split(' ')
    return questionsIn({ protocol: protocol as Protocol, port: Number(port), matrix })
  })
}
