import type { Id } from '../../../kernel/ids.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { Empty, History } from '../../../platform/ui/index.ts'
import { personPath, start } from '../paths.ts'
import { changesOf } from '../queries/history.ts'
import { getPerson } from '../queries/persons.ts'
import { placeNames } from '../queries/places.ts'
import { valueWords } from './words.ts'

/** Versions that one page shows; records of persons change seldom. */
const mostShown = 200

/** Who changed what in a person's record, and what it said before. */
export async function showHistory(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t } = request
  const person = await getPerson(tx, actor, params.id as Id<'person'>)
  await recordLook(tx, actor, { event: 'people.person-read', subjectKind: 'people.person', ids: [person.id] })
  const changes = await changesOf(tx, person.id, mostShown)
  const places = await placeNames(tx)
  return {
    title: t('people.history.title', { name: person.name ?? person.code }),
    name: t('people.history.link'),
    meta: person.code,
    crumbs: [
      { label: t('people.search.title'), path: start },
      { label: person.code, path: personPath(person.id) },
    ],
    body:
      changes.length === 0 ? (
        <Empty title={t('people.history.none')} />
      ) : (
        <History
          entries={changes.map((change) => ({
            key: String(change.version),
            at: change.changedAt,
            who: change.changedBy ?? t('people.history.system'),
            what: t(`people.event.${change.event}`),
            changes: change.changes.map(({ field, before, after }) => ({
              field: t(`people.field.${field}`),
              before: valueWords(request, places, field, before),
              after: valueWords(request, places, field, after),
            })),
          }))}
        />
      ),
  }
}
