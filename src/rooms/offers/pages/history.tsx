import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { ButtonLink, History, Link, Name, Section, Stack } from '../../../platform/ui/index.ts'
import { offerPath, offersPath } from '../paths.ts'
import { changesOf, countsOf, perPage } from '../queries/histories.ts'
import { getOffer } from '../queries/offers.ts'
import { CountTable } from './counts.tsx'
import { historyEntries } from './meanwhile.tsx'

/** Every check and every change of an offer, newest first. */
export async function showHistory(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, query, t } = request
  const offer = await getOffer(tx, actor, params.id)
  const counts = await countsOf(tx, offer.id, perPage, numberIn(query, 'count'))
  const changes = await changesOf(tx, offer.id, { before: numberIn(query, 'before') })
  const [oldestCount, oldestChange] = [counts.at(-1)?.number ?? 1, changes.at(-1)?.version ?? 1]
  return {
    title: t('offers.history.title'),
    crumbs: [
      { label: t('offers.title'), path: offersPath },
      { label: offer.name, path: offerPath(offer.id) },
    ],
    meta: <Name>{offer.name}</Name>,
    actions: (
      <ButtonLink look="secondary" to={offerPath(offer.id)}>
        {t('offers.history.back')}
      </ButtonLink>
    ),
    body: (
      <Stack gap="l">
        {counts.length > 0 && (
          <Section title={t('offers.counts.title')}>
            <CountTable counts={counts} />
            {oldestCount > 1 && <Link to={`?count=${oldestCount}`}>{t('offers.history.older')}</Link>}
          </Section>
        )}
        <Section title={t('offers.history.changes')}>
          <History entries={await historyEntries(request, changes)} />
          {oldestChange > 1 && <Link to={`?before=${oldestChange}`}>{t('offers.history.older')}</Link>}
        </Section>
      </Stack>
    ),
  }
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const number = Number(query.get(name) || Number.NaN)
  return Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined
}
