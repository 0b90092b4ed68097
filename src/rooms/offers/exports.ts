import type { ExportKind, ExportScope } from '../../platform/exports/index.ts'
import { languageName } from '../../platform/i18n/index.ts'
import { choosableMunicipalities } from '../network/index.ts'
import { directoryParameters, inView, readFilter, viewIn } from './pages/listing.ts'
import { readGroups, readTopics } from './pages/words.ts'
import { offersPath } from './paths.ts'
import { readNames } from './queries/names.ts'
import { countOffersAmong, listOffers, offerIds, offersAmong } from './queries/offers.ts'

async function filterOf({ tx, actor, query, today }: ExportScope) {
  const towns = await choosableMunicipalities(tx, actor, today)
  const {
    page: _page,
    offset: _offset,
    ...filter
  } = await readFilter({ tx, query, clock: { today: () => today } }, towns)
  return { ...filter, ...inView(viewIn(query), actor) }
}

/** The directory as its page lists it, with places and how to reach each offer. */
export const directoryExport: ExportKind = {
  key: 'offers.directory',
  right: 'offers.read',
  subjectKind: 'offers.offer',
  holdsPeople: false,
  list: offersPath,
  parameters: directoryParameters,
  async narrowedBy(scope) {
    const { tx, actor, query, t, locale, today } = scope
    const topic = query.get('topic')
    const group = query.get('group')
    const language = query.get('language')
    const room = query.get('room')
    const town = (await choosableMunicipalities(tx, actor, today)).find(({ key }) => key === query.get('town'))
    const names = await readNames(tx, actor, today)
    const { organisationId, text, state } = await filterOf(scope)
    return [
      { label: t('offers.view.label'), value: t(`offers.view.${viewIn(query)}`) },
      ...(text ? [{ label: t('offers.filter.text'), value: text }] : []),
      ...(topic ? [{ label: t('offers.field.topic'), value: (await readTopics(tx, locale)).name(topic) }] : []),
      ...(town ? [{ label: t('offers.filter.town'), value: town.name }] : []),
      ...(language ? [{ label: t('offers.filter.language'), value: languageName(language, locale) }] : []),
      ...(group ? [{ label: t('offers.filter.group'), value: (await readGroups(tx, locale)).name(group) }] : []),
      ...(room === 'free' || room === 'waiting'
        ? [{ label: t('offers.filter.room'), value: t(`offers.filter.room-${room}`) }]
        : []),
      ...(organisationId ? [{ label: t('offers.field.organisation'), value: names.organisation(organisationId) }] : []),
      ...(query.get('state') && state && state !== 'all'
        ? [{ label: t('offers.field.state'), value: t(`offers.state.${state}`) }]
        : []),
    ]
  },
  find: async (scope, limit) => await offerIds(scope.tx, scope.actor, await filterOf(scope), scope.today, limit),
  async count(scope) {
    const filter = { ...(await filterOf(scope)), limit: 0 }
    return (await listOffers(scope.tx, scope.actor, filter, scope.today)).total
  },
  async table({ tx, actor, t, locale, today }) {
    const names = await readNames(tx, actor, today)
    const [topics, groups] = [await readTopics(tx, locale), await readGroups(tx, locale)]
    const field = (key: string, name: string, width: number, kind?: 'day' | 'number') => ({
      key,
      header: t(`offers.field.${name}`),
      width,
      ...(kind && { kind }),
    })
    return {
      columns: [
        field('name', 'name', 40),
        field('summary', 'summary', 50),
        field('topic', 'topic', 22),
        field('organisation', 'organisation', 32),
        field('site', 'site', 24),
        field('place', 'municipality', 18),
        field('reach', 'reach', 20),
        field('languages', 'languages', 28),
        field('targetGroups', 'targetGroups', 28),
        field('booking', 'booking', 18),
        field('cost', 'cost', 18),
        field('costNote', 'costNote', 28),
        field('times', 'timesNote', 32),
        field('accessibility', 'accessibilityNote', 32),
        field('state', 'state', 14),
        field('stateSince', 'stateSince', 12, 'day'),
        field('capacity', 'capacity', 10, 'number'),
        field('freePlaces', 'freePlaces', 10, 'number'),
        field('waiting', 'waiting', 10, 'number'),
        field('expectedWaitDays', 'expectedWaitDays', 10, 'number'),
        field('checkedOn', 'checkedOn', 12, 'day'),
        field('contactOffice', 'contactOffice', 24),
        field('phone', 'phone', 18),
        field('email', 'email', 28),
        field('homepage', 'homepage', 36),
      ],
      async read(ids) {
        const rows = await offersAmong(tx, actor, ids)
        return rows.map((row) => ({
          id: row.id,
          cells: [
            row.name,
            row.summary,
            topics.name(row.topic),
            names.organisation(row.organisationId),
            row.siteId && names.site(row.siteId),
            row.municipalityId && names.town(row.municipalityId),
            t(row.districtWide ? 'offers.reach.district' : 'offers.reach.towns'),
            row.languages.map((tag) => languageName(tag, locale)).join('; '),
            row.targetGroups.map((key) => groups.name(key)).join('; '),
            t(`offers.booking.${row.booking}`),
            t(`offers.cost.${row.cost}`),
            row.costNote,
            row.timesNote,
            row.accessibilityNote,
            t(`offers.state.${row.state}`),
            row.stateSince,
            row.capacity,
            row.freePlaces,
            row.waiting,
            row.expectedWaitDays,
            row.checkedOn,
            row.contactOffice,
            row.phone,
            row.email,
            row.homepage,
          ],
        }))
      },
    }
  },
  countVisible: ({ tx, actor }, ids) => countOffersAmong(tx, actor, ids),
}
