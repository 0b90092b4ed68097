import { type Id, isId } from '../../../kernel/ids.ts'
import { type ListedDraft, listDrafts } from '../../../platform/drafts/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { organisationNamesOf } from '../../network/index.ts'
import { allInterfaces } from '../interfaces.ts'
import type { CaseFile } from '../queries.ts'
import { readTyped } from './domain/typed.ts'
import { chosenRoute, newHandoverPath } from './paths.ts'

/** A hand-over that the reader has begun and not offered, for one receiver and purpose. */
export interface KeptHandover extends Pick<ListedDraft, 'id' | 'savedAt'> {
  readonly key: string
  readonly path: string
  readonly to: string
  readonly way: string
}

/** What the reader keeps of one file, the latest first: drafts are personal. */
export async function keptHandovers(
  { tx, actor, clock }: Pick<PageRequest, 'tx' | 'actor' | 'clock'>,
  file: Pick<CaseFile, 'id'>,
): Promise<readonly KeptHandover[]> {
  const address = `${newHandoverPath(file.id)}/`
  const drafts = await listDrafts(tx, actor.userId, { route: chosenRoute, address }, clock.now())
  if (drafts.length === 0) return []
  const today = clock.today()
  const kept = drafts.map((draft) => ({ ...draft, typed: readTyped(draft.content) }))
  const receivers = kept.flatMap(({ typed: { to } }) => (isId(to) ? (to as Id<'organisation'>) : []))
  const names: ReadonlyMap<string, string> = await organisationNamesOf(tx, receivers, today)
  const interfaces = await allInterfaces(tx, actor, today)
  return kept.map(({ id, address: path, typed, savedAt }) => {
    return {
      id,
      savedAt,
      path,
      key: path.slice(address.length),
      to: names.get(typed.to) ?? '',
      way: interfaces.find((one) => one.id === typed.interface)?.name ?? '',
    }
  })
}
