// Ways to be wrong about peers, addresses and selectors. How a mutant is written: all.mjs.
const twin = 'src/testing/naive.ts'
const engine = 'src/engine/selects.ts'

const eachPeer = 'peers.filter((it) => isPeer(cluster, policy.namespace, it, peer))'
const bothSelectors = 'return isInNamespace && isSelected(peer.podSelector, end.labels)'
const selected = `return (
    Object.entries(selector?.matchLabels ?? {}).every(`
const inMatches = "return operator === 'In' ? isListed : !isListed"

export const peerMutants = [
  {
    name: 'only the first peer counts',
    file: twin,
    find: 'peers.filter((it) => isPeer(',
    put: 'peers.slice(0, 1).filter((it) => isPeer(',
  },
  {
    name: 'peer podSelector reaches into other namespaces',
    file: twin,
    find: ': end.namespace === home',
    put: ': true',
  },
  {
    name: 'both selectors in one peer are ORed',
    file: twin,
    find: bothSelectors,
    put: `if (peer.podSelector && peer.namespaceSelector) return isInNamespace || isSelected(peer.podSelector, end.labels)
  ${bothSelectors}`,
  },
  {
    name: 'empty namespaceSelector means own namespace',
    file: twin,
    find: 'const isInNamespace = peer.namespaceSelector',
    put: "const isInNamespace = peer.namespaceSelector && JSON.stringify(peer.namespaceSelector) !== '{}'",
  },
  {
    name: 'empty peer podSelector selects nothing',
    file: twin,
    find: bothSelectors,
    put: `if (JSON.stringify(peer.podSelector) === '{}') return false
  ${bothSelectors}`,
  },
  {
    name: 'namespaceSelector also admits external addresses when empty',
    file: twin,
    find: "if (typeof end === 'string' || isOnlyAddress(cluster, end)) return false",
    put: `if (typeof end === 'string' && !peer.podSelector && JSON.stringify(peer.namespaceSelector) === '{}') return true
  if (typeof end === 'string' || isOnlyAddress(cluster, end)) return false`,
  },
  {
    name: 'except ignored',
    file: twin,
    find: '&& !(except ?? []).some((hole) => isIn(address, hole))',
    put: '',
  },
  {
    name: 'only the first except counts',
    file: twin,
    find: '(except ?? []).some(',
    put: '(except ?? []).slice(0, 1).some(',
  },
  {
    name: 'except of one block also cuts the other blocks of the rule',
    file: twin,
    find: eachPeer,
    put: `${eachPeer}.filter((it) => !it.ipBlock || !addressesOf(cluster, peer).some((address) =>
          peers.some((other) => other.ipBlock?.except?.some((hole) => isIn(address, hole)))))`,
  },
  {
    name: 'ipBlock never matches a pod IP',
    file: twin,
    find: '[...end.ips, ...end.hostIps] : end.ips',
    put: '[...end.ips, ...end.hostIps] : []',
  },
  {
    name: 'ipBlock 0.0.0.0/0 matches every pod, known IP or not',
    file: twin,
    find: 'return addressesOf(cluster, end).some(',
    put: `if (cidr === '0.0.0.0/0' && typeof end !== 'string') return true
    return addressesOf(cluster, end).some(`,
  },
  {
    name: 'CIDR with host bits starts at the written address',
    file: twin,
    find: 'const answer = parsed.kind() === base.kind() && parsed.match(base, length)',
    put: `const text = (it: typeof base) => it.toByteArray().map((byte) => String(byte).padStart(3, '0')).join()
  const answer = parsed.kind() === base.kind() && parsed.match(base, length) && text(parsed) >= text(base)`,
  },
  {
    name: 'matchExpressions ignored',
    file: 'src/manifest/decodeSelector.ts',
    find: 'requirements: [...equalities, ...expressions.filter((it) => it !== null)]',
    put: 'requirements: equalities',
  },
  {
    name: 'several matchExpressions are ORed',
    file: twin,
    find: '(selector?.matchExpressions ?? []).every((expression) => isMet(expression, labels))',
    put: `(!selector?.matchExpressions?.length ||
      selector.matchExpressions.some((expression) => isMet(expression, labels)))`,
  },
  {
    name: 'matchLabels and matchExpressions are ORed',
    file: twin,
    find: selected,
    put: `if (selector?.matchLabels && selector.matchExpressions?.length && Object.keys(selector.matchLabels).length > 0)
    return isSelected({ matchLabels: selector.matchLabels }, labels) ||
      isSelected({ matchExpressions: selector.matchExpressions }, labels)
  ${selected}`,
  },
  {
    name: 'several matchLabels are ORed',
    file: twin,
    find: 'Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labelIn(labels, key) === value) &&',
    put: `(Object.keys(selector?.matchLabels ?? {}).length === 0 ||
      Object.entries(selector?.matchLabels ?? {}).some(([key, value]) => labelIn(labels, key) === value)) &&`,
  },
  {
    name: 'NotIn needs the key to be present',
    file: engine,
    find: 'return value === undefined || !requirement.values.includes(value)',
    put: 'return value !== undefined && !requirement.values.includes(value)',
  },
  {
    name: 'In with a missing key matches the empty value',
    file: twin,
    find: inMatches,
    put: `if (operator === 'In' && value === undefined && values?.includes('')) return true
  ${inMatches}`,
  },
  {
    name: 'Exists fails on an empty label value',
    file: twin,
    find: "if (operator === 'Exists') return value !== undefined",
    put: "if (operator === 'Exists') return value !== undefined && value !== ''",
  },
  {
    name: 'DoesNotExist treated as NotIn []  (always true)',
    file: twin,
    find: "if (operator === 'DoesNotExist') return value === undefined",
    put: "if (operator === 'DoesNotExist') return true",
  },
  {
    name: 'label comparison ignores case',
    file: twin,
    find: 'labelIn(labels, key) === value) &&',
    put: 'labelIn(labels, key)?.toLowerCase() === value.toLowerCase()) &&',
  },
]
