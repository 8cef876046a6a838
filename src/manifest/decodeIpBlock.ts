import type { Peer } from '../model/policy'
import type { Place } from '../model/text'
import { type Cidr, contains, parseCidr, parseIp } from './cidr'
import { type Cursor, field, items, note, pathOf, report, stringOf } from './cursor'
import { checkFields } from './fields'

/**
 * An ipBlock (SEMANTICS 9): `cidr` minus `except`, each except strictly inside. Host bits are accepted with a
 * warning. Null, with a problem, when its CIDR is none.
 */
export function ipBlockOf(cursor: Cursor, place: Place): Peer | null {
  checkFields(cursor, 'ipBlock')
  const cidrField = field(cursor, 'cidr')
  if (cidrField.value === undefined) {
    const message = `${pathOf(cursor)} has no cidr.`
    report(cursor, { code: 'no-cidr', message, fix: 'Add `cidr:`, such as 10.0.0.0/8.', at: 'key' })
    return null
  }
  const cidr = cidrOf(cidrField)
  const excepts = items(field(cursor, 'except')).map((except) => exceptOf(except, cidr))
  if (!cidr) return null
  const except = excepts.filter((it) => it !== null).map(({ text }) => text)
  return { kind: 'ipBlock', cidr: cidr.text, except, place }
}

function exceptOf(cursor: Cursor, cidr: Cidr | null): Cidr | null {
  const except = cidrOf(cursor)
  if (!except || !cidr) return except
  if (!contains(cidr, except) || except.prefix <= cidr.prefix) {
    report(cursor, {
      code: 'except-outside-cidr',
      message: `the except ${except.text} is no part of ${cidr.text}.`,
      fix: `An except must be a smaller range inside its cidr; leave it out if ${cidr.text} does not contain it anyway.`,
    })
  }
  return except
}

function cidrOf(cursor: Cursor): Cidr | null {
  const text = stringOf(cursor)
  if (text === null && cursor.value !== undefined) return null
  const cidr = parseCidr(text ?? '')
  if (!cidr) {
    report(cursor, {
      code: 'bad-cidr',
      message: `${JSON.stringify(text ?? '')} is no CIDR.`,
      fix: cidrFix(text ?? ''),
    })
  } else if (cidr.hostBitsSet) {
    note(cursor, 'warning', {
      code: 'host-bits',
      message: `${cidr.text} has address bits behind its first ${cidr.prefix}; they are ignored.`,
      fix: 'Write the first address of the range, or /32 (IPv6: /128) for one address.',
    })
  }
  return cidr
}

function cidrFix(text: string): string {
  const address = parseIp(text)
  if (address) return `Add a prefix length: ${text}/${address.size} is this one address.`
  return 'Write an address, a slash and a prefix length, such as 10.0.0.0/8.'
}
