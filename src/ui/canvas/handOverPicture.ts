import type { Notice } from '../../store/screenSlice'
import type { PictureWish } from '../../store/shellSlice'
import { download } from '../shell/handOver'
import { type Picture, pictureSvg } from './pictureSvg'
import { pictureFileName } from './pictureWords'
import { svgToPng } from './svgToPng'

const failed = 'This browser could not draw the picture.'
const sharpness = 2

/** Hands a picture over as the user asked, and answers with what to say. Never throws. */
export async function handOverPicture(
  made: Promise<Picture | null>,
  how: PictureWish['how'],
): Promise<Notice> {
  try {
    return how === 'copy' ? await copied(made) : await downloaded(made, how)
  } catch {
    return { tone: 'bad', text: `${failed} Nothing was changed: try again, or download it as SVG.` }
  }
}

async function downloaded(made: Promise<Picture | null>, how: 'png' | 'svg'): Promise<Notice> {
  const picture = await made
  if (picture === null) return nothing
  const name = pictureFileName(picture.title, how)
  if (how === 'svg') {
    download(name, new Blob([pictureSvg(picture).svg], { type: 'image/svg+xml' }))
    return { tone: 'good', text: `The picture is in ${name}.${boxesWords(picture)}` }
  }
  const { file, density } = await svgToPng(pictureSvg(picture))
  if (file === null) return { tone: 'bad', text: `${failed} Download it as SVG instead.` }
  download(name, file)
  return { tone: 'good', text: `The picture is in ${name}.${sizeWords(density)}${boxesWords(picture)}` }
}

/** The clipboard is asked at once, with what is still being drawn: later it would not know that somebody pressed something. */
async function copied(made: Promise<Picture | null>): Promise<Notice> {
  const drawn = made.then((picture) => (picture === null ? null : svgToPng(pictureSvg(picture))))
  const file = drawn.then((png) => png?.file ?? Promise.reject(new Error(failed)))
  // Somebody has to listen, also where the browser refuses before it is drawn.
  file.catch(() => {})
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': file })])
  } catch {
    const notice = await downloaded(made, 'png')
    return { ...notice, text: `This browser refused the clipboard. ${notice.text}` }
  }
  const [picture, png] = [await made, await drawn]
  return {
    tone: 'good',
    text: `The picture is on the clipboard.${sizeWords(png?.density ?? sharpness)}${picture ? boxesWords(picture) : ''}`,
  }
}

const nothing: Notice = { tone: 'plain', text: 'There is nothing to take a picture of.' }

function sizeWords(density: number): string {
  return density < sharpness
    ? ' It is at its largest size, 8,000 pixels at a side; the SVG is sharp at any.'
    : ''
}

function boxesWords({ look, graph }: Picture): string {
  return look.level === 'far'
    ? ` Its ${graph.cards.length.toLocaleString('en')} workloads are drawn as boxes.`
    : ''
}
