import { describe, expect, it } from 'vitest'
import type { ConnectionSet } from '../../model/connections'
import {
  type CardNode,
  type FlowEdge,
  type FrameNode,
  type GraphView,
  type NodeId,
  unfiltered,
} from '../../model/graphView'
import { externalId, workloadId } from '../../model/ids'
import { type PicturePalette, pictureTokens } from './pictureLook'
import { type Measure, wrapped } from './pictureMarkup'
import { type Picture, pictureSvg } from './pictureSvg'
import { wholePicture } from './wholePicture'

const palette = Object.fromEntries(
  pictureTokens.map((token, i) => [token, `#0000${`${i}`.padStart(2, '0')}`]),
) as PicturePalette
/** Every character half as wide as high. */
const measure: Measure = (text, { size }) => [...text].length * size * 0.5

const tcp = (port: number): ConnectionSet => ({ TCP: [{ first: port, last: port }], UDP: [], SCTP: [] })

function frame(part: Partial<FrameNode>): FrameNode {
  return {
    id: 'ns:shop',
    namespace: 'shop',
    collapsed: false,
    workloadCount: 2,
    policyCount: 1,
    isolatedIngress: 1,
    isolatedEgress: 2,
    x: 0,
    y: 0,
    width: 600,
    height: 200,
    ...part,
  }
}

function card(name: string, x: number, part: Partial<CardNode> = {}): CardNode {
  return {
    id: workloadId('shop', 'Deployment', name),
    frame: 'ns:shop',
    namespace: 'shop',
    name,
    variant: '',
    workloadKind: 'Deployment',
    replicas: 2,
    ports: [{ port: 8080, protocol: 'TCP', name: 'http' }],
    services: [],
    hostNetwork: false,
    ingress: 'closed',
    egress: 'closed',
    x,
    y: 60,
    ...part,
  }
}

function edge(from: NodeId, to: NodeId, part: Partial<FlowEdge> = {}): FlowEdge {
  return {
    id: `${from} ${to} ${part.kind}`,
    from,
    to,
    kind: 'rules',
    change: 'same',
    connections: tcp(5432),
    label: '5432',
    pairs: 1,
    blockedBy: null,
    ...part,
  }
}

const [web, db] = [card('web', 20), card('db', 380)]
const outside = {
  id: externalId('rest'),
  label: 'Everything outside',
  ranges: [],
  isRest: true,
  x: 800,
  y: 60,
}
const shop: GraphView = {
  frames: [frame({})],
  cards: [web, db],
  externals: [outside],
  edges: [edge(web.id, db.id), edge(web.id, outside.id, { kind: 'half', blockedBy: 'egress' })],
  hidden: { open: 0, undeclaredPorts: 0, folded: 0 },
  filtered: unfiltered(2),
}

function whole(graph: GraphView, part: { title?: string; isFar?: boolean } = {}): Picture {
  const picture = wholePicture({
    graph,
    moved: {},
    isFar: part.isFar ?? false,
    title: part.title ?? 'Shop',
    note: 'Who can reach whom by the policies.',
    palette,
    measure,
  })
  if (picture === null) throw new Error('there is something to draw')
  return picture
}

const svgOf = (graph: GraphView, part = {}) => pictureSvg(whole(graph, part)).svg

/** The words that are seen. */
const wordsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) => words)
/** The words that are read out and shown by the pointer. */
const titlesOf = (svg: string) => [...svg.matchAll(/<title[^>]*>([^<]*)<\/title>/g)].map(([, words]) => words)

