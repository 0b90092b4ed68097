import { daysBetween } from '../../../kernel/day.ts'
import { currentKey, hurdles, labelOf, readList } from '../../../platform/codelists/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { changesOf, type FileHandover, handoversOf, type JurisdictionChange } from '../../journeys/index.ts'
import { organisationNames } from '../../network/index.ts'
import { allInterfaces } from '../interfaces.ts'
import type { CaseFile } from '../queries.ts'

/** A hand-over of a file, with the words for who it is with and through what. */
export interface ListedOfFile extends FileHandover {
  readonly otherName: string
  readonly way: string
  /** In words, where it was declined or came late. */
  readonly reasonWord: string | null
  /** Calendar days since the offer, to the first appointment or to today; null before an offer. */
  readonly waited: number | null
  /** The change of jurisdiction that it brings, as both files say it. */
  readonly change: JurisdictionChange | null
}

/** Hand-overs of a file that the caller has reached: all, or those that are open or were declined a short time ago. */
export async function readListed(
  { tx, actor, clock, locale }: PageRequest,
  file: CaseFile,
  only?: { readonly declinedDays: number },
): Promise<{ readonly rows: readonly ListedOfFile[]; readonly total: number }> {
  const today = clock.today()
  const all = await handoversOf(tx, actor, file.id)
  const wanted = all.filter(
    ({ endedOn, state }) =>
      !only || endedOn === null || (state === 'declined' && daysBetween(endedOn, today) <= only.declinedDays),
  )
  if (wanted.length === 0) return { rows: [], total: all.length }
  const names = new Map((await organisationNames(tx, today)).map(({ id, name }) => [id, name]))
  const interfaces = await allInterfaces(tx, actor, today)
  const { entries } = await readList(tx, hurdles)
  const wordOf = (reason: string): string => {
    const entry = entries.find(({ key }) => key === currentKey(entries, reason))
    return entry ? labelOf(entry, locale) : reason
  }
  const changes = await changesOf(
    tx,
    wanted.map(({ id }) => id),
  )
  const rows = wanted.map((one): ListedOfFile => {
    const place = interfaces.find(({ id }) => id === one.interfaceId)
    const { fromJurisdiction: from, toJurisdiction: to } = place ?? {}
    return {
      ...one,
      otherName: names.get(one.side === 'given' ? one.toOrganisationId : one.fromOrganisationId) ?? '',
      way: from && to && from !== to ? `${from} → ${to}` : (place?.name ?? ''),
      reasonWord: one.reason && wordOf(one.reason),
      change: changes.get(one.id) ?? null,
      waited: one.offeredOn === null ? null : daysBetween(one.offeredOn, one.firstOn ?? one.endedOn ?? today),
    }
  })
  return { rows, total: all.length }
}
