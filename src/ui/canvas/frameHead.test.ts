import { describe, expect, it } from 'vitest'
import { frameHead } from './frameHead'

describe('frameHead', () => {
  it('says everything where there is room', () => {
    expect(frameHead('shop', 2, 400, 13)).toEqual({ name: 'shop', lock: 'words' })
  })

  it('gives up the words of the locks first, then their counts, and never the name for them', () => {
    expect(frameHead('shop-eu', 1, 260, 18)).toEqual({ name: 'shop-eu', lock: 'count' })
    expect(frameHead('shop-europe', 1, 260, 18)).toEqual({ name: 'shop-europe', lock: 'sign' })
    expect(frameHead('edge', 0, 224, 24)).toEqual({ name: 'edge', lock: 'count' })
  })

  it('cuts a name in its middle, so that names that begin or end alike are still told apart', () => {
    const { name, lock } = frameHead('team-payments-production', 0, 400, 24)
    expect(lock).toBe('sign')
    expect(name).toMatch(/^team.*….*ion$/)
    expect(name.length).toBeLessThan('team-payments-production'.length)
  })

  it('leaves some letters however narrow it is', () => {
    expect(frameHead('kube-system', 2, 80, 40).name).toBe('ku…m')
  })
})
