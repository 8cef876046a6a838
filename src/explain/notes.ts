import type { VerdictNote } from '../model/verdict'
import type { Question } from './question'
import { listWords } from './words'

/** What the answer rests on that Kubernetes leaves open, and what is special about a pair (SEMANTICS 8, 14, 15, 17). Total. */
export function notesOf(question: Question): readonly string[] {
  const { verdict, names, from, to } = question
  const notes = verdict.notes.map((note) => noteWords(question, note))
  if (from.id === to.id)
    notes.unshift(`A pod always reaches itself; this is about traffic among the pods of ${names.to}.`)
  return notes
}

function noteWords(question: Question, note: VerdictNote): string {
  const { options } = question.index
  switch (note) {
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
  }
}

function hostNames({ from, to, names }: Question): string {
  const isHost = (endpoint: Question['from']) => endpoint.kind === 'workload' && endpoint.hostNetwork
  return listWords(
    [...new Set([...(isHost(from) ? [names.from] : []), ...(isHost(to) ? [names.to] : [])])],
    'or',
  )
}
