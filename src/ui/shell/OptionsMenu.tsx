import { SlidersHorizontal } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useId, useState } from 'react'
import { CheckField } from '../controls/CheckField'
import { IconButton } from '../controls/IconButton'
import { ModalDialog } from '../controls/ModalDialog'
import { useApp } from '../useApp'
import '../controls/popover.css'
import './optionsMenu.css'

const purpose = 'What the manifests alone do not decide. Part of the link that you share.'

/** Where Kubernetes leaves a choice to the network plugin, what objects without a namespace mean (SEMANTICS 1, 15, 17), and which policies edits may touch. */
export function OptionsMenu() {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton label="Scenario options">
          <SlidersHorizontal />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Scenario options"
        >
          <h2 className="popover__title">Scenario options</h2>
          <p className="options-menu__hint">{purpose}</p>
          <OptionFields />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** The same where there is no room beside a button. */
export function OptionsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <ModalDialog title="Scenario options" description={purpose} onClose={onClose}>
      <OptionFields />
    </ModalDialog>
  )
}

function OptionFields() {
  const options = useApp((state) => state.workspace.options)
  const change = useApp((state) => state.changeOptions)
  return (
    <>
      <CheckField
        label="ipBlocks match pods"
        hint="Matters where an ipBlock contains pod addresses that the manifests show. Kubernetes’ own tests expect a match; Cilium never makes one. Pods of unknown address are never matched."
        checked={options.ipBlockMatchesPods === 'knownIp'}
        onChange={(matches) => change({ ipBlockMatchesPods: matches ? 'knownIp' : 'never' })}
      />
      <CheckField
        label="Host network pods stay outside policies"
        hint="Matters for pods with hostNetwork: true. Most plugins see them as their node, so no policy isolates them, and only an ipBlock with their node’s address finds them."
        checked={options.hostNetworkPods === 'outsidePolicies'}
        onChange={(outside) => change({ hostNetworkPods: outside ? 'outsidePolicies' : 'ordinary' })}
      />
      <CheckField
        label="Only add new policies"
        hint="The policies that are there stay as they are. What you draw becomes new policies beside them; where only a change of an old one would do, the edit says which."
        checked={options.onlyNewPolicies}
        onChange={(onlyNew) => change({ onlyNewPolicies: onlyNew })}
      />
      <DefaultNamespace />
    </>
  )
}

/** Taken over when the field is left or Enter is pressed, so that half a name is never a namespace. */
function DefaultNamespace() {
  const current = useApp((state) => state.workspace.options.defaultNamespace)
  const change = useApp((state) => state.changeOptions)
  const [text, setText] = useState(current)
  const id = useId()
  const accept = () => {
    const name = text.trim() || 'default'
    setText(name)
    if (name !== current) change({ defaultNamespace: name })
  }
  return (
    <form
      className="options-menu__field"
      onSubmit={(event) => {
        event.preventDefault()
        accept()
      }}
    >
      <label htmlFor={id}>Default namespace</label>
      <input
        id={id}
        className="field"
        value={text}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        onChange={(event) => setText(event.target.value)}
        onBlur={accept}
      />
      <p className="options-menu__hint" id={`${id}-hint`}>
        Matters for objects that name no namespace, as kubectl’s current namespace would.
      </p>
    </form>
  )
}
