import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createAppStore } from './store/appStore'
import { connectWorker } from './store/connect'
import { openAddress, showSavedWork } from './store/opening'
import { rememberPreferences } from './store/preferences'
import { saveChanges } from './store/saving'
import { workspaceOfExample } from './ui/examples'
import { AppShell } from './ui/shell/AppShell'
import './ui/tokens.css'
import { AppContext } from './ui/useApp'
import { createClient, openWorker } from './worker/client'

const store = createAppStore()
const worker = createClient(openWorker)
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const openPage = () => openAddress(store, worker, workspaceOfExample)

rememberPreferences(store)
connectWorker(store, worker)
saveChanges(store, store.getState().receiveSaved)
await showSavedWork(store)
await openPage()
addEventListener('hashchange', () => void openPage())

createRoot(root).render(
  <StrictMode>
    <AppContext value={{ store, worker }}>
      <AppShell />
    </AppContext>
  </StrictMode>,
)
