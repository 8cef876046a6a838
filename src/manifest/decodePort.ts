import type { Protocol } from '../model/policy'
import { type Cursor, integerOf, pathOf, report, stringOf } from './cursor'
import { isPortName } from './names'

/** TCP when missing, as for every port in Kubernetes (SEMANTICS 8). Anything unknown is an error and read as TCP. */
export function protocolOf(cursor: Cursor): Protocol {
  const text = stringOf(cursor)
  if (text === 'TCP' || text === 'UDP' || text === 'SCTP') return text
  if (text !== null) {
    const upper = text.toUpperCase()
    report(cursor, {
      code: 'bad-protocol',
      message: `${pathOf(cursor)} is ${JSON.stringify(text)}, which is no protocol of ports.`,
      fix: ['TCP', 'UDP', 'SCTP'].includes(upper) ? `Write ${upper}, in capitals.` : 'Use TCP, UDP or SCTP.',
    })
  }
  return 'TCP'
}

/** A number from 1 to 65535; null, with a problem unless it is missing, for anything else. */
export function portNumberOf(cursor: Cursor): number | null {
  const number = integerOf(cursor)
  if (number === null || (number >= 1 && number <= 65535)) return number
  report(cursor, {
    code: 'bad-port',
    message: `${pathOf(cursor)} is ${number}, which is no port.`,
    fix: 'Use a number from 1 to 65535.',
  })
  return null
}

/** Reports a port name that the API server refuses: a number in quotes is the usual one (SEMANTICS 25). */
export function checkPortName(cursor: Cursor, name: string): void {
  if (isPortName(name)) return
  const isNumber = /^[0-9]+$/.test(name)
  report(cursor, {
    code: isNumber ? 'quoted-port' : 'bad-port-name',
    message: `${pathOf(cursor)} is ${JSON.stringify(name)}, which is no valid port name.`,
    fix: isNumber
      ? `Remove the quotes: a quoted number is read as a name. Write ${name}.`
      : 'A port name has at most 15 lower-case letters, digits and single "-", and at least one letter.',
  })
}

/** The name of a container's port, or one that refers to it; null when there is none. */
export function portNameOf(cursor: Cursor): string | null {
  const name = stringOf(cursor)
  if (name === null || name === '') return null
  checkPortName(cursor, name)
  return name
}
