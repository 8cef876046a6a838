import { useStoreApi } from '@xyflow/react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { type Palette, paintScene, paletteTokens } from './paintScene'
import type { Shape } from './scene'

/** One canvas element for all that is not in the page itself. It says nothing that namespaces and the lists do not say in words. */
export function SceneLayer({ shapes }: { readonly shapes: readonly Shape[] }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef(shapes)
  const ask = useRef<() => void>(() => {})
  const flow = useStoreApi()

  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const painter = painterOf(element, context, () => ({ shapes: latest.current, ...flow.getState() }))
    ask.current = painter.ask
    painter.ask()
    const forget = flow.subscribe((now, before) => {
      if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height)
        painter.ask()
    })
    // Colours are the theme's.
    const themes = new MutationObserver(painter.askAnew)
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => {
      forget()
      themes.disconnect()
      painter.stop()
    }
  }, [flow])

  useLayoutEffect(() => {
    latest.current = shapes
    ask.current()
  }, [shapes])

  return <canvas ref={canvas} className="canvas-scene" aria-hidden />
}

interface Painted {
  readonly shapes: readonly Shape[]
  readonly transform: readonly [number, number, number]
  readonly width: number
  readonly height: number
}

/** Paints once a frame at most, with what there is to paint by then. */
function painterOf(element: HTMLCanvasElement, context: CanvasRenderingContext2D, now: () => Painted) {
  let asked = 0
  let palette: Palette | null = null
  const paint = () => {
    asked = 0
    const { shapes, transform, width, height } = now()
    const [x, y, zoom] = transform
    const density = Math.min(2, devicePixelRatio)
    if (element.width !== Math.round(width * density) || element.height !== Math.round(height * density)) {
      element.width = Math.round(width * density)
      element.height = Math.round(height * density)
    }
    context.setTransform(density, 0, 0, density, 0, 0)
    palette ??= paletteOf(element)
    paintScene(context, shapes, { x, y, zoom }, { width, height }, palette)
  }
  const ask = () => {
    asked ||= requestAnimationFrame(paint)
  }
  return {
    ask,
    askAnew: () => {
      palette = null
      ask()
    },
    stop: () => cancelAnimationFrame(asked),
  }
}

function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element)
  return Object.fromEntries(
    paletteTokens.map((token) => [token, style.getPropertyValue(token).trim()]),
  ) as Palette
}
