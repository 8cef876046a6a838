import type { AppStore } from '../../store/appStore'

/** One thing to look at. */
export interface TourStep {
  readonly title: string
  readonly text: string
  /** What is pointed at, as a CSS selector. */
  readonly at: string
  readonly side: 'left' | 'right' | 'top' | 'bottom'
  /** Brings it onto the screen. */
  readonly prepare?: (store: AppStore) => void
}

/** About two minutes on the first example: what the marks mean, why a flow is blocked, how it is mended and handed on. */
export const tourSteps: readonly TourStep[] = [
  {
    title: 'Every card has two gates',
    text: 'Ingress at the left, egress at the right. A filled gate is isolated: only what a rule lets through passes. A dashed gate is open: nothing holds it back.',
    at: '.canvas [role=group][aria-label^="frontend in "]',
    side: 'right',
    prepare: (store) => store.getState().askFit(),
  },
  {
    title: 'An arrow is a flow that is really allowed',
    text: 'Both sides let it through: egress of the one and ingress of the other. Its label says the ports. Select an arrow to see the rules that allow it.',
    at: '.canvas [role=group][aria-label^="api to database"]',
    side: 'bottom',
  },
  {
    title: 'Half-open: the commonest mistake',
    text: 'A dashed arrow with an exclamation mark: one side allows this flow, the other blocks it, so nothing passes.',
    at: '.canvas [role=group][aria-label^="frontend to api"]',
    side: 'bottom',
  },
  {
    title: 'Why, and why not',
    text: 'The inspector answers for what is selected: the verdict, what each side says, and the line of YAML that says it.',
    at: '.inspector',
    side: 'left',
    prepare: selectHalfOpen,
  },
  {
    title: 'Draw what you want',
    text: 'Drag from one card’s right gate to another card’s left gate. With the keyboard: select a card, then “Allow to…”. Here the inspector already knows the smallest change, and Next takes it.',
    at: '.canvas [role=group][aria-label^="frontend in "]',
    side: 'right',
  },
  {
    title: 'The YAML, and its proof',
    text: 'The smallest change to your policies that makes it true, and every flow that it adds or removes, worked out anew. Nothing else changes. Undo takes it back.',
    at: '.bottom-panel',
    side: 'top',
    prepare: takeSmallestChange,
  },
  {
    title: 'Agree on it',
    text: 'Export the YAML, or share a link that holds the whole scenario, before and after. Nothing is sent anywhere: it is all in the link itself.',
    at: '.header__actions',
    side: 'bottom',
  },
]

function selectHalfOpen(store: AppStore): void {
  const { analysis, select } = store.getState()
  const idOf = (wanted: string) => analysis?.endpoints.find(({ name }) => name === wanted)?.id
  const [from, to] = [idOf('frontend'), idOf('api')]
  if (from !== undefined && to !== undefined) select({ kind: 'pair', from, to, connections: null })
}

function takeSmallestChange(store: AppStore): void {
  const { workspace, chooseBottomTab, openBottom } = store.getState()
  const button = document.querySelector<HTMLElement>('.inspector [aria-label="Smallest change"] button')
  if (workspace.edits.length === 0) button?.click()
  chooseBottomTab('changes')
  openBottom(true)
}
