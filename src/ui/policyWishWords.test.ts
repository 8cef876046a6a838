import { expect, it } from 'vitest'
import { policyId } from '../model/ids'
import type { PolicyWish } from '../model/policyWish'
import { templates } from '../synthesis/templates'
import { policyWishWords, templateTitles } from './policyWishWords'

const policy = policyId('shop', 'web')

it.each<[string, PolicyWish]>([
  [
    'Allow DNS in namespace shop',
    { kind: 'template', template: 'allow-dns', namespace: 'shop', parameters: {} },
  ],
  ['Delete policy web in shop', { kind: 'deletePolicy', policy }],
  ['Rename policy web in shop to api', { kind: 'renamePolicy', policy, name: 'api' }],
  [
    'Take ingress rule 1 out of policy web in shop',
    { kind: 'disableRule', policy, direction: 'ingress', position: 0 },
  ],
])('%s', (sentence, wish) => {
  expect(policyWishWords(wish)).toBe(sentence)
})

it('calls templates what they call themselves', () => {
  expect(templates.map(({ name, title }) => [name, title])).toEqual(Object.entries(templateTitles))
})
