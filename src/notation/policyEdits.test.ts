import { describe, expect, it } from 'vitest'
import type { Edit } from '../model/edit'
import { editId, policyId } from '../model/ids'
import type { PolicyWish, TemplateName } from '../model/policyWish'
import { templates } from '../synthesis/templates'
import { manifestFile } from '../testing/build'
import { editText } from './edits'
import { editsYaml, readEditsYaml } from './editsYaml'

const web = policyId('shop', 'web')
const rows: readonly { readonly wish: PolicyWish; readonly line: string; readonly yaml: string }[] = [
  {
    wish: { kind: 'template', template: 'default-deny', namespace: 'shop', parameters: {} },
    line: 'template shop : default-deny',
    yaml: '- kind: template\n  template: default-deny\n  namespace: shop\n',
  },
  {
    wish: {
      kind: 'template',
      template: 'allow-dns',
      namespace: 'shop',
      parameters: { pods: 'app=web, tier!=x', ports: 'UDP 53', nodeLocal: '' },
    },
    line: 'template shop : allow-dns',
    yaml: '- kind: template\n  template: allow-dns\n  namespace: shop\n  parameters:\n    pods: "app=web, tier!=x"\n    ports: UDP 53\n    nodeLocal: ""\n',
  },
  {
    wish: { kind: 'deletePolicy', policy: web },
    line: 'deletePolicy shop/web',
    yaml: '- kind: deletePolicy\n  policy: shop/web\n',
  },
  {
    wish: { kind: 'renamePolicy', policy: web, name: '8080' },
    line: 'renamePolicy shop/web : 8080',
    yaml: '- kind: renamePolicy\n  policy: shop/web\n  name: "8080"\n',
  },
  {
    wish: { kind: 'disableRule', policy: web, direction: 'egress', position: 1 },
    line: 'disableRule shop/web : egress 2',
    yaml: '- kind: disableRule\n  policy: shop/web\n  rule: egress 2\n',
  },
]

const header = 'apiVersion: drawbridge/v1\nkind: Edits\nedits:\n'
const read = (text: string) => readEditsYaml(manifestFile('edits.yaml', text))

describe('edits of policies as such, as text', () => {
  it.each(rows)('$line', ({ wish, line, yaml }) => {
    const edit: Edit = { ...wish, id: editId('e1') }
    expect(editText(edit)).toBe(line)
    expect(editsYaml([edit])).toBe(header + yaml)
    expect(read(header + yaml).edits.map((it) => it.edit)).toEqual([wish])
  })

  it('keep that they are switched off', () => {
    const text = editsYaml([{ kind: 'deletePolicy', id: editId('e1'), policy: web, off: true }])
    expect(read(text).edits.map((it) => it.edit)).toEqual([{ kind: 'deletePolicy', policy: web, off: true }])
  })

  it('know every template', () => {
    const names = templates.map(({ name }): TemplateName => name)
    const text = names.map((name) => `- {kind: template, template: ${name}, namespace: shop}\n`).join('')
    expect(read(header + text).diagnostics).toEqual([])
    expect(read(header + text).edits).toHaveLength(names.length)
  })

  it.each([
    ['- {kind: deletePolicy}\n', 'edits[0] has no policy.'],
    ['- {kind: deletePolicy, policy: web}\n', '"web" is no policy. Write NAMESPACE/NAME, such as shop/web.'],
    ['- {kind: disableRule, policy: shop/web, rule: 1}\n', 'edits[0].rule must be a string'],
    ['- {kind: disableRule, policy: shop/web, rule: ingress 0}\n', '"ingress 0" is no rule.'],
    ['- {kind: template, template: deny, namespace: shop}\n', 'There is no template "deny".'],
    ['- {kind: renamePolicy, policy: shop/web, nam: x}\n', 'edits[0] has no field "nam".'],
    ['- {kind: deletePolice, policy: shop/web}\n', 'There is no edit "deletePolice".'],
  ])('%j is wrong', (yaml, message) => {
    const { edits, diagnostics } = read(header + yaml)
    expect(edits).toEqual([])
    expect(diagnostics.map((it) => it.message).join(' ')).toContain(message)
  })
})
