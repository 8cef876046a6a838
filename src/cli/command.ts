import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { ScenarioOptions } from '../model/workspace'
import { readEdit } from '../notation/edits'
import { type AskedPort, parsePort } from '../notation/ports'
import type { EditFlag } from './askedEdits'
import { type FailLevel, failLevels } from './diagnosticLine'
import { differenceFormatters } from './differenceFormats'
import { editFormats } from './editing'
import { explanationFormatters } from './explanationText'
import { exposureFormatters } from './exposure'
import { formatters } from './formats'
import { type CommandName, commandNames } from './help'
import type { Choices } from './input'
import { linkHash } from './link'

interface Common extends Choices {
  /** The severity of diagnostics from which on the command ends with 1. */
  readonly failOn: FailLevel
  readonly quiet: boolean
}

export type Command =
  | { readonly kind: 'help'; readonly about: CommandName | null }
  | { readonly kind: 'usage'; readonly about: CommandName | null; readonly message: string }
  | (Common & {
      readonly kind: 'connectivity'
      readonly format: keyof typeof formatters
      readonly paths: readonly string[]
    })
  | (Common & {
      readonly kind: 'explain'
      readonly format: keyof typeof explanationFormatters
      readonly from: string
      readonly to: string
      /** Null for what the receiver declares. */
      readonly asked: readonly AskedPort[] | null
      readonly expect: 'allowed' | 'blocked' | null
      readonly paths: readonly string[]
    })
  | (Common & {
      readonly kind: 'exposure'
      readonly format: keyof typeof exposureFormatters
      /** Null for every workload. */
      readonly endpoint: string | null
      readonly paths: readonly string[]
    })
  | (Common & {
      readonly kind: 'diff'
      readonly format: keyof typeof differenceFormatters
      readonly exitCode: boolean
      readonly before: string
      /** Null where `before` is a link and stands for both: what it was drawn on, and what it became. */
      readonly after: string | null
    })
  | (Common & {
      readonly kind: 'edit'
      readonly format: (typeof editFormats)[number]
      /** In their order. None where a link brings its own. */
      readonly edits: readonly EditFlag[]
      readonly paths: readonly string[]
    })
  | (Common & { readonly kind: 'validate'; readonly paths: readonly string[] })

const commonOptions = {
  help: { type: 'boolean', short: 'h' },
  quiet: { type: 'boolean', short: 'q' },
  'fail-on': { type: 'string' },
  'ip-block-matches-pods': { type: 'string' },
  'host-network-pods': { type: 'string' },
  'default-namespace': { type: 'string' },
  baseline: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options']

const ownOptions = {
  connectivity: { format: { type: 'string', short: 'f' } },
  explain: {
    format: { type: 'string', short: 'f' },
    from: { type: 'string' },
    to: { type: 'string' },
    port: { type: 'string', multiple: true },
    expect: { type: 'string' },
  },
  exposure: { format: { type: 'string', short: 'f' }, endpoint: { type: 'string' } },
  diff: { format: { type: 'string', short: 'f' }, 'exit-code': { type: 'boolean' } },
  edit: {
    format: { type: 'string', short: 'f' },
    allow: { type: 'string', multiple: true },
    block: { type: 'string', multiple: true },
    isolate: { type: 'string', multiple: true },
    open: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    edits: { type: 'string', multiple: true },
    'only-new': { type: 'boolean' },
  },
  validate: {},
} as const satisfies Readonly<Record<CommandName, ParseArgsConfig['options']>>

/** What `edit` acts on. */
export const editsHelp =
  'an edit with --allow, --block, --isolate, --open, --only or --edits, or a link that has some.'

/** What `diff` compares. */
export const twoSides = 'two files, directories or links, OLD and NEW, or one link with edits.'

type Values = Readonly<Record<string, unknown>>

/** A flag where it stands among the others. */
interface Flag {
  readonly name: string
  readonly value?: string | undefined
}

/** Thrown and caught in this file alone. */
class UsageError extends Error {}

/** What the arguments ask for, or what is wrong with them. Total. */
export function parseCommand(args: readonly string[]): Command {
  const [name = '', ...rest] = args
  if (name === '' || name === '--help' || name === '-h' || name === 'help')
    return { kind: 'help', about: commandNames.find((it) => it === rest[0]) ?? null }
  const command = commandNames.find((it) => it === name)
  if (command === undefined) return { kind: 'usage', about: null, message: `There is no command "${name}".` }
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...rest],
      options: { ...commonOptions, ...ownOptions[command] },
      allowPositionals: true,
      tokens: true,
    })
    if (values.help) return { kind: 'help', about: command }
    const flags = tokens.filter((token) => token.kind === 'option')
    return commandOf(command, values, positionals, flags)
  } catch (error) {
    if (!isUsageError(error)) throw error
    // parseArgs explains at length how to pass arguments that begin with a dash; its first sentence says what is wrong.
    return { kind: 'usage', about: command, message: error.message.replace(/\. To specify a .*$/s, '.') }
  }
}

function isUsageError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  return error instanceof UsageError || ('code' in error && `${error.code}`.startsWith('ERR_PARSE_ARGS'))
}

