import { servicesHidingClients } from '../engine/hiddenClients'
import type { VerdictNote } from '../model/verdict'
import { intersect, isEmpty } from '../sets/connections'
import type { Question } from './question'
import { listWords } from './words'

/**
 * What the answer about the asked connections rests on that Kubernetes leaves open, and what is special about a pair
 * (SEMANTICS 8, 14, 15, 16, 17, 21). Total.
 */
export function notesOf(question: Question): readonly string[] {
  const { verdict, names, from, to, asked } = question
  const notes = verdict.notes
    .filter(({ connections }) => !isEmpty(intersect(connections, asked)))
    .map(({ kind }) => noteWords(question, kind))
  if (from.id === to.id)
    notes.unshift(`A pod always reaches itself; this is about traffic among the pods of ${names.to}.`)
  return notes
}

function noteWords(question: Question, kind: VerdictNote['kind']): string {
  const { options } = question.index
  switch (kind) {
    case 'hostNetwork': {
      const assumed =
        options.hostNetworkPods === 'outsidePolicies'
          ? 'here no policy applies to it and no selector finds it, as with most plugins'
          : 'here it counts as any other pod'
      return `${hostNames(question)} uses its node's network. What policies mean there is left to the network plugin; ${assumed}.`
    }
    case 'ipBlockOnPodIp':
      return options.ipBlockMatchesPods === 'knownIp'
        ? "An ipBlock contains a pod's address here and counts for it, as Kubernetes' own tests expect. Some plugins, such as Cilium, never match pods by address."
        : "An ipBlock contains a pod's address here and does not count for it, by this scenario's options. Other plugins match it."
    case 'namedPortToOutside':
      return 'A rule names a port by its name towards addresses. Only pods give names to ports, so it opens nothing there.'
    case 'podIpUnknown':
      return 'An ipBlock may contain a pod whose address the manifests do not say; here it does not count for it. Add the pods as `kubectl get pods -A -o yaml` prints them, to know.'
    case 'nodeTraffic':
      return nodeWords(question)
    case 'endPort':
      return 'A rule gives its ports as a range with endPort. A plugin without endPort support opens only the first port of the range.'
    case 'snat':
      return `Traffic through ${serviceNames(question)} may arrive with the address of a node instead of the client's, and an ipBlock then judges the node. Set externalTrafficPolicy: Local to keep the client's address.`
  }
}

function nodeWords({ from, to, names }: Question): string {
  const isPod = (endpoint: Question['from']) => endpoint.kind === 'workload' && !endpoint.hostNetwork
  const [pod, peer, peerName] = isPod(to) ? [names.to, from, names.from] : [names.from, to, names.to]
  return peer.kind === 'workload'
    ? `Where ${peerName} runs on the same node as ${pod}, the two always reach each other, whatever policies say.`
    : `${pod} and the node that it runs on always reach each other, whatever policies say, so kubelet probes get through.`
}

function serviceNames({ index, to }: Question): string {
  if (to.kind === 'external') return 'a Service'
  const services = servicesHidingClients(index.cluster.services, to)
  return `Service ${listWords(
    services.map(({ name }) => name),
    'or',
  )}`
}

function hostNames({ from, to, names }: Question): string {
  const isHost = (endpoint: Question['from']) => endpoint.kind === 'workload' && endpoint.hostNetwork
  return listWords(
    [...new Set([...(isHost(from) ? [names.from] : []), ...(isHost(to) ? [names.to] : [])])],
    'or',
  )
}
