export const commandNames = ['connectivity', 'explain', 'exposure', 'diff', 'edit', 'validate'] as const

export type CommandName = (typeof commandNames)[number]

const input = `Input
  FILE|DIR|-              manifests in YAML or JSON, of any size: files, directories (every .yaml, .yml and
                          .json below them), or "-" for the standard input
  LINK                    a scenario link of the editor, alone and in quotes: its whole address, or '#v1.…';
                          "-" can hold one too. Its options hold unless you name others, and answers are
                          as after its edits
  --baseline              as before the edits of the link`

const common = `Scenario
  --ip-block-matches-pods known-ip|never
                          whether an ipBlock matches a pod whose address the manifests state (known-ip)
  --host-network-pods outside-policies|ordinary
                          whether policies leave host network pods alone (outside-policies)
  --default-namespace NAME
                          for objects that name no namespace (default)

Diagnostics go to standard error as file:line:column: severity: message
  --fail-on error|warning|info|never
                          end with 1 when there is such a diagnostic, or a more severe one
  -q, --quiet             no diagnostics
  -h, --help`

const exits = `Exit code
  0 fine; 1 findings, differences or an answer that you asked to fail on, or an edit that cannot be made;
  2 wrong usage or unreadable input`

const helps: Readonly<Record<CommandName, string>> = {
  connectivity: `drawbridge connectivity [options] FILE|DIR|-…|LINK

Who can reach whom: every flow that the NetworkPolicies allow, sorted.

  -f, --format txt|jsonl|json|csv|md|dot|mermaid
                          txt (the default) has one line for each pair:
                          ns/name[Kind] => ns/name[Kind] : TCP 80,443,UDP 53`,

  explain: `drawbridge explain --from END --to END [options] FILE|DIR|-…|LINK

Why one end may or may not reach another: both sides with their rules, and what would change it.

  --from END, --to END    ns/name, ns/Kind/name, or an address or CIDR outside the cluster
  --port PORT             443, 443/TCP, 8000-8100/UDP, SCTP, or a name that the receiver's containers give
                          a port: http, dns/UDP. Several with commas or by repeating it.
                          Without it: the ports that the receiver declares
  --expect allowed|blocked
                          end with 1 when the answer is another
  -f, --format txt|json`,

  exposure: `drawbridge exposure [--endpoint END] [options] FILE|DIR|-…|LINK

What each workload can reach if it is taken over, hop by hop, who can get to it, and what it is exposed to beyond
the manifests: addresses outside, and pods that do not exist yet. Steps count on ports that the receiver declares.

  --endpoint END          only this one: ns/name, ns/Kind/name, or an address or CIDR outside the cluster
  -f, --format txt|jsonl  txt (the default) has sentences, jsonl every step and selector`,

  diff: `drawbridge diff [options] OLD NEW
drawbridge diff [options] LINK

Which flows NEW allows otherwise than OLD: changed, added, removed. Each is a file, a directory, "-" or a LINK.
A LINK alone: which flows its edits allow and forbid.

  -f, --format txt|jsonl|json|csv|md
  --exit-code             end with 1 when there is a difference`,

  edit: `drawbridge edit [--allow FLOW] [--block FLOW] [--isolate WHAT] [--open WHAT]
                      [--only WHERE] [--edits FILE] [options] FILE|DIR|-…|LINK

The smallest change of the NetworkPolicies that makes the edits true: YAML on standard output, ready for
kubectl apply, and on standard error which flows that adds and removes, and which of them nobody asked for.

  --allow 'FROM -> TO : PORTS'
  --block 'FROM -> TO : PORTS'
                          FROM, TO: ns/name, ns/Kind/name, ns/* (all pods of a namespace, future ones too),
                          * (all pods), 10.0.0.0/8, 10.0.0.0/8 except 10.1.0.0/16, or outside
                          PORTS: TCP 80,443,UDP 53, TCP 8000-8100, UDP (all its ports), all, or the name of
                          a port that the receiver's containers have: http. A block may say at which side it
                          is cut: 'FROM -> TO : PORTS at ingress' is the receiver's, at egress the sender's
  --isolate 'WHAT : ingress,egress,dns'
                          WHAT: an end as above, or a namespace by its name. dns keeps the cluster's DNS open
  --open 'WHAT : ingress,egress'
                          no policy isolates it there any more, and all others stay as isolated as they are.
                          Behind it may stand a way: by narrow leaves a workload out of the policies, by drop
                          takes the direction out of them, by delete deletes them
  --only 'NAMESPACE,… : dns'
                          only what is drawn: of the flows of these namespaces those stay that the other edits
                          allow, with dns those to the cluster's DNS; everything else is taken away
  --edits FILE            edits in YAML, as the editor exports them, or "-"; see docs/edits.md
                          All of these can be repeated; of two that contradict each other the later wins.
                          The edits of a LINK come first
  --only-new              leave the policies that are there as they are: only new ones come beside them, and
                          what cannot be made true so is not made
  -f, --format yaml|json  json has the changed policies, the flows, the collateral and the cost`,

  validate: `drawbridge validate [options] FILE|DIR|-…|LINK

What is wrong with the manifests: what the API server would refuse (errors), and what is surely not meant.
Ends with 1 when there is an error; --fail-on warning is stricter.`,
}

/** The help of one command, or of all. */
export function helpText(about: CommandName | null): string {
  if (about !== null) return [helps[about], input, common, exits].join('\n\n')
  return `drawbridge: who can really reach whom in a Kubernetes cluster

  drawbridge connectivity INPUT…                      every flow that the policies allow
  drawbridge explain --from END --to END INPUT…       why, or why not
  drawbridge exposure [--endpoint END] INPUT…         how far a break-in goes, and what is exposed
  drawbridge diff OLD NEW                             what a change of manifests allows and forbids
  drawbridge edit --allow … --block … INPUT…          the smallest change of policies for what you want
  drawbridge validate INPUT…                          what is wrong with the manifests

An input is a file or directory of manifests, "-" for the standard input, or a scenario link of the editor.
Each has its own --help. Nothing leaves this machine.

${exits}`
}
