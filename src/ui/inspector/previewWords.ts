import type { Sentence } from '../../model/explanation'
import { workloadOf } from '../../model/ids'
import type { Preview, PreviewEnds, PreviewRow } from '../../model/preview'
import { counted, endpointName } from '../words'

/** `Stops 12 flows: 2 for DNS, 4 likely needed.`: the preview in one line. */
export function previewHeadline({ stops, starts, policies }: Preview): string {
  const { dns, needed, other } = stops
  const stopped = dns.flows + needed.flows + other.flows
  if (stopped + starts.flows === 0)
    return policies.length === 0 ? 'Nothing changes.' : 'No flow stops or starts.'
  const parts = [
    ...(dns.flows > 0 ? [`${count(dns.flows)} for DNS`] : []),
    ...(needed.flows > 0 ? [`${count(needed.flows)} likely needed`] : []),
  ]
  const stopping = `Stops ${counted(stopped, 'flow')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`
  const starting = `Starts ${counted(starts.flows, 'flow')}.`
  return [...(stopped > 0 ? [stopping] : []), ...(starts.flows > 0 ? [starting] : [])].join(' ')
}

/** `web → db`, `web, api and 7 more in shop → coredns in kube-system`: a namespace is said where it differs from the other end's. */
export function rowWords({ from, to }: PreviewRow): string {
  const areApart = from.namespace !== to.namespace
  return `${endsWords(from, areApart)} → ${endsWords(to, areApart)}`
}

/** A sentence of the worker where only plain text fits. */
export function plainText(sentence: Sentence): string {
  return sentence.map((part) => part.text).join('')
}

function endsWords({ count: total, first, namespace }: PreviewEnds, areApart: boolean): string {
  const place = namespace === null ? '' : ` in ${namespace}`
  if (total <= 2) return `${first.map(endpointName).join(' and ')}${areApart ? place : ''}`
  const isOutside = first.every((id) => workloadOf(id) === null)
  return isOutside ? `${counted(total, 'range')} outside` : `${counted(total, 'workload')}${place}`
}

function count(number: number): string {
  return number.toLocaleString('en')
}
