import type { Json } from '../model/shared'
import { createAlikeParser } from './alikeDocuments'
import { documentsText, itemTyping, minimiseObject, type Typing } from './minimise'
import { isRecord } from './record'
import { scanJson } from './snapshotJson'
import { isKeptKind } from './snapshotKinds'
import { scanYaml } from './snapshotYaml'

/** A large file as the workspace keeps it. */
export interface Dump {
  readonly name: string
  readonly text: string
  readonly snapshot: { readonly bytes: number }
}

/**
 * A cluster dump (`kubectl get -o yaml` or `-o json`, of any size) reduced to what anything reads, as YAML documents:
 * policies whole, with their comments where they come as YAML; the rest minimised and on one line each, as JSON, which
 * is read ten times as fast; other kinds gone. What cannot be read becomes a document
 * that says so and that the reader reports; its content is not kept, for it may be a Secret's. Never throws; linear,
 * with the memory of one object at a time. `onProgress` is told how many bytes were read.
 */
export function readDump(
  name: string,
  bytes: Uint8Array,
  onProgress: (bytes: number) => void = () => {},
): Dump {
  const documents: string[] = []
  try {
    const utf8 = asUtf8(bytes)
    if (utf8 === null) documents.push(notice('This file is not text.'))
    else if (startsAsJson(utf8)) reduceJson(utf8, documents, onProgress)
    else reduceYaml(utf8, documents, onProgress)
  } catch {
    documents.push(notice('This file holds an object that is too large to be read.'))
  }
  return { name, text: documents.join('---\n'), snapshot: { bytes: bytes.length } }
}

function reduceJson(bytes: Uint8Array, documents: string[], onProgress: (bytes: number) => void): void {
  let position = 0
  const complete = scanJson(bytes, ({ text, to, list }) => {
    onProgress(to)
    position += 1
    const value = parseJson(text)
    if (value === undefined) documents.push(notice(`Object ${position} of this file is not valid JSON.`))
    else documents.push(...reduced(value, itemTyping(list?.kind, list?.apiVersion), `Object ${position}`))
  })
  if (!complete) documents.push(notice('This file ends in the middle, or is not valid JSON.'))
}

function reduceYaml(bytes: Uint8Array, documents: string[], onProgress: (bytes: number) => void): void {
  const parse = createAlikeParser()
  let position = 0
  scanYaml(bytes, ({ text, to, list }) => {
    onProgress(to)
    const implied = itemTyping(list?.kind, list?.apiVersion)
    const ownKind = (list === null ? documentKind : itemKind).exec(text)?.[1]
    const kind = ownKind ?? implied?.kind
    if (text.trim() === '') return
    position += 1
    // Most of a dump is of kinds that nothing reads: they need no parsing.
    if (kind !== undefined && !isKeptKind(kind) && !kind.endsWith('List')) return
    if (ownKind === 'NetworkPolicy') documents.push(list === null ? withoutSeparator(text) : dedented(text))
    else {
      const outcome = parse(text)
      if (outcome.kind === 'failed')
        documents.push(notice(`Object ${position} of this file is not valid YAML.`))
      else documents.push(...reduced(outcome.document.value, implied, `Object ${position}`))
    }
  })
}

const documentKind = /^kind:[ \t]*["']?(\w+)/m
const itemKind = /^ {2}kind:[ \t]*["']?(\w+)/m

function dedented(item: string): string {
  const text = item.replace(/^ {2}/gm, '')
  return text.endsWith('\n') ? text : `${text}\n`
}

function reduced(value: unknown, implied: Typing | null, what: string): string[] {
  const { objects, leftOut } = minimiseObject(value, implied, 'carried')
  const texts = objects.map(documentOf)
  return leftOut === 0 ? texts : [...texts, notice(`${what} of this file is not a Kubernetes object.`)]
}

/** Policies as people write them, for they are what is edited. */
function documentOf(object: Json): string {
  const isPolicy = isRecord(object) && object['kind'] === 'NetworkPolicy'
  return isPolicy ? documentsText([object]) : `${JSON.stringify(object)}\n`
}

/** A document that the reader reports, because it is no object. */
function notice(sentence: string): string {
  return `# ${sentence.replace(/\s+/g, ' ')}\nunreadable\n`
}

function withoutSeparator(text: string): string {
  const document = text.replace(/^\uFEFF?---(?:[ \t]*\r?\n|[ \t]+|$)/, '')
  return document.endsWith('\n') ? document : `${document}\n`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Without its byte order mark; UTF-16, as PowerShell writes it, recoded. Null for what is no text. */
function asUtf8(bytes: Uint8Array): Uint8Array | null {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return asUtf8(bytes.subarray(3))
  const little = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0)
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0)
  if (little || big) return recoded(bytes, little ? 'utf-16le' : 'utf-16be')
  return bytes.includes(0) ? null : bytes
}

function recoded(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Uint8Array | null {
  const text = new TextDecoder(encoding).decode(bytes)
  return text.includes('\0') ? null : new TextEncoder().encode(text)
}

function startsAsJson(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 1000)).trimStart()
  return head.startsWith('{') || head.startsWith('[')
}
