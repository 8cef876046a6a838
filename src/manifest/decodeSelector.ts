import type { LabelSelector, Requirement } from '../model/selector'
import { type Cursor, field, items, pathOf, report, stringOf } from './cursor'
import { checkLabelKey, checkLabelValue, labelsOf } from './decodeMetadata'
import { checkFields } from './fields'

/**
 * A label selector: `matchLabels` as `In` with one value, then `matchExpressions`; all are ANDed (SEMANTICS 7).
 * Missing and empty select everything. Reports what the API server would refuse.
 */
export function selectorOf(cursor: Cursor): LabelSelector {
  checkFields(cursor, 'selector')
  const matchLabels = labelsOf(field(cursor, 'matchLabels'))
  const equalities = Object.entries(matchLabels).map(
    ([key, value]): Requirement => ({ key, operator: 'In', values: [value] }),
  )
  const expressions = items(field(cursor, 'matchExpressions')).map(requirementOf)
  return { requirements: [...equalities, ...expressions.filter((it) => it !== null)] }
}

function requirementOf(cursor: Cursor): Requirement | null {
  checkFields(cursor, 'requirement')
  const key = stringOf(field(cursor, 'key')) ?? ''
  const operator = stringOf(field(cursor, 'operator'))
  const values = items(field(cursor, 'values')).map((value) => [value, stringOf(value) ?? ''] as const)
  const keyCursor = field(cursor, 'key')
  if (keyCursor.value === undefined) {
    report(cursor, {
      code: 'no-label-key',
      message: `${pathOf(cursor)} has no key.`,
      fix: 'Add `key:` with the label to look at.',
    })
  } else if (typeof keyCursor.value === 'string') checkLabelKey(keyCursor, key, 'value')
  for (const [at, value] of values) checkLabelValue(at, value)
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0 && field(cursor, 'values').value === undefined) needsValues(cursor, operator)
      else if (values.length === 0 && Array.isArray(field(cursor, 'values').value))
        needsValues(field(cursor, 'values'), operator)
      return { key, operator, values: values.map(([, value]) => value) }
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) {
        report(field(cursor, 'values'), {
          code: 'unwanted-values',
          message: `${operator} looks at the key alone and takes no values.`,
          fix: `Remove \`values\`, or use ${operator === 'Exists' ? 'In' : 'NotIn'}.`,
          at: 'key',
        })
      }
      return { key, operator }
    default:
      refuseOperator(cursor, operator)
      return null
  }
}

function needsValues(at: Cursor, operator: string): void {
  report(at, {
    code: 'no-values',
    message: `${operator} needs at least one value.`,
    fix: `List them under \`values\`, or use ${operator === 'In' ? 'Exists' : 'DoesNotExist'} to look at the key alone.`,
  })
}

function refuseOperator(cursor: Cursor, operator: string | null): void {
  const at = field(cursor, 'operator')
  if (at.value !== undefined && operator === null) return
  report(at.value === undefined ? cursor : at, {
    code: 'bad-operator',
    message:
      operator === null
        ? `${pathOf(cursor)} has no operator.`
        : `There is no operator ${JSON.stringify(operator)}.`,
    fix: 'Use In, NotIn, Exists or DoesNotExist.',
  })
}
