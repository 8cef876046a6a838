import type { FilterProblem } from '../model/graphView'
import type { Filters } from '../model/look'
import { readPorts } from '../notation/ports'
import type { Read } from '../notation/read'
import { readSelector } from '../notation/selectorText'
import type { ReadFilters } from '../view/viewFilter'

/** What filters ask for; a text that cannot be read asks for nothing, and the problem says why. Total. */
export function readFilters({ namespaces, selector, ports, kinds, text }: Filters): ReadFilters {
  const readSelectorText = readPart('selector', selector, readSelector)
  const readPortsText = readPart('ports', ports, readPorts)
  return {
    namespaces: namespaces.length === 0 ? null : new Set(namespaces),
    selector: readSelectorText.value,
    ports: readPortsText.value,
    kinds: kinds.length === 0 ? null : new Set(kinds),
    words: text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== ''),
    problems: [...readSelectorText.problems, ...readPortsText.problems],
  }
}

interface ReadPart<Value> {
  readonly value: Value | null
  readonly problems: readonly FilterProblem[]
}

function readPart<Value>(
  part: FilterProblem['part'],
  text: string,
  read: (text: string) => Read<Value>,
): ReadPart<Value> {
  if (text.trim() === '') return { value: null, problems: [] }
  const result = read(text)
  return result.kind === 'read'
    ? { value: result.value, problems: [] }
    : { value: null, problems: [{ part, message: result.message }] }
}
