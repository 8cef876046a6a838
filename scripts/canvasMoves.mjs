// What `npm run bench:canvas` does to the picture, with a real pointer, and how its frames are counted.

const frame = 16
const [middleX, middleY] = [720, 450]

/** Counts frames and long tasks from now on. Gives what tells the CPU time of the page's main thread so far, in milliseconds. */
export async function watchFrames(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.evaluate(() => {
    const watch = { frames: [], tasks: [] }
    globalThis.watch = watch
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) watch.tasks.push({ startTime, duration })
    }).observe({ type: 'longtask' })
    requestAnimationFrame(function count(now) {
      watch.frames.push(now)
      requestAnimationFrame(count)
    })
  })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
  }
}

/** Pastes a text, and gives the milliseconds until namespaces and workloads are on the screen. */
export async function pasteAndWait(page, text) {
  await page.evaluate((pasted) => {
    globalThis.pasted = pasted
  }, text)
  const ms = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const start = performance.now()
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', globalThis.pasted)
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        )
        requestAnimationFrame(function look() {
          const isDrawn = document.querySelector('.react-flow__node') !== null
          // What is in the page by now is painted before the next frame.
          if (isDrawn) requestAnimationFrame(() => resolve(performance.now() - start))
          else requestAnimationFrame(look)
        })
      }),
  )
  await page.waitForTimeout(2500)
  return ms
}

/** All of the picture. */
export async function toFar(page) {
  await page.getByRole('button', { name: 'Fit', exact: true }).click()
  await page.waitForTimeout(1200)
}

/** From all of it to where cards can be read, on the first namespace that is in sight. */
export async function toMiddle(page) {
  await page.mouse.move(middleX, middleY)
  for (let turn = 0; turn < 200 && (await zoomOf(page)) < 0.8; turn += 1) {
    await page.mouse.wheel(0, -160)
    await page.waitForTimeout(2 * frame)
  }
  await page.waitForTimeout(2000)
}

/** Each for about a second and a half. */
export const moves = {
  pan: (page, cpu) =>
    measured(page, cpu, async () => {
      const { x, y } = await freePoint(page, '.react-flow__pane')
      await circle(page, x, y, 220)
    }),
  zoom: (page, cpu) =>
    measured(page, cpu, async () => {
      await page.mouse.move(middleX, middleY)
      for (const turn of [-1, 1, -1, 1])
        for (let i = 0; i < 15; i += 1) {
          await page.mouse.wheel(0, turn * 14)
          await page.waitForTimeout(frame)
        }
    }),
  drag: (page, cpu) =>
    measured(page, cpu, async () => {
      const { x, y } = await freePoint(
        page,
        '.react-flow__node-card :is(.card-text, .card-text *), .react-flow__node-area .frame-header',
      )
      await circle(page, x, y, 60)
    }),
}

async function measured(page, cpu, perform) {
  await page.waitForTimeout(400)
  const start = await page.evaluate(() => performance.now())
  const before = await cpu()
  await perform()
  const spent = (await cpu()) - before
  const result = await page.evaluate((from) => {
    const frames = globalThis.watch.frames.filter((at) => at >= from)
    return {
      intervals: frames.slice(1).map((at, i) => at - frames[i]),
      tasks: globalThis.watch.tasks
        .filter(({ startTime }) => startTime >= from)
        .map(({ duration }) => duration),
    }
  }, start)
  await page.keyboard.press('Escape')
  await page.waitForTimeout(600)
  return { ...result, cpu: spent }
}

async function circle(page, x, y, radius) {
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let i = 0; i < 80; i += 1) {
    const angle = (i / 80) * 2 * Math.PI
    await page.mouse.move(x + radius * Math.sin(angle), y + radius * (1 - Math.cos(angle)) * 0.5)
    await page.waitForTimeout(frame)
  }
  await page.mouse.up()
}

function zoomOf(page) {
  return page.evaluate(() => {
    const { transform } = getComputedStyle(document.querySelector('.react-flow__viewport'))
    return new DOMMatrix(transform).a
  })
}

/** A place where the pointer would hit such an element, near the middle of the screen. */
function freePoint(page, selector) {
  return page.evaluate(
    ([wanted, fromX, fromY]) => {
      for (let reach = 0; reach < 400; reach += 4)
        for (let turn = 0; turn < 24; turn += 1) {
          const angle = (turn / 24) * 2 * Math.PI
          const [x, y] = [fromX + reach * Math.cos(angle), fromY + reach * Math.sin(angle) * 0.6]
          if (document.elementFromPoint(x, y)?.matches(wanted)) return { x, y }
        }
      throw new Error(`Nothing in sight is ${wanted}.`)
    },
    [selector, middleX, middleY],
  )
}
