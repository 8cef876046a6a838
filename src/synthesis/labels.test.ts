import { describe, expect, it } from 'vitest'
import { labels, workload } from '../testing/smallClusters'
import { selectorFor } from './labels'

interface Row {
  readonly why: string
  readonly own: string
  readonly owner?: string
  readonly others: readonly string[]
  readonly expected: string
  readonly alike?: number
}

const rows: readonly Row[] = [
  {
    why: 'one label is enough, the best known one',
    own: 'app=web app.kubernetes.io/name=shop-web tier=fe',
    others: ['app=api'],
    expected: 'app.kubernetes.io/name=shop-web',
  },
  {
    why: "the owner's selector comes before the best known label",
    own: 'app=web app.kubernetes.io/name=shop-web',
    owner: 'app=web',
    others: ['app=api'],
    expected: 'app=web',
  },
  {
    why: 'a label of the owner that the pods do not carry is of no use',
    own: 'app=web',
    owner: 'release=one',
    others: [],
    expected: 'app=web',
  },
  {
    why: 'fewest requirements come before the most stable label',
    own: 'app=web tier=fe track=one',
    owner: 'app=web tier=fe',
    others: ['app=web tier=be track=two', 'app=api tier=fe track=two'],
    expected: 'track=one',
  },
  {
    why: 'two where one is not enough, the more stable pair',
    own: 'app=web tier=fe zone=a',
    others: ['app=web tier=be zone=a', 'app=api tier=fe zone=a'],
    expected: 'app=web tier=fe',
  },
  {
    why: 'a label stays though the workload is alone, since others may come',
    own: 'app=web',
    others: [],
    expected: 'app=web',
  },
  {
    why: 'what it lacks never stands alone, since pods may come that lack everything',
    own: 'app=web',
    others: ['app=web tier=be'],
    expected: 'app=web !tier',
  },
  {
    why: 'volatile labels are never used',
    own: 'pod-template-hash=5d4f version=2 app=web',
    others: ['pod-template-hash=77aa version=1 app=web'],
    expected: 'app=web',
    alike: 1,
  },
  {
    why: 'a key that only the others have is excluded',
    own: 'app=web',
    others: ['app=web track=canary', 'app=api'],
    expected: 'app=web !track',
  },
  { why: 'no labels and alone: everything', own: '', others: [], expected: '' },
  {
    why: 'no labels and not alone: none of the labels of the others',
    own: '',
    others: ['app=web', 'app=api tier=fe'],
    expected: '!app',
  },
  {
    why: 'no labels and another without: both',
    own: '',
    others: ['', 'app=web'],
    expected: '!app',
    alike: 1,
  },
]

describe('selectorFor', () => {
  it.each(rows)('$why', ({ own, owner = '', others, expected, alike = 0 }) => {
    const subject = { ...workload('shop/subject', own), ownerSelector: labels(owner) }
    const siblings = [subject, ...others.map((text, i) => workload(`shop/other${i}`, text))]
    const { selector, alsoSelects } = selectorFor(subject, siblings)
    const shown = selector.requirements.map((it) =>
      'values' in it ? `${it.key}=${it.values.join()}` : `!${it.key}`,
    )
    expect(shown.join(' ')).toBe(expected)
    expect(alsoSelects.map(({ name }) => name)).toEqual(alike === 0 ? [] : ['other0'])
  })

  it('does not depend on the order of the siblings, and stays quick with very many labels', () => {
    const many = Array.from({ length: 40 }, (_, i) => `l${i}=1`).join(' ')
    const subject = workload('shop/subject', `${many} own=1`)
    const others = Array.from({ length: 30 }, (_, i) =>
      workload(`shop/other${i}`, many.replace(`l${i}=1`, `l${i}=2`)),
    )
    const found = selectorFor(subject, [subject, ...others])
    expect(found).toEqual(selectorFor(subject, [...others.toReversed(), subject]))
    expect(found.selector.requirements).toEqual([{ key: 'own', operator: 'In', values: ['1'] }])
  })
})
