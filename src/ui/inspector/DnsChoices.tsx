import type { DnsChoice } from '../../model/edit'
import type { DnsFacts } from '../../model/preview'
import { CheckField } from '../controls/CheckField'
import { plainText } from './previewWords'

/** What is chosen of DNS. */
export interface DnsWish {
  readonly dns: boolean
  /** Null until the user decides: then it follows what the manifests show. */
  readonly nodeLocal: boolean | null
}

interface DnsChoicesProps {
  /** What the wish comes to. */
  readonly choice: DnsChoice
  readonly facts: DnsFacts | null
  readonly disabled?: boolean
  readonly onChange: (part: Partial<DnsWish>) => void
}

/** Whether isolated pods may still ask for names, and whom. */
export function DnsChoices({ choice, facts, disabled = false, onChange }: DnsChoicesProps) {
  return (
    <>
      <CheckField
        label="Keep DNS open"
        hint={dnsHint(facts)}
        checked={choice !== 'none'}
        disabled={disabled}
        onChange={(dns) => onChange({ dns })}
      />
      <CheckField
        label="NodeLocal DNSCache too"
        hint={nodeLocalHint(facts)}
        checked={choice === 'clusterAndNodeLocal'}
        disabled={choice === 'none'}
        onChange={(nodeLocal) => onChange({ nodeLocal })}
      />
    </>
  )
}

/** What a wish comes to with what the manifests show. */
export function dnsChoiceOf({ dns, nodeLocal }: DnsWish, facts: DnsFacts | null): DnsChoice {
  if (!dns) return 'none'
  return (nodeLocal ?? facts?.hasNodeLocal ?? false) ? 'clusterAndNodeLocal' : 'cluster'
}

function dnsHint(facts: DnsFacts | null): string {
  if (facts === null) return 'UDP and TCP 53 to the cluster’s DNS pods.'
  const rule = facts.rules.cluster.map(plainText).join('; ')
  return facts.isListed ? `${rule}.` : `${rule}: the usual labels, for the manifests do not show its pods.`
}

function nodeLocalHint(facts: DnsFacts | null): string {
  const found = facts?.hasNodeLocal === true ? 'The manifests show it. ' : ''
  return `${found}Adds 169.254.20.10, where it answers on every node. Its pods use the host network, so no label finds them.`
}
