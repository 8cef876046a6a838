import type { DnsChoice, OnlyWish } from '../model/edit'
import { type Read, wrong } from './read'

/** It names nothing that a cluster would have to look up, so it is written as it is meant. */
export type WrittenOnly = OnlyWish

/** `shop,payments : dns`: the namespaces, then what stays open of DNS; nothing where nothing is said. Total. */
export function readOnly(head: string, tail: string | null): Read<WrittenOnly> {
  const namespaces = readNamespaces(head)
  if (namespaces.kind === 'wrong') return namespaces
  const dns: Read<DnsChoice> = tail === null ? { kind: 'read', value: 'none' } : readKept(tail)
  if (dns.kind === 'wrong') return dns
  return { kind: 'read', value: { kind: 'only', namespaces: namespaces.value, dns: dns.value } }
}

/** Names of namespaces, each once, with or without the star that means all its pods. Total. */
export function readNamespaces(text: string): Read<readonly string[]> {
  const words = text.split(/[\s,]+/).filter((it) => it !== '')
  const names = words.map((word) => word.replace(/\/\*$/, ''))
  const bad = names.findIndex((name) => !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name))
  if (bad !== -1) return wrong(`"${words[bad]}" is no namespace. ${namespacesHelp}`)
  return names.length === 0
    ? wrong(`No namespace is named. ${namespacesHelp}`)
    : { kind: 'read', value: [...new Set(names)] }
}

const namespacesHelp = 'Write their names, such as shop,payments.'

/** `none`, `dns` for the cluster's DNS, or `node-local-dns` for NodeLocal DNSCache as well. Total. */
export function readKept(text: string): Read<DnsChoice> {
  const words = text.split(/[\s,]+/).filter((it) => it !== '')
  const unknown = words.find((it) => !Object.hasOwn(choices, it))
  if (unknown !== undefined) return wrong(`"${unknown}" is nothing that can be kept. ${keptHelp}`)
  const last = choiceOrder.findLast((it) => words.includes(it))
  return last === undefined
    ? wrong(`What is kept is not said. ${keptHelp}`)
    : { kind: 'read', value: choices[last] }
}

const keptHelp =
  'Write dns to keep the cluster’s DNS open, node-local-dns for NodeLocal DNSCache as well, or none.'

const choices = { none: 'none', dns: 'cluster', 'node-local-dns': 'clusterAndNodeLocal' } as const

const choiceOrder = ['none', 'dns', 'node-local-dns'] as const

/** What `readKept` reads as this. Total. */
export function keptText(dns: DnsChoice): string {
  return choiceOrder.find((it) => choices[it] === dns) ?? 'none'
}

/** What `readOnly` reads as this. Total. */
export function onlyText({ namespaces, dns }: OnlyWish): string {
  return `${namespaces.join()} : ${keptText(dns)}`
}
