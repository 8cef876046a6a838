import type { PictureWish } from '../../store/shellSlice'

/** The pictures that can be taken of the graph, in the order in which they are offered. */
export const pictureWishes: readonly { readonly title: string; readonly wish: PictureWish }[] = [
  { title: 'Copy as image', wish: { part: 'seen', how: 'copy' } },
  { title: 'Download PNG of what is seen', wish: { part: 'seen', how: 'png' } },
  { title: 'Download SVG of what is seen', wish: { part: 'seen', how: 'svg' } },
  { title: 'Copy everything as image', wish: { part: 'all', how: 'copy' } },
  { title: 'Download PNG of everything', wish: { part: 'all', how: 'png' } },
  { title: 'Download SVG of everything', wish: { part: 'all', how: 'svg' } },
]
