import { ArrowRight, Box, Boxes, ScrollText, Zap } from 'lucide-react'
import type { PaletteEntry } from './paletteEntries'

const icons = { workload: Box, namespace: Boxes, policy: ScrollText, pair: ArrowRight, command: Zap }

export function PaletteIcon({ kind }: { readonly kind: PaletteEntry['kind'] }) {
  const Icon = icons[kind]
  return <Icon className="command-palette__icon" aria-hidden="true" size={15} />
}
