// Ways to be wrong about policies, their rules and their ports. How a mutant is written: all.mjs.
const twin = 'src/testing/naive.ts'
const reader = 'src/manifest/decodePolicy.ts'

const eachRule = 'rulesOf(policy, direction).flatMap(({ peers, ports }) => {'

export const policyMutants = [
  {
    name: 'policyTypes default never includes Egress',
    file: reader,
    find: "return egress.length > 0 ? ['ingress', 'egress'] : ['ingress']",
    put: "return ['ingress']",
  },
  {
    name: 'policyTypes default always both',
    file: reader,
    find: "return egress.length > 0 ? ['ingress', 'egress'] : ['ingress']",
    put: "return ['ingress', 'egress']",
  },
  {
    name: 'policyTypes default Egress when the egress key is present (even [])',
    file: reader,
    find: '?? defaultTypes(egress)',
    put: "?? (Array.isArray(field(spec, 'egress').value) ? ['ingress', 'egress'] : ['ingress'])",
  },
  {
    name: 'policyTypes field ignored, rules present decide',
    file: reader,
    find: "policyTypesOf(field(spec, 'policyTypes')) ?? defaultTypes(egress)",
    put: 'defaultTypes(egress)',
  },
  {
    name: 'every policy isolates both directions',
    file: twin,
    find: "typesOf(policy).includes(direction === 'ingress' ? 'Ingress' : 'Egress'),",
    put: 'true,',
  },
  {
    name: 'empty rule list means allow all',
    file: twin,
    find: 'if (!naiveIsIsolated(cluster, direction, subject)) return () => true',
    put: `if (!naiveIsIsolated(cluster, direction, subject)) return () => true
  if (isolatingPolicies(cluster, direction, subject).some((it) => rulesOf(it, direction).length === 0)) return () => true`,
  },
  {
    name: 'empty rule {} admits nothing',
    file: twin,
    find: eachRule,
    put: `${eachRule} if (peers.length === 0 && ports.length === 0) return []`,
  },
  {
    name: 'empty peer list admits nothing',
    file: twin,
    find: `(spec.ingress ?? []).map(({ from, ports }) => ({ peers: from ?? [], ports: ports ?? [] }))
    : (spec.egress ?? []).map(`,
    put: `(spec.ingress ?? []).filter(({ from }) => from?.length !== 0).map(({ from, ports }) => ({ peers: from ?? [], ports: ports ?? [] }))
    : (spec.egress ?? []).filter(({ to }) => to?.length !== 0).map(`,
  },
  {
    name: 'rule without from/to but with ports admits nothing',
    file: twin,
    find: eachRule,
    put: `${eachRule} if (peers.length === 0 && ports.length > 0) return []`,
  },
  {
    name: 'absent/null spec.podSelector selects nothing',
    file: twin,
    find: 'isSelected(policy.spec.podSelector, end.labels) &&',
    put: 'policy.spec.podSelector && isSelected(policy.spec.podSelector, end.labels) &&',
  },
  {
    name: 'empty spec.podSelector selects nothing',
    file: twin,
    find: 'isSelected(policy.spec.podSelector, end.labels) &&',
    put: "JSON.stringify(policy.spec.podSelector) !== '{}' && isSelected(policy.spec.podSelector, end.labels) &&",
  },
  {
    name: 'policy selects pods of every namespace',
    file: twin,
    find: 'policy.namespace === end.namespace &&',
    put: 'true &&',
  },
  {
    name: 'only the first selecting policy counts',
    file: twin,
    find: 'isolatingPolicies(cluster, direction, subject).map((policy) =>',
    put: 'isolatingPolicies(cluster, direction, subject).slice(0, 1).map((policy) =>',
  },
  {
    name: 'policies intersect instead of union',
    file: twin,
    find: 'policies.some((admissions) =>',
    put: 'policies.every((admissions) =>',
  },
  {
    name: 'only the first rule counts',
    file: twin,
    find: 'rulesOf(policy, direction).flatMap(',
    put: 'rulesOf(policy, direction).slice(0, 1).flatMap(',
  },
  {
    name: 'egress policies ignored',
    file: twin,
    find: 'return isolatingPolicies(cluster, direction, end).length > 0',
    put: "return direction === 'ingress' && isolatingPolicies(cluster, direction, end).length > 0",
  },
  {
    name: 'ingress policies ignored',
    file: twin,
    find: 'return isolatingPolicies(cluster, direction, end).length > 0',
    put: "return direction === 'egress' && isolatingPolicies(cluster, direction, end).length > 0",
  },
  {
    name: 'allowed if either side allows',
    file: 'src/engine/judge.ts',
    find: 'connections: intersect(allowedBy(egress), allowedBy(ingress)),',
    put: 'connections: union(allowedBy(egress), allowedBy(ingress)),',
  },
  {
    name: 'only the first port counts',
    file: twin,
    find: 'ports.some((entry) => isPort(',
    put: 'ports.slice(0, 1).some((entry) => isPort(',
  },
  {
    name: 'SCTP entries dropped from ports (empty list then means all)',
    file: twin,
    find: 'ports.length === 0 || ports.some(',
    put: "ports.every((it) => it.protocol === 'SCTP') || ports.some(",
  },
  {
    name: 'SCTP entries read as TCP',
    file: twin,
    find: "if ((entry.protocol ?? 'TCP') !== protocol) return false",
    put: "if ((entry.protocol === 'UDP' ? 'UDP' : 'TCP') !== protocol) return false",
  },
  {
    name: 'protocol default is every protocol',
    file: twin,
    find: "if ((entry.protocol ?? 'TCP') !== protocol) return false",
    put: 'if ((entry.protocol ?? protocol) !== protocol) return false',
  },
  {
    name: 'protocol without port admits every protocol',
    file: twin,
    find: "if ((entry.protocol ?? 'TCP') !== protocol) return false",
    put: `if (entry.protocol && (entry.port ?? null) === null) return true
  if ((entry.protocol ?? 'TCP') !== protocol) return false`,
  },
  {
    name: 'endPort ignored',
    file: reader,
    find: 'const last = isAbsent(endPort) ? first : portNumberOf(endPort)',
    put: 'const last = first',
  },
  {
    name: 'endPort exclusive',
    file: twin,
    find: 'port <= (entry.endPort ?? entry.port)',
    put: 'port < (entry.endPort ?? entry.port + 1)',
  },
  {
    name: 'named port ignores the protocol',
    file: twin,
    find: 'it.name === entry.port && it.protocol === protocol && it.number === port',
    put: 'it.name === entry.port && it.number === port',
  },
  {
    name: 'named port never matches',
    file: twin,
    find: "if (typeof named === 'string') return false",
    put: 'return false',
  },
  {
    name: 'named port looked up on the policy subject (wrong for egress)',
    file: twin,
    find: "const named = direction === 'ingress' ? subject : namedOn(cluster, peer, via)",
    put: 'const named = subject',
  },
  {
    name: 'unresolved named port admits all ports',
    file: twin,
    find: "if (typeof named === 'string') return false",
    put: `if (typeof named === 'string') return false
  if (!named.ports.some((it) => it.name === entry.port && it.protocol === protocol)) return true`,
  },
]
