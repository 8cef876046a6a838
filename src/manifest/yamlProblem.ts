interface YamlProblem {
  readonly code: string
  readonly message: string
  readonly fix: string
}

/** No repair of a template's YAML would help: it has to be rendered. */
export const templateProblem: YamlProblem = {
  code: 'helm-template',
  message: 'This looks like a Helm template, not like a manifest.',
  fix: 'Run `helm template` and paste its output.',
}

/** What the YAML reader says (a pattern), in words for the person who has to repair it. */
const problems: readonly (readonly [RegExp, string, string])[] = [
  [/tab characters/, 'A tab stands where YAML wants spaces.', 'Indent this line with spaces.'],
  [
    /duplicated mapping key/,
    'The same key stands twice in one mapping.',
    'Remove one of the two, or merge what stands below them.',
  ],
  [
    /bad indentation of a (mapping|sequence) entry|deficient indentation|end of the stream or a document separator/,
    'This line does not fit the lines above it.',
    'Check its indentation, and the quotes, colons and brackets on this line and before it.',
  ],
  [/within a (single|double) quoted scalar/, 'A quoted text is never closed.', 'Add the closing quote.'],
  [
    /within a flow collection|missed comma|expected the node content/,
    'A list in […] or a mapping in {…} is not closed, or a comma is missing in it.',
    'Check its commas and the closing bracket.',
  ],
  [
    /unidentified alias/,
    'This alias has no anchor: nothing above is marked with & and this name.',
    'Define the anchor earlier in the same document; anchors do not reach across `---`.',
  ],
  [
    /maxAliases|maxTotalMergeKeys|maxDepth|abnormal merge/,
    'This document is nested or aliased far beyond what a manifest needs, so it is not read.',
    'Write the values out instead of repeating them by aliases.',
  ],
  [/refers to itself|recursive alias/, 'An alias in this document refers to itself.', 'Write the value out.'],
  [
    /unknown (scalar|sequence|mapping) tag|cannot resolve a node|undeclared tag|tag (name|suffix)/,
    'This YAML tag (`!…`) means nothing in a Kubernetes manifest.',
    'Remove the tag, or render the template that it belongs to first.',
  ],
  [
    /expected ':'|implicit key|multiline key|whitespace character is expected/,
    'A colon is missing after a key.',
    'Write the line as `key: value`.',
  ],
  [
    /non-printable|null byte/,
    'The text holds characters that no manifest may contain.',
    'Was a binary file dropped here? Paste the manifest as plain text.',
  ],
]

/**
 * One diagnostic for a document that is not YAML: what is wrong and what to do. A Helm template is recognised, since
 * no repair of its YAML would help. Total.
 */
export function yamlProblem(text: string, reason: string): YamlProblem {
  if (templateAt(text) >= 0) return templateProblem
  const found = problems.find(([pattern]) => pattern.test(reason))
  return {
    code: 'not-yaml',
    message: found?.[1] ?? `This is no valid YAML: ${reason}.`,
    fix: found?.[2] ?? 'Correct the line; the documents around it are still read.',
  }
}

const templateAction =
  /\{\{-?\s*(?:[.$"(]|if\b|else\b|end\b|range\b|with\b|include\b|template\b|define\b|block\b|toYaml\b|\/\*)/

/** Where the first Go template action stands, as Helm charts have them: `{{ .Values.name }}`, `{{- if …`; -1 without one. */
export function templateAt(text: string): number {
  return text.search(templateAction)
}
