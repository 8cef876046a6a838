import { useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { GraphView } from '../../model/graphView'
import { policyWords } from '../policyWishWords'
import { type App, useApp, useAppContext } from '../useApp'
import { useLightTheme } from '../useLightTheme'
import { usePrinting } from '../usePrinting'
import './graphPrint.css'
import type { Level } from './levels'
import { pictureSvg } from './pictureSvg'
import { browserMeasure, themePalette } from './pictureTheme'
import { pictureNote } from './pictureWords'
import { titleOf } from './usePictures'
import { mostCards, wholePicture } from './wholePicture'

interface GraphPrintProps {
  readonly graph: GraphView
  readonly level: Level
}

/** The page on paper: the whole picture with its legend, what the inspector says, and the YAML of the changes. */
export function GraphPrint(props: GraphPrintProps) {
  const isPrinting = usePrinting()
  return isPrinting ? createPortal(<Sheet {...props} />, document.body) : null
}

function Sheet({ graph, level }: GraphPrintProps) {
  const app = useAppContext()
  const picture = useRef<HTMLDivElement>(null)
  const details = useRef<HTMLDivElement>(null)
  const hasDetails = useApp((state) => state.selection.kind !== 'none')
  useLightTheme()
  // After the theme, whose colours the picture has. The browser prints what is there when this returns.
  useLayoutEffect(() => {
    picture.current?.replaceChildren(...drawn(app, graph, level))
    const said = document.querySelector('.inspector')?.cloneNode(true)
    if (said) details.current?.replaceChildren(...said.childNodes)
  }, [app, graph, level])
  return (
    <section className="graph-print" aria-label="Picture for printing">
      <div ref={picture} className="graph-print__picture" />
      {hasDetails && <div ref={details} className="graph-print__details" inert />}
      <Changes />
    </section>
  )
}

function drawn({ store }: App, graph: GraphView, level: Level): readonly Node[] {
  const { workspace, show, filters } = store.getState()
  const theme = themePalette()
  const palette = { ...theme, '--canvas': theme['--surface'] }
  const picture = wholePicture({
    graph,
    moved: workspace.positions,
    // The edges at hand are those of the level.
    isFar: level === 'far' || graph.cards.length > mostCards,
    title: titleOf(workspace.title),
    note: pictureNote({ show, filters, hasEdits: workspace.edits.length > 0, hidden: graph.hidden }),
    palette,
    measure: browserMeasure(palette),
  })
  if (picture === null) return []
  const { documentElement } = new DOMParser().parseFromString(pictureSvg(picture).svg, 'image/svg+xml')
  return [document.importNode(documentElement, true)]
}

function Changes() {
  const changes = useApp((state) => state.analysis?.changes)
  if (changes === undefined || changes.length === 0) return null
  return (
    <section className="graph-print__changes" aria-label="Changes for printing">
      <h2>Changes to the policies</h2>
      {changes.map(({ kind, policy, after }) => (
        <article key={policy} className="graph-print__change">
          <h3>
            {policyWords(policy)}: {kindWords[kind]}
          </h3>
          {after !== '' && <pre>{after}</pre>}
        </article>
      ))}
    </section>
  )
}

const kindWords = { create: 'new', replace: 'changed', delete: 'deleted' } as const
