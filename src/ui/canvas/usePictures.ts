import { useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { plainView } from '../../model/graphView'
import { scenarioOf, viewOf } from '../../store/connect'
import type { PictureWish } from '../../store/shellSlice'
import { type App, useApp, useAppContext } from '../useApp'
import type { Rect } from './edgeGeometry'
import { handOverPicture } from './handOverPicture'
import type { Picture } from './pictureSvg'
import { browserMeasure, themePalette } from './pictureTheme'
import { pictureNote } from './pictureWords'
import { boundsOf, type Places } from './places'
import { meet, sightOf } from './sight'
import type { useCanvas } from './useCanvas'
import { useStable } from './useStable'
import { around, mostCards, wholePicture } from './wholePicture'

type Drawn = Pick<
  ReturnType<typeof useCanvas>,
  'graph' | 'places' | 'rest' | 'edges' | 'emphasis' | 'selected'
>

/** Hands over the pictures that are asked for. */
export function usePictures(canvas: Drawn): void {
  const app = useAppContext()
  const flow = useStoreApi()
  const asked = useApp((state) => state.pictureAsked)
  const take = useStable(({ part, how }: PictureWish) => {
    const { askPicture, notify } = app.store.getState()
    askPicture(null)
    const { transform, width, height } = flow.getState()
    const [x, y, zoom] = transform
    const made =
      part === 'seen'
        ? Promise.resolve(seenPicture(app, canvas, { x, y, zoom }, { width, height }))
        : everything(app)
    void handOverPicture(made, how).then(notify)
  })
  useEffect(() => {
    if (asked !== null) take(asked)
  }, [asked, take])
}

/** What the canvas shows, as it shows it. */
function seenPicture(
  { store }: App,
  { graph, places, rest, edges, emphasis, selected }: Drawn,
  viewport: Parameters<typeof sightOf>[0],
  extent: Parameters<typeof sightOf>[1],
): Picture {
  const { workspace, show, filters } = store.getState()
  const palette = themePalette()
  return {
    title: titleOf(workspace.title),
    note: pictureNote({ show, filters, hasEdits: workspace.edits.length > 0, hidden: graph.hidden }),
    graph,
    places,
    edges: edges.filter(({ data }) => data?.motion !== 'going'),
    emphasis,
    selected,
    part: cropped(sightOf(viewport, extent), places),
    look: {
      palette,
      measure: browserMeasure(palette),
      level: rest.level,
      zoom: viewport.zoom,
      nameSize: rest.nameSize,
      labelScale: rest.labelScale,
    },
  }
}

/** What is seen, without the empty canvas around everything. */
function cropped(sight: Rect, places: Places): Rect {
  const bounds = boundsOf(places.values())
  if (bounds === null || !meet(sight, bounds)) return sight
  const [left, top] = [Math.max(sight.x, bounds.x - around), Math.max(sight.y, bounds.y - around)]
  const right = Math.min(sight.x + sight.width, bounds.x + bounds.width + around)
  const bottom = Math.min(sight.y + sight.height, bounds.y + bounds.height + around)
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Everything that the filters leave, as cards; where there are too many, as boxes. The worker draws what the zoom of the screen left out. */
async function everything({ store, worker }: App): Promise<Picture | null> {
  const state = store.getState()
  const { workspace, show, filters, analysis } = state
  if (analysis === null) return null
  const isFar = analysis.graph.cards.length > mostCards
  const detail = isFar ? 'namespaces' : 'workloads'
  const view = { ...viewOf(state), detail, sight: null, focus: plainView.focus } as const
  const outcome = await worker.call('drawing', { scenario: scenarioOf(state), view })
  if (outcome.kind !== 'done') throw new Error('There is no picture')
  const graph = outcome.result
  const palette = themePalette()
  return wholePicture({
    graph,
    moved: workspace.positions,
    isFar,
    title: titleOf(workspace.title),
    note: pictureNote({ show, filters, hasEdits: workspace.edits.length > 0, hidden: graph.hidden }),
    palette,
    measure: browserMeasure(palette),
  })
}

/** What the picture of some work is called. */
export function titleOf(title: string): string {
  return title === '' ? 'Network flows' : title
}
