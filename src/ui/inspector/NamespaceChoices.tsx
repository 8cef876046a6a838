import { useId } from 'react'
import type { GraphView } from '../../model/graphView'
import { CheckField } from '../controls/CheckField'
import { useApp } from '../useApp'
import { counted } from '../words'

interface NamespaceChoicesProps {
  readonly chosen: readonly string[]
  readonly onChoose: (names: readonly string[]) => void
}

const noFrames: GraphView['frames'] = []

/** Which namespaces, with what there is in each. */
export function NamespaceChoices({ chosen, onChoose }: NamespaceChoicesProps) {
  const frames = useApp((state) => state.analysis?.graph.frames) ?? noFrames
  const id = useId()
  const choose = (name: string, on: boolean) =>
    onChoose(on ? [...chosen, name].toSorted() : chosen.filter((it) => it !== name))
  return (
    <fieldset className="only-drawn__namespaces" aria-labelledby={id}>
      <legend className="section-title" id={id}>
        Namespaces
      </legend>
      <div className="only-drawn__scroll">
        {frames.map(({ namespace, workloadCount, isolatedIngress, isolatedEgress }) => (
          <CheckField
            key={namespace}
            label={namespace}
            hint={hintOf(workloadCount, isolatedIngress, isolatedEgress)}
            checked={chosen.includes(namespace)}
            onChange={(on) => choose(namespace, on)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function hintOf(workloads: number, ingress: number, egress: number): string {
  const count = counted(workloads, 'workload')
  if (ingress + egress === 0) return `${count}, none isolated`
  return ingress === workloads && egress === workloads
    ? `${count}, all isolated`
    : `${count}, isolated ${ingress} in, ${egress} out`
}
