import { parseArgs } from 'node:util'
import type { AskedPort } from '../notation/ports'
import type { EditFlag } from './askedEdits'
import { commonOptions, ownOptions } from './commandOptions'
import { atLeastOne, sidesOf } from './commandPaths'
import {
  askedOf,
  choiceOf,
  formatOf,
  required,
  scenarioChoices,
  UsageError,
  type Values,
} from './commandValues'
import { type FailLevel, failLevels } from './diagnosticLine'
import { differenceFormatters } from './differenceFormats'
import { editFlags, type Flag } from './editFlags'
import { editFormats } from './editing'
import { explanationFormatters } from './explanationText'
import { exposureFormatters } from './exposure'
import { formatters } from './formats'
import { type CommandName, commandNames } from './help'
import type { Choices } from './input'

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
