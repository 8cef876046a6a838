import type { Impact, LabelOffer } from '../model/edit'
import type { Drafted } from './drafting'
import { labelOffersOf, mergeNotes, mergesOf } from './labelOffers'
import { addressNotesOf, collateralNotesOf, isolationNotesOf } from './notes'
import { asIsolation } from './openUp'
import { holds, type Result } from './reachOutcome'
import type { Wishes } from './wishes'

/** What is to be said of the edits: whom they isolate, whom they mean besides, and what comes along. */
interface AllNotes {
  readonly notes: Result['notes']
  readonly labelOffers: readonly LabelOffer[]
}

/** All that is to be said of the edits beside what became of them, and the labels that would make some of it needless. Total. */
export function allNotesOf(
  { scene, before, reaches, opens }: Wishes,
  { after, contributed }: Drafted,
  impact: Impact,
): AllNotes {
  const made = reaches.filter(({ id }) => contributed.has(id))
  const failed = reaches.filter(
    (edit) => edit.kind === 'block' && !contributed.has(edit.id) && !holds(scene, after, edit),
  )
  const opened = opens.filter(({ id }) => contributed.has(id)).map(asIsolation)
  const merges = [...mergesOf(scene, [...made, ...failed], reaches), ...mergesOf(scene, opened, opened)]
  const labelOffers = labelOffersOf(scene, merges)
  const said = [
    isolationNotesOf(scene, made, before, after),
    addressNotesOf(scene, made, after),
    mergeNotes(merges, labelOffers, contributed),
    collateralNotesOf(scene, made, impact),
  ]
  const notes = new Map([...reaches, ...opened].map(({ id }) => [id, said.flatMap((it) => it.get(id) ?? [])]))
  return { notes, labelOffers }
}
