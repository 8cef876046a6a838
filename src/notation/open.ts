import type { OpenWay, OpenWish } from '../model/edit'
import type { Direction } from '../model/policy'
import { readIsolatedEnd, type WrittenEnd } from './ends'
import { type Read, wrong } from './read'

export type WrittenOpen = Omit<OpenWish, 'end'> & { readonly end: WrittenEnd }

const waysToOpen: readonly OpenWay[] = ['narrow', 'drop', 'delete']
const help = 'Write ingress, egress or ingress,egress.'

/** `shop/web : ingress,egress`, and behind it the way, where it is not to be the best: `shop/web : ingress by delete`. Total. */
export function readOpen(head: string, tail: string | null): Read<WrittenOpen> {
  const end = readIsolatedEnd(head)
  if (end.kind === 'wrong') return end
  const [words = '', wayText] = (tail ?? '').split(/\s+by\s+(?=\S+\s*$)/)
  const directions = readOpenDirections(words)
  if (directions.kind === 'wrong') return directions
  const open = { kind: 'open' as const, end: end.value, directions: directions.value }
  if (wayText === undefined) return { kind: 'read', value: open }
  const way = readWay(wayText)
  return way.kind === 'wrong' ? way : { kind: 'read', value: { ...open, way: way.value } }
}

/** `ingress`, `egress` or both. Total. */
export function readOpenDirections(text: string): Read<readonly Direction[]> {
  const words = text.split(/[\s,]+/).filter((it) => it !== '')
  const unknown = words.find((it) => it !== 'ingress' && it !== 'egress')
  if (unknown !== undefined) return wrong(`"${unknown}" is no direction. ${help}`)
  const directions = (['ingress', 'egress'] as const).filter((it) => words.includes(it))
  return directions.length === 0
    ? wrong(`In which direction is not said. ${help}`)
    : { kind: 'read', value: directions }
}

/** What happens to the policies that isolate it. Total. */
export function readWay(text: string): Read<OpenWay> {
  const way = waysToOpen.find((it) => it === text.trim())
  return way !== undefined
    ? { kind: 'read', value: way }
    : wrong(
        `"${text.trim()}" is no way to open. Write narrow to leave the workload out of the policies that isolate it, drop to take the direction out of them, or delete.`,
      )
}

/** `ingress,egress`. Total. */
export function openDirectionsText({ directions }: OpenWish): string {
  return (['ingress', 'egress'] as const).filter((it) => directions.includes(it)).join()
}
