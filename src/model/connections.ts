/** Which connections: for each protocol, port intervals. `sets/connections` has the algebra. */

/** Inclusive, 1 to 65535. */
export interface PortRange {
  readonly first: number
  readonly last: number
}

/** Canonical: ranges ascend and leave a gap of at least one port between them, so equal sets are equal values. */
export interface ConnectionSet {
  readonly TCP: readonly PortRange[]
  readonly UDP: readonly PortRange[]
  readonly SCTP: readonly PortRange[]
}
