import { labelValue } from '../model/selector'
import type { PodClass } from './workloads'

/**
 * What sets the classes of one owner's pods apart, briefly: `version=canary`, `pod-index=0`, `ports=8080`. Names come
 * from the pods, never from their order, and hold no slash, since they end up in ids. Empty for a single class.
 */
export function variantNames(classes: readonly PodClass[], ignored: ReadonlySet<string>): readonly string[] {
  if (classes.length <= 1) return classes.map(() => '')
  const keys = differingKeys(classes, ignored)
  const byKey = keys.map((key) => (it: PodClass) => labelName(it, key))
  const byAllKeys = (it: PodClass) => keys.map((key) => labelName(it, key)).join(' ')
  const ways = [
    ...byKey,
    byAllKeys,
    portsName,
    (it: PodClass) => (it.shape.hostNetwork ? 'host network' : 'pod network'),
    (it: PodClass) => `ip=${[...it.ips, ...it.hostIps].sort()[0] ?? 'unknown'}`,
  ]
  for (const way of ways) {
    const names = classes.map(way)
    if (new Set(names).size === classes.length) return names
  }
  const everything = classes.map((it) =>
    ways
      .slice(byKey.length)
      .map((way) => way(it))
      .join(' '),
  )
  return everything.map((name, i) => {
    const earlier = everything.slice(0, i).filter((it) => it === name).length
    return earlier === 0 ? name : `${name} ${earlier + 1}`
  })
}

/** Keys whose values differ between the classes, alphabetically. */
function differingKeys(classes: readonly PodClass[], ignored: ReadonlySet<string>): readonly string[] {
  const all = new Set(classes.flatMap(({ shape }) => Object.keys(shape.labels)))
  return [...all]
    .filter((key) => !ignored.has(key))
    .filter((key) => new Set(classes.map(({ shape }) => labelValue(shape.labels, key))).size > 1)
    .sort()
}

function labelName({ shape }: PodClass, key: string): string {
  const short = key.slice(key.indexOf('/') + 1)
  const value = labelValue(shape.labels, key)
  return value === undefined ? `no ${short}` : `${short}=${value}`
}

function portsName({ shape }: PodClass): string {
  const ports = shape.ports.map(
    ({ port, protocol, name }) =>
      `${port}${protocol === 'TCP' ? '' : ` ${protocol}`}${name ? ` ${name}` : ''}`,
  )
  return ports.length === 0 ? 'no ports' : `ports=${ports.sort().join(',')}`
}
