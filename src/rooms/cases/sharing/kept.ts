import { type ListedDraft, listDrafts } from '../../../platform/drafts/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { organisationNames } from '../../network/index.ts'
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
  const names = new Map<string, string>((await organisationNames(tx, today)).map(({ id, name }) => [id, name]))
  const interfaces = await allInterfaces(tx, actor, today)
  return drafts.map(({ id, address: path, content, savedAt }) => {
    const typed = readTyped(content)
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
