import { expect, it } from 'vitest'
import { fileId } from '../model/ids'
import type { Diagnostic, ManifestFile } from '../model/text'
import { diagnosticLine, failsOn } from './diagnosticLine'

const place = { file: fileId('f1'), document: 0, from: 10, to: 20, line: 3, column: 5 }
const file: ManifestFile = { id: fileId('f1'), name: 'a/b.yaml', text: '' }
const problem: Diagnostic = { severity: 'error', code: 'bad-port', message: 'No such port.', place }

it.each([
  ['with its place', problem, file, 'a/b.yaml:3:5: error: No such port.'],
  ['with what to do', { ...problem, fix: 'Write 80.' }, file, 'a/b.yaml:3:5: error: No such port. Write 80.'],
  ['without a place', { ...problem, place: null }, file, 'error: No such port.'],
  ['on one line', { ...problem, message: 'No\n  such port.' }, file, 'a/b.yaml:3:5: error: No such port.'],
  [
    'without lines for what is left of a dump',
    problem,
    { ...file, snapshot: { bytes: 9e6 } },
    'a/b.yaml: error: No such port.',
  ],
])('is a line %s', (_, diagnostic, from, expected) => {
  expect(diagnosticLine(diagnostic, [from])).toBe(expected)
})

it.each([
  ['error', 'error', true],
  ['error', 'warning', false],
  ['warning', 'error', true],
  ['warning', 'info', false],
  ['info', 'info', true],
  ['never', 'error', false],
] as const)('--fail-on %s with %s: %s', (level, severity, expected) => {
  expect(failsOn(level, [{ ...problem, severity }])).toBe(expected)
})
