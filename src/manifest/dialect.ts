import { CORE_SCHEMA, defineScalarTag, mergeTag, NOT_RESOLVED, type Schema } from 'js-yaml'

const trueWords = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'])
const falseWords = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'])
const digits = [...'0123456789']

const boolTag = defineScalarTag<boolean>('tag:yaml.org,2002:bool', {
  implicit: true,
  implicitFirstChars: [...'yYnNtTfFoO'],
  identify: (value) => typeof value === 'boolean',
  resolve: (text) => (trueWords.has(text) ? true : falseWords.has(text) ? false : NOT_RESOLVED),
})

const intTag = defineScalarTag<number>('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: ['+', '-', ...digits],
  identify: Number.isInteger,
  resolve: (text) => integerOf(text) ?? NOT_RESOLVED,
})

const floatTag = defineScalarTag<number>('tag:yaml.org,2002:float', {
  implicit: true,
  implicitFirstChars: ['+', '-', '.', ...digits],
  identify: (value) => typeof value === 'number' && !Number.isInteger(value),
  resolve: (text) => floatOf(text) ?? NOT_RESOLVED,
})

/**
 * YAML as kubectl reads it, which is YAML 1.1 through Go (SEMANTICS 25): merge keys are resolved, unquoted
 * `yes`/`no`/`on`/`off`/`y`/`n` are booleans, `0777` is octal. Dates stay strings.
 */
export const kubectlSchema: Schema = CORE_SCHEMA.withTags(mergeTag, boolTag, intTag, floatTag)

/** What a plain scalar means, asked of the same tags in the same order as the reader asks them. Total. */
export function plainScalar(text: string): unknown {
  for (const { implicitFirstChars, resolve, tagName } of kubectlSchema.implicitScalarTags) {
    if (implicitFirstChars !== null && !implicitFirstChars.includes(text.charAt(0))) continue
    const value = resolve(text, false, tagName)
    if (value !== NOT_RESOLVED) return value
  }
  return text
}

function integerOf(text: string): number | null {
  const shape = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/
  const found = shape.exec(text.replaceAll('_', ''))
  if (!found) return null
  const [, sign, hexadecimal, binary, octal, decimal] = found
  const size = hexadecimal
    ? Number.parseInt(hexadecimal, 16)
    : binary
      ? Number.parseInt(binary, 2)
      : octal
        ? Number.parseInt(octal, 8)
        : Number(decimal)
  return sign === '-' ? -size : size
}

function floatOf(text: string): number | null {
  const plain = text.replaceAll('_', '')
  if (/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(plain)) return finiteOrNull(Number(plain))
  if (/^\+?\.(inf|Inf|INF)$/.test(plain)) return Number.POSITIVE_INFINITY
  if (/^-\.(inf|Inf|INF)$/.test(plain)) return Number.NEGATIVE_INFINITY
  return /^\.(nan|NaN|NAN)$/.test(plain) ? Number.NaN : null
}

/** What is too large for a number stays a string in Go, such as the pod template's hash `7e3455`. */
function finiteOrNull(number: number): number | null {
  return Number.isFinite(number) ? number : null
}

/**
 * The text with each flow collection drawn onto one line, at the same offsets: line breaks, indentation and comments in
 * it become spaces. Go takes flow collections at any indentation, also by tabs; the YAML reader here does not. In block
 * context nothing changes, where tabs are an error for Go too. The scan is rough about plain scalars with brackets, so
 * it is for texts that the reader has already refused, or for JSON. Total; linear.
 */
export function withoutFlowTabs(text: string): string {
  const token =
    /"(?:[^"\\]|\\.)*"|(?<=[\s,[{:-])'(?:[^']|'')*'|(?<=^|\s)#[^\r\n]*|[[{]|[\]}]|[\r\n][ \t\r\n]*/gms
  let depth = 0
  return text.replace(token, (found, offset: number) => {
    const first = found.charAt(0)
    if (first === '[' || first === '{') {
      if (depth > 0 || offset === 0 || /[\s,:]/.test(text.charAt(offset - 1))) depth += 1
    } else if (first === ']' || first === '}') depth = Math.max(0, depth - 1)
    else if (depth > 0 && /[#\s]/.test(first)) return ' '.repeat(found.length)
    return found
  })
}
