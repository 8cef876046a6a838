/** What a failed comparison with the naive twin prints: the smallest cluster that differs, as manifests, and how to repeat it. */
import type { RunDetails } from 'fast-check'
import { dump } from 'js-yaml'
import type { ArbitraryScenario } from './arbitraries'
import { twinDifferences } from './twinDifferences'

const shownDifferences = 8

/** Null when no cluster differed. */
export function twinReport(details: RunDetails<[ArbitraryScenario]>): string | null {
  if (!details.failed) return null
  const { seed, counterexample, counterexamplePath, numShrinks } = details
  const [smallest] = counterexample ?? []
  return [
    `seed ${seed}: after ${details.numRuns} clusters one differs; the smallest like it, ${numShrinks} steps down:`,
    ...(smallest ? [clusterText(smallest), differencesText(smallest)] : []),
    `Repeat: npm run fuzz -- --seed ${seed} --path ${counterexamplePath}`,
  ].join('\n')
}

/** Options as a comment, objects as documents. What is undefined is left out, as in the text that the reader was given. */
function clusterText({ objects, options }: ArbitraryScenario): string {
  const plain: readonly unknown[] = JSON.parse(JSON.stringify(objects))
  const documents = plain.map((object) => dump(object, { flowLevel: 4, lineWidth: 110 }))
  return [`# ${JSON.stringify(options)}`, ...documents.map((it) => `---\n${it.trimEnd()}`)].join('\n')
}

function differencesText(scenario: ArbitraryScenario): string {
  const lines = linesOf(scenario)
  const more = lines.length - shownDifferences
  const rest = more > 0 ? [`and ${more} more`] : []
  return ['', `${lines.length} differences:`, ...lines.slice(0, shownDifferences), ...rest].join('\n')
}

function linesOf(scenario: ArbitraryScenario): readonly string[] {
  try {
    return twinDifferences(scenario)
  } catch (error) {
    return [String(error)]
  }
}
