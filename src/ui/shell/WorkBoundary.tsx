import { TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import type { ManifestFile } from '../../model/text'
import { Button } from '../controls/Button'
import { AppContext } from '../useApp'
import { downloadText } from './handOver'
import './workBoundary.css'

interface WorkBoundaryProps {
  readonly children: ReactNode
}

/** Keeps a mistake of ours from taking the user's work with it: the store lives on, and the files can be saved. */
export class WorkBoundary extends Component<WorkBoundaryProps, { readonly message: string | null }> {
  static override contextType = AppContext
  declare context: React.ContextType<typeof AppContext>
  override state: { readonly message: string | null } = { message: null }

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  private readonly download = () => {
    const files = this.context?.store.getState().workspace.files ?? []
    downloadText('drawbridge-manifests.yaml', joined(files))
  }

  override render() {
    if (this.state.message === null) return this.props.children
    return (
      <main className="work-boundary" role="alert">
        <TriangleAlert className="work-boundary__icon" aria-hidden="true" size={26} strokeWidth={1.6} />
        <h1 className="work-boundary__title">This screen stopped working</h1>
        <p className="work-boundary__text">
          It is our mistake. Your manifests and edits are still here: download the files, or show the screen
          again.
        </p>
        <p className="work-boundary__message">{this.state.message}</p>
        <div className="work-boundary__actions">
          <Button look="primary" onClick={() => this.setState({ message: null })}>
            Show it again
          </Button>
          <Button onClick={this.download}>Download the files</Button>
        </div>
      </main>
    )
  }
}

function joined(files: readonly ManifestFile[]): string {
  return files.map(({ name, text }) => `# ${name}\n${text}`).join('\n---\n')
}
