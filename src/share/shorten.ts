import type { Json } from '../model/shared'

// The codes are part of the link format: never change or reuse one, only add. Two letters for what is rare.
const codes: Readonly<Record<string, string>> = {
  apiVersion: 'a',
  cidr: 'b',
  containers: 'c',
  podSelector: 'd',
  egress: 'e',
  from: 'f',
  matchExpressions: 'g',
  namespaceSelector: 'h',
  ingress: 'i',
  ipBlock: 'j',
  kind: 'k',
  labels: 'l',
  metadata: 'm',
  name: 'n',
  port: 'o',
  ports: 'p',
  containerPort: 'q',
  replicas: 'r',
  spec: 's',
  template: 't',
  targetPort: 'u',
  matchLabels: 'v',
  namespace: 'w',
  selector: 'x',
  type: 'y',
  protocol: 'z',
  policyTypes: 'T',
  to: 'O',
  except: 'X',
  endPort: 'E',
  key: 'K',
  operator: 'R',
  values: 'V',
  status: 'S',
  podIP: 'P',
  podIPs: 'I',
  ip: 'A',
  hostIP: 'H',
  hostIPs: 'J',
  hostNetwork: 'N',
  ownerReferences: 'W',
  controller: 'C',
  initContainers: 'B',
  restartPolicy: 'Y',
  jobTemplate: 'j2',
  externalTrafficPolicy: 'x2',
  parallelism: 'p2',
  phase: 'p3',
}

const keysByCode: ReadonlyMap<string, string> = new Map(
  Object.entries(codes).map(([key, code]) => [code, key]),
)

// Also part of the format. An object of one of these kinds carries no apiVersion when it is this one.
const usualVersions: Readonly<Record<string, string>> = {
  Namespace: 'v1',
  Pod: 'v1',
  Service: 'v1',
  ReplicationController: 'v1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
}

const depthLimit = 100

/**
 * The value with the usual field names as codes. A key that looks like a code, or begins with the escape itself, is
 * escaped, so `expand` gives back exactly what went in. Linear.
 */
export function shorten(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(shorten)
  const { kind, apiVersion } = value
  const usual =
    typeof kind === 'string' && Object.hasOwn(usualVersions, kind) ? usualVersions[kind] : undefined
  const pairs = Object.entries(value)
    .filter(([key]) => !(key === 'apiVersion' && usual !== undefined && apiVersion === usual))
    .map(([key, inner]): [string, Json] => [codeOf(key), shorten(inner)])
  // Without its apiVersion an object is another one, so its absence is said.
  if (usual !== undefined && !Object.hasOwn(value, 'apiVersion')) pairs.push(['a', null])
  return Object.fromEntries(pairs)
}

/** What `shorten` was given; undefined for values nested deeper than any manifest. Total. */
export function expand(value: Json, depth = 0): Json | undefined {
  if (typeof value !== 'object' || value === null) return value
  if (depth > depthLimit) return undefined
  if (isList(value)) return allOf(value.map((item) => expand(item, depth + 1)))
  const keys = Object.keys(value).map(keyOf)
  const parts = allOf(Object.values(value).map((inner) => expand(inner, depth + 1)))
  if (parts === undefined) return undefined
  const object = Object.fromEntries(keys.map((key, i): [string, Json] => [key, parts[i] ?? null]))
  return withVersion(object)
}

function withVersion(object: Readonly<Record<string, Json>>): Json {
  const kind = Object.hasOwn(object, 'kind') ? object['kind'] : undefined
  if (typeof kind !== 'string' || !Object.hasOwn(usualVersions, kind)) return object
  if (!Object.hasOwn(object, 'apiVersion')) return { apiVersion: usualVersions[kind] ?? '', ...object }
  if (object['apiVersion'] !== null) return object
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== 'apiVersion'))
}

function allOf(parts: readonly (Json | undefined)[]): readonly Json[] | undefined {
  return parts.includes(undefined) ? undefined : (parts as readonly Json[])
}

function codeOf(key: string): string {
  if (Object.hasOwn(codes, key)) return codes[key] ?? key
  return keysByCode.has(key) || key.startsWith('~') ? `~${key}` : key
}

function keyOf(code: string): string {
  return code.startsWith('~') ? code.slice(1) : (keysByCode.get(code) ?? code)
}

// Array.isArray does not narrow readonly arrays.
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
