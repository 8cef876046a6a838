import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../controls/IconButton'
import { useApp } from '../useApp'
import { copyText } from './handOver'
import './copyCommand.css'

/** A command line to run, with a button that copies it. */
export function CopyCommand({ label, command }: { readonly label: string; readonly command: string }) {
  const notify = useApp((state) => state.notify)
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    if (await copyText(command)) setCopied(true)
    else
      notify({ tone: 'bad', text: 'This browser refused the clipboard. Copy it from here:', detail: command })
  }
  return (
    <div className="copy-command">
      <span className="copy-command__label">{label}</span>
      <code className="copy-command__text">{command}</code>
      <IconButton label={isCopied ? 'Copied' : 'Copy the command'} size="small" onClick={() => void copy()}>
        {isCopied ? <Check /> : <Copy />}
      </IconButton>
    </div>
  )
}
