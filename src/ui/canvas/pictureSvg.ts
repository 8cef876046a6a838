/** The picture as one standalone SVG text: no scripts, no foreign objects, no fonts or pictures from elsewhere. Knows no browser. */
import type { GraphView, NodeId } from '../../model/graphView'
import { counted } from '../words'
import type { Rect } from './edgeGeometry'
import type { Emphasis } from './emphasis'
import { legendOf } from './legendEntries'
import { arrowHeads, edgeLabelPicture, edgeLook, edgePicture } from './pictureEdges'
import { farCard, farExternal, farFrame, farHead } from './pictureFar'
import { legendPicture } from './pictureLegend'
import { bodySize, calmOpacity, type PictureLook, sansFace, titleSize } from './pictureLook'
import { element, escaped, textAt, wrapped } from './pictureMarkup'
import { cardPicture, type Drawn, externalPicture, framePicture } from './pictureNodes'
import { boundsOf, type Places } from './places'
import { meet } from './sight'
import { cardName, externalName, frameName } from './spoken'
import type { FlowFlowEdge } from './toFlowEdges'

export interface Picture {
  readonly title: string
  /** What it is of, in sentences: whose policies, which filters, what is not drawn. */
  readonly note: string
  readonly graph: Pick<GraphView, 'frames' | 'cards' | 'externals'>
  readonly places: Places
  readonly edges: readonly FlowFlowEdge[]
  readonly emphasis: Pick<Emphasis, 'isCalmNode' | 'stepOf'>
  readonly selected: ReadonlySet<NodeId>
  /** What of it is drawn, in its own pixels. */
  readonly part: Rect
  readonly look: PictureLook
}

export interface SvgText {
  readonly svg: string
  readonly width: number
  readonly height: number
}

const margin = 20
const leastWidth = 560

/**
 * Title, picture and legend below each other. Every namespace, card and arrow that meets the part has its whole meaning as its title.
 * Total; linear in what is drawn.
 */
export function pictureSvg(whole: Picture): SvgText {
  const picture = partOf(whole)
  const { part, look, title, note } = picture
  const { palette, zoom, measure } = look
  const [inner, height] = [part.width * zoom, part.height * zoom]
  const width = Math.max(inner, leastWidth)
  const notes = wrapped(note, width, 4, sansFace(bodySize), measure)
  const top = margin + 26 + notes.length * 19 + 10
  const edges = picture.edges.flatMap(({ data }) => data?.edge ?? [])
  const legend = legendPicture(
    legendOf({ edges, cards: picture.graph.cards }),
    { x: margin, y: top + height + 8, width },
    look,
  )
  const size = {
    width: Math.ceil(width + 2 * margin),
    height: Math.ceil(top + height + 8 + legend.height + margin / 2),
  }
  const left = margin + (width - inner) / 2
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...size,
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: 'img',
      'aria-labelledby': 'picture-title picture-note',
      'font-family': palette['--sans'],
    },
    element('title', { id: 'picture-title' }, escaped(title)),
    element('desc', { id: 'picture-note' }, escaped(`${note} ${contentsOf(picture)}`.trim())),
    element(
      'defs',
      {},
      element('clipPath', { id: 'picture-part' }, element('rect', { ...part })),
      arrowHeads(new Set(edges.map(edgeLook)), look),
    ),
    element('rect', { ...size, fill: palette['--canvas'] }),
    textAt(title, {
      x: margin,
      y: margin + 9,
      fill: palette['--text'],
      face: sansFace(titleSize, 620),
    }),
    ...notes.map((words, i) =>
      textAt(words, {
        x: margin,
        y: margin + 34 + i * 19,
        fill: palette['--muted'],
        face: sansFace(bodySize),
      }),
    ),
    element(
      'g',
      {
        transform: `translate(${left - part.x * zoom} ${top - part.y * zoom}) scale(${zoom})`,
        'clip-path': 'url(#picture-part)',
      },
      ...drawnParts(picture),
    ),
    legend.markup,
  )
  return { svg, ...size }
}

function contentsOf({ graph, edges }: Picture): string {
  const parts = [
    counted(graph.frames.length, 'namespace'),
    counted(graph.cards.length, 'workload'),
    counted(edges.length, 'arrow'),
  ]
  return `${parts.join(', ')}.`
}

/** What meets the part, and the arrows that may. */
function partOf(picture: Picture): Picture {
  const { graph, places, part, edges } = picture
  const isSeen = (ids: readonly NodeId[]) => {
    const box = boundsOf(ids.flatMap((id) => places.get(id) ?? []))
    return box !== null && meet(box, part)
  }
  return {
    ...picture,
    graph: {
      frames: graph.frames.filter(({ id }) => isSeen([id])),
      cards: graph.cards.filter(({ id }) => isSeen([id])),
      externals: graph.externals.filter(({ id }) => isSeen([id])),
    },
    edges: edges.filter(({ source, target }) => isSeen([source, target])),
  }
}

/** From below: namespaces, arrows, cards, names from afar, labels. */
function drawnParts(picture: Picture): readonly string[] {
  const { graph, edges, emphasis, look } = picture
  const isFar = look.level === 'far'
  const named = (id: NodeId, name: string, markup: string, calm = calmOpacity) =>
    element(
      'g',
      { opacity: emphasis.isCalmNode(id) && !id.startsWith('ns:') ? calm : undefined },
      element('title', {}, escaped(name)),
      markup,
    )
  const drawn = (id: NodeId): Drawn => ({
    rect: picture.places.get(id) ?? { x: 0, y: 0, width: 0, height: 0 },
    isSelected: picture.selected.has(id),
    step: emphasis.stepOf(id),
  })
  return [
    ...graph.frames.map((frame) =>
      named(frame.id, frameName(frame), (isFar ? farFrame : framePicture)(frame, drawn(frame.id), look)),
    ),
    ...edges.map((edge) => edgePicture(edge, look)),
    ...graph.cards.map((card) =>
      named(card.id, cardName(card), (isFar ? farCard : cardPicture)(card, drawn(card.id), look)),
    ),
    ...graph.externals.map((external) =>
      named(
        external.id,
        externalName(external),
        (isFar ? farExternal : externalPicture)(external, drawn(external.id), look),
      ),
    ),
    ...(isFar ? graph.frames.map((frame) => farHead(frame, drawn(frame.id), look)) : []),
    ...edges.map((edge) => edgeLabelPicture(edge, look)),
  ]
}
