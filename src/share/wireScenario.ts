import type { Edit } from '../model/edit'
import { type Look, plainLook } from '../model/look'
import type { Json, SharedFile, SharedScenario } from '../model/shared'
import { defaultOptions, type Point, type ScenarioOptions } from '../model/workspace'
import { expand, shorten } from './shorten'
import { readEdit, writeEdit } from './wireEdit'
import { own, recordOf } from './wireFields'
import { readLook, writeLook } from './wireLook'

const longestName = 300

/**
 * The scenario as a link's JSON, version 1: `t` title, `f` files, `e` edits, `o` options, `p` positions, and `v` how it is viewed; what
 * is usual is left out.
 */
export function writeScenario(scenario: SharedScenario, look: Look): Json {
  const { title, files, edits, options, positions } = scenario
  const viewed = writeLook(look)
  const moved = Object.entries(positions).map(([id, { x, y }]): [string, Json] => [id, [x, y]])
  const chosen = Object.entries(options).filter(
    ([key, value]) => defaultOptions[key as keyof ScenarioOptions] !== value,
  )
  return {
    ...(title === '' ? {} : { t: title }),
    f: files.map(({ name, objects }) => [name, ...objects.map(shorten)]),
    ...(edits.length === 0 ? {} : { e: edits.map(writeEdit) }),
    ...(chosen.length === 0 ? {} : { o: Object.fromEntries(chosen) }),
    ...(moved.length === 0 ? {} : { p: Object.fromEntries(moved) }),
    ...(viewed === null ? {} : { v: viewed }),
  }
}

/** How the scenario of a link's JSON was looked at; the plain look where it does not say so. Total. */
export function lookIn(value: Json): Look {
  const fields = recordOf(value)
  return fields === null ? plainLook : readLook(own(fields, 'v'))
}

/**
 * The scenario that a link's JSON holds, field by field: what has not the expected form is left out, and nothing is
 * taken over unseen. Null when it is no scenario at all. Total.
 */
export function readScenario(value: Json): SharedScenario | null {
  const fields = recordOf(value)
  const fileList = fields === null ? undefined : own(fields, 'f')
  if (fields === null || !isList(fileList)) return null
  const title = own(fields, 't')
  return {
    title: typeof title === 'string' ? title.slice(0, longestName) : '',
    files: fileList.flatMap((file) => readFile(file) ?? []),
    edits: readEdits(own(fields, 'e')),
    options: readOptions(own(fields, 'o')),
    positions: readPositions(own(fields, 'p')),
  }
}

function readFile(value: Json): SharedFile | null {
  if (!isList(value)) return null
  const [name, ...objects] = value
  const expanded = objects.flatMap((object) => {
    const whole = recordOf(object) === null ? undefined : expand(object)
    return whole === undefined ? [] : [whole]
  })
  return { name: typeof name === 'string' ? name.slice(0, longestName) : 'manifests.yaml', objects: expanded }
}

function readEdits(value: Json | undefined): readonly Edit[] {
  if (!isList(value)) return []
  const seen = new Set<string>()
  return value.flatMap((one) => {
    const edit = readEdit(one)
    if (edit === null || seen.has(edit.id)) return []
    seen.add(edit.id)
    return [edit]
  })
}

function readOptions(value: Json | undefined): ScenarioOptions {
  const fields = recordOf(value)
  if (fields === null) return defaultOptions
  const namespace = own(fields, 'defaultNamespace')
  return {
    ipBlockMatchesPods:
      own(fields, 'ipBlockMatchesPods') === 'never' ? 'never' : defaultOptions.ipBlockMatchesPods,
    hostNetworkPods:
      own(fields, 'hostNetworkPods') === 'ordinary' ? 'ordinary' : defaultOptions.hostNetworkPods,
    defaultNamespace:
      typeof namespace === 'string' && isNamespace.test(namespace)
        ? namespace
        : defaultOptions.defaultNamespace,
    onlyNewPolicies: own(fields, 'onlyNewPolicies') === true,
  }
}

const isNamespace = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

function readPositions(value: Json | undefined): Readonly<Record<string, Point>> {
  const points = Object.entries(recordOf(value) ?? {}).flatMap(([id, point]): [string, Point][] => {
    if (!isList(point)) return []
    const [x, y] = point
    return isCoordinate(x) && isCoordinate(y) ? [[id, { x, y }]] : []
  })
  return Object.fromEntries(points)
}

function isCoordinate(value: Json | undefined): value is number {
  return typeof value === 'number' && Math.abs(value) <= 1e7
}

// Array.isArray does not narrow readonly arrays.
function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
