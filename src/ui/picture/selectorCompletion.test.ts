import { expect, it } from 'vitest'
import { completeSelector, labelCounts } from './selectorCompletion'

const labels = labelCounts([
  { labels: { app: 'api', 'app.kubernetes.io/name': 'api' } },
  { labels: { app: 'web', tier: 'front' } },
  { labels: { app: 'web', tier: 'back' } },
  { labels: { app: 'db', constructor: 'x' } },
])

it.each([
  // `|` is the caret
  ['|', ['app=', 'tier=', 'app.kubernetes.io/name=', 'constructor='], 'keys, the commonest first'],
  ['ti|', ['tier='], ''],
  ['kub|', ['app.kubernetes.io/name='], 'a part of a key is enough'],
  ['app|', ['app=web', 'app=api', 'app=db'], 'a whole key goes on with its values, the commonest first'],
  ['app=|', ['web', 'api', 'db'], ''],
  ['app == w|', ['web'], ''],
  ['app!=d|', ['db'], ''],
  ['app=web|', [], 'nothing is left to say'],
  ['app=web,|', ['app=', 'tier=', 'app.kubernetes.io/name=', 'constructor='], ''],
  ['app=web, ti|', ['tier='], ''],
  ['!ti|', ['tier'], 'an absent key has no value'],
  ['!tier|', [], ''],
  ['app in (|', ['web', 'api', 'db'], ''],
  ['app in (web, |', ['api', 'db'], 'each value once'],
  ['app notin (web,a|', ['api'], ''],
  ['app in (web)|', [], 'a comma is next'],
  ['app web|', [], 'what is wrong goes on with nothing'],
  ['a|=web', ['app', 'app.kubernetes.io/name'], 'what stands behind the caret stays'],
  ['tier| in (a)', [], ''],
  ['unknown=|', [], ''],
  ['constructor=|', ['x'], 'odd keys are keys'],
])('offers behind %j: %j %s', (marked, expected, _why) => {
  const caret = marked.indexOf('|')
  const { options } = completeSelector(marked.replace('|', ''), caret, labels)
  expect(options.map(({ inserted }) => inserted)).toEqual(expected)
})

it('says what of the text a choice takes the place of', () => {
  expect(completeSelector('app=web, ti', 11, labels)).toMatchObject({ from: 9, to: 11 })
  expect(completeSelector('app in (web, a)', 14, labels)).toMatchObject({ from: 13, to: 14 })
})
