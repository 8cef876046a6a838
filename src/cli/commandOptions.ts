import type { ParseArgsConfig } from 'node:util'
import type { CommandName } from './help'

/** What every command takes. */
export const commonOptions = {
  help: { type: 'boolean', short: 'h' },
  quiet: { type: 'boolean', short: 'q' },
  'fail-on': { type: 'string' },
  'ip-block-matches-pods': { type: 'string' },
  'host-network-pods': { type: 'string' },
  'default-namespace': { type: 'string' },
  baseline: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options']

/** What each command takes besides. */
export const ownOptions = {
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