function commandOf(
  name: CommandName,
  values: Values,
  paths: readonly string[],
  flags: readonly Flag[],
): Command {
  const common = commonOf(name, values)
  switch (name) {
    case 'connectivity':
      return { ...common, kind: name, format: formatOf(values, formatters), paths: atLeastOne(paths) }
    case 'explain':
      return {
        ...common,
        kind: name,
        format: formatOf(values, explanationFormatters),
        from: required(values, 'from'),
        to: required(values, 'to'),
        asked: askedOf(values['port']),
        expect: choiceOf(values, 'expect', ['allowed', 'blocked']) ?? null,
        paths: atLeastOne(paths),
      }
    case 'exposure':
      return {
        ...common,
        kind: name,
        format: formatOf(values, exposureFormatters),
        endpoint: values['endpoint'] === undefined ? null : required(values, 'endpoint'),
        paths: atLeastOne(paths),
      }
    case 'diff':
      return {
        ...common,
        kind: name,
        format: formatOf(values, differenceFormatters),
        exitCode: values['exit-code'] === true,
        ...sidesOf(paths, common.baseline),
      }
    case 'edit':
      return {
        ...common,
        kind: name,
        format: choiceOf(values, 'format', editFormats) ?? 'yaml',
        edits: editFlags(flags, paths),
        paths: atLeastOne(paths),
      }
    case 'validate':
      return { ...common, kind: name, paths: atLeastOne(paths) }
  }
}

function commonOf(name: CommandName, values: Values): Common {
  return {
    options: scenarioChoices(values),
    baseline: values['baseline'] === true,
    failOn: choiceOf(values, 'fail-on', failLevels) ?? (name === 'validate' ? 'error' : 'never'),
    quiet: values['quiet'] === true,
  }
}

/** Only what was named: a link brings its own, and files take the editor's defaults. */
function scenarioChoices(values: Values): Partial<ScenarioOptions> {
  const ipBlocks = choiceOf(values, 'ip-block-matches-pods', ['known-ip', 'never'])
  const hostNetwork = choiceOf(values, 'host-network-pods', ['outside-policies', 'ordinary'])
  const namespace = values['default-namespace']
  if (namespace !== undefined && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(String(namespace)))
    throw new UsageError(`--default-namespace: "${namespace}" is no name of a namespace.`)
  return {
    ...(ipBlocks && { ipBlockMatchesPods: ipBlocks === 'never' ? 'never' : 'knownIp' }),
    ...(hostNetwork && { hostNetworkPods: hostNetwork === 'ordinary' ? 'ordinary' : 'outsidePolicies' }),
    ...(namespace !== undefined && { defaultNamespace: String(namespace) }),
    ...(values['only-new'] === true && { onlyNewPolicies: true }),
  }
}

function formatOf<Formats extends object>(values: Values, formats: Formats): keyof Formats & string {
  const names = Object.keys(formats) as (keyof Formats & string)[]
  return choiceOf(values, 'format', names) ?? ('txt' as keyof Formats & string)
}

function choiceOf<const Choice extends string>(
  values: Values,
  option: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = values[option]
  const choice = choices.find((it) => it === value)
  if (value !== undefined && choice === undefined)
    throw new UsageError(`--${option}: "${value}" is none of ${choices.join(', ')}.`)
  return choice
}

function required(values: Values, option: string): string {
  const value = values[option]
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${option} is missing.`)
  return value
}

function askedOf(ports: unknown): readonly AskedPort[] | null {
  if (!Array.isArray(ports)) return null
  return ports
    .flatMap((port) => String(port).split(','))
    .map((text) => {
      const port = parsePort(text)
      if (port === null)
        throw new UsageError(
          `--port: "${text}" is no port such as 443, 443/TCP, 8000-8100/UDP, SCTP or http/TCP.`,
        )
      return port
    })
}

/** The edits of all flags in the order in which these stand, whatever their kinds. */
function editFlags(flags: readonly Flag[], paths: readonly string[]): readonly EditFlag[] {
  const edits = flags.flatMap((flag) => editFlag(flag) ?? [])
  const inputs = edits.filter((it) => it.kind === 'file' && it.path === '-').length
  if (inputs + paths.filter((path) => path === '-').length > 1)
    throw new UsageError('"-" can be named only once.')
  // What the standard input holds is not known yet.
  if (
    edits.length === 0 &&
    paths.length > 0 &&
    !paths.some((path) => linkHash(path) !== null || path === '-')
  )
    throw new UsageError(`There is nothing to do: name ${editsHelp}`)
  return edits
}

function editFlag({ name, value = '' }: Flag): EditFlag | null {
  if (name === 'edits') return { kind: 'file', path: value }
  if (name !== 'allow' && name !== 'block' && name !== 'isolate' && name !== 'only' && name !== 'open')
    return null
  const read = readEdit(name, value)
  if (read.kind === 'wrong') throw new UsageError(`--${name}: ${read.message}`)
  return { kind: 'edit', text: `${name} ${value.trim()}`, edit: read.value }
}

function sidesOf([before, after, ...more]: readonly string[], baseline: boolean) {
  if (before === undefined || more.length > 0) throw new UsageError(`diff takes ${twoSides}`)
  if (after !== undefined) {
    if (before === '-' && after === '-') throw new UsageError('Only one of OLD and NEW can be "-".')
    return { before, after }
  }
  // What the standard input holds is not known yet.
  if (linkHash(before) === null && before !== '-') throw new UsageError(`diff takes ${twoSides}`)
  if (baseline) throw new UsageError('--baseline of a single link leaves nothing to compare it with.')
  return { before, after: null }
}

function atLeastOne(paths: readonly string[]): readonly string[] {
  if (paths.length === 0)
    throw new UsageError('Name at least one file or directory, a link, or "-" for standard input.')
  if (paths.length > 1 && paths.some((path) => linkHash(path) !== null))
    throw new UsageError('A link is a whole scenario: name nothing beside it.')
  if (paths.filter((path) => path === '-').length > 1) throw new UsageError('"-" can be named only once.')
  return paths
}