describe('pictureSvg', () => {
  it('says every namespace, workload, address and arrow by its name', () => {
    const svg = svgOf(shop)

    expect(titlesOf(svg)).toEqual([
      'Shop',
      'namespace shop: 2 workloads, 1 isolated for ingress, 2 for egress',
      'web to db: allowed on TCP 5432',
      'web to outside: half-open, egress of web blocks on TCP 5432',
      'web in shop: isolated for ingress and egress',
      'db in shop: isolated for ingress and egress',
      'Everything outside, outside the cluster',
    ])
    expect(wordsOf(svg)).toEqual(
      expect.arrayContaining([
        'Shop',
        'shop',
        'in 1/2',
        'out',
        'web',
        'Deployment ×2',
        '8080 http',
        'Everything outside',
        '5432',
        '! 5432',
      ]),
    )
  })

  it('stands alone: no scripts, no foreign objects, nothing from elsewhere, colours of the theme', () => {
    const svg = svgOf(shop)

    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" viewBox="/)
    expect(svg).not.toMatch(/<(script|foreignObject|image|use|style|link)|href|var\(|url\((?!#)|style=/)
    expect(svg).toContain(`fill="${palette['--canvas']}"`)
    expect(svg).toContain(`stroke="${palette['--half']}"`)
    expect(svg).toContain(
      '<desc id="picture-note">Who can reach whom by the policies. 1 namespace, 2 workloads',
    )
  })

  it('keeps any name as it is, and well-formed', () => {
    const odd = `a<b>&"c'😀\u0000\ud800`
    const svg = svgOf({ ...shop, cards: [{ ...web, name: odd }, db] }, { title: odd })

    expect(wordsOf(svg)).toContain('a&lt;b&gt;&amp;&quot;c&apos;😀\ufffd\ufffd')
    expect(svg).not.toMatch(/&(?!amp;|lt;|gt;|quot;|apos;)/)
    expect(() => encodeURIComponent(svg)).not.toThrow()
    expect(openElements(svg)).toEqual([])
  })

  it('has a legend of what is used, and of nothing else', () => {
    const all = wordsOf(svgOf(shop))
    expect(all).toContain('allowed by rules')
    expect(all).toContain('half-open: one side blocks')
    expect(all).toContain('isolated')
    expect(all).not.toContain('unrestricted')
    expect(all).not.toContain('not isolated')
    expect(all).not.toContain('removed by your edits')

    const added = svgOf({ ...shop, edges: [edge(web.id, db.id, { change: 'added' })] })
    expect(wordsOf(added)).toContain('added by your edits')
    expect(wordsOf(added)).not.toContain('allowed by rules')
    expect([...added.matchAll(/<marker id="([^"]*)"/g)].map(([, id]) => id)).toEqual(['flow-head-added'])
  })

  it('draws what is seen, and leaves out what is not', () => {
    const part = { x: -10, y: 0, width: 260, height: 200 }
    const svg = pictureSvg({ ...whole(shop), part }).svg

    expect(wordsOf(svg)).toContain('web')
    expect(wordsOf(svg)).not.toContain('db')
    // An arrow to what is out of sight is cut off at the border.
    expect(titlesOf(svg)).toContain('web to db: allowed on TCP 5432')
    expect(svg).toContain('<clipPath id="picture-part"><rect x="-10" y="0" width="260" height="200"/>')
  })

  it('draws many workloads as boxes, and namespaces by name', () => {
    const svg = svgOf(shop, { isFar: true })

    expect(wordsOf(svg)).toContain('shop')
    expect(wordsOf(svg)).not.toContain('Deployment ×2')
    expect(titlesOf(svg)).toContain('web in shop: isolated for ingress and egress')
  })

  it('draws cards where they were put', () => {
    const picture = wholePicture({
      graph: shop,
      moved: { [web.id]: { x: 20, y: 120 } },
      isFar: false,
      title: '',
      note: '',
      palette,
      measure,
    })
    if (picture === null) throw new Error('there is something to draw')
    expect(pictureSvg(picture).svg).toContain('<rect x="20" y="120" width="176" height="64" rx="10"')
  })

  it('lets what is not looked at step back', () => {
    const svg = pictureSvg({
      ...whole(shop),
      emphasis: { isCalmNode: (id) => id === db.id, stepOf: (id) => (id === web.id ? 1 : null) },
      selected: new Set([web.id]),
    }).svg

    expect(svg).toContain('<g opacity="0.25"><title>db in shop')
    expect(svg).toContain('<g><title>web in shop')
    expect(wordsOf(svg)).toContain('1')
    expect(svg).toContain(`stroke="${palette['--accent']}" stroke-width="2.5"`)
  })
})

describe('wrapped', () => {
  it('parts a name at a hyphen, and cuts the last line in its middle', () => {
    const face = { size: 10, weight: 400, family: undefined }
    expect(wrapped('short', 100, 2, face, measure)).toEqual(['short'])
    expect(wrapped('payment-service', 50, 2, face, measure)).toEqual(['payment-', 'service'])
    expect(wrapped('not drawn: two flows', 60, 3, face, measure)).toEqual(['not drawn:', 'two flows'])
    expect(wrapped('checkout-and-everything-after', 50, 2, face, measure)).toEqual([
      'checkout-',
      'and-e…fter',
    ])
  })
})

/** Names of elements that are opened and not closed in order; the text holds no comments and no `>` in attributes. */
function openElements(svg: string): readonly string[] {
  const open: string[] = []
  for (const [, slash, name, , closed] of svg.matchAll(/<(\/?)([a-zA-Z]+)([^<>]*?)(\/?)>/g)) {
    if (slash === '/') {
      if (open.at(-1) === name) open.pop()
      else open.push(`/${name}`)
    } else if (closed !== '/') open.push(name ?? '')
  }
  return open
}
