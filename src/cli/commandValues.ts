import type { ScenarioOptions } from '../model/workspace'
import { type AskedPort, parsePort } from '../notation/ports'

/** What is wrong with the arguments, in a sentence; thrown below `parseCommand` and caught there. */
export class UsageError extends Error {}

/** The values of options by their names, as Node's parser gives them. */
export type Values = Readonly<Record<string, unknown>>

/** Only what was named: a link brings its own, and files take the editor's defaults. */
export function scenarioChoices(values: Values): Partial<ScenarioOptions> {
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

/** The format that `--format` names among those of a command; `txt` where nothing is named. */
export function formatOf<Formats extends object>(values: Values, formats: Formats): keyof Formats & string {
  const names = Object.keys(formats) as (keyof Formats & string)[]
  return choiceOf(values, 'format', names) ?? ('txt' as keyof Formats & string)
}

/** One of the choices of an option, if it is named. */
export function choiceOf<const Choice extends string>(
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

/** The value of an option that cannot be left out. */
export function required(values: Values, option: string): string {
  const value = values[option]
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${option} is missing.`)
  return value
}

/** The ports of all `--port`; null where none is named. */
export function askedOf(ports: unknown): readonly AskedPort[] | null {
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
