import { type Look, plainLook } from '../model/look'
import type { Json, SharedScenario } from '../model/shared'
import { deflate, fromBase64Url, inflate, toBase64Url } from './bytes'
import { lookIn, readScenario, writeScenario } from './wireScenario'

const inflatedLimit = 5_000_000

export type DecodedLink =
  | { readonly ok: true; readonly scenario: SharedScenario; readonly look: Look }
  | { readonly ok: false; readonly message: string }

/**
 * The hash that holds a scenario, and how it is looked at: `#v1.` and base64url of raw-deflated JSON. The same scenario and look give
 * the same hash in one browser.
 */
export async function encodeLink(scenario: SharedScenario, look: Look = plainLook): Promise<string> {
  return `#v1.${toBase64Url(await deflate(JSON.stringify(writeScenario(scenario, look))))}`
}

/**
 * The scenario that a hash holds and how it was looked at, or a sentence for the user. Links come from anybody: what they inflate to is
 * bounded, every field is checked, and unknown ones are dropped. Never rejects.
 */
export async function decodeLink(hash: string): Promise<DecodedLink> {
  const match = /^#?v(\d{1,6})\.(.*)$/s.exec(hash)
  if (match === null) return failed('This is not a Drawbridge link: it does not begin with #v1.')
  const [, version, payload = ''] = match
  if (Number(version) !== 1)
    return failed(
      'This link was made by another version of Drawbridge. Open it with the version that made it, or a newer one.',
    )
  // Chat tools take the full stop or bracket behind a link for a part of it.
  const bytes = fromBase64Url(payload.replace(/[\s.,;:!?)\]>"'*]+$/, ''))
  if (bytes === null || bytes.length === 0) return failed(damaged)
  const inflated = await inflate(bytes, inflatedLimit)
  if (inflated.kind === 'tooLarge')
    return failed(
      'This link holds more than 5 MB of manifests, so it is not opened. Ask for the files instead.',
    )
  const json = inflated.kind === 'text' ? parse(inflated.text) : undefined
  if (json === undefined) return failed(damaged)
  const scenario = readScenario(json)
  return scenario === null
    ? failed('This link opens, but there is no Drawbridge scenario in it.')
    : { ok: true, scenario, look: lookIn(json) }
}

const damaged =
  'This link is incomplete or damaged: a part was cut off or changed on the way. Ask for it once more, or for a file.'

function failed(message: string): DecodedLink {
  return { ok: false, message }
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
