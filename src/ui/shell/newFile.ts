import type { AppStore } from '../../store/appStore'

/** Adds an empty file under the first free name and opens it in the editor. */
export function addEmptyFile(store: AppStore): void {
  const { workspace, addFiles } = store.getState()
  const taken = new Set(workspace.files.map((file) => file.name))
  let number = 1
  while (taken.has(`manifest-${number}.yaml`)) number += 1
  addFiles([{ name: `manifest-${number}.yaml`, text: '' }])
  const added = store.getState().workspace.files.at(-1)
  if (added) store.getState().openInEditor(added.id)
  store.getState().chooseLeftTab('manifests')
}
