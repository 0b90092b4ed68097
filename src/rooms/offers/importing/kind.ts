import type { Actor } from '../../../platform/access/index.ts'
import { isSelectable, lifeDomains, readList, targetGroups } from '../../../platform/codelists/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { createFormat, languageName } from '../../../platform/i18n/index.ts'
import {
  type ImportKind,
  type ImportSetting,
  importRoutes,
  lookupOf,
  type RowDescription,
  type ShownRow,
} from '../../../platform/importing/index.ts'
import { municipalityNames, organisationNames } from '../../network/index.ts'
import { rights, visibleOffers } from '../access.ts'
import { readGroups, readTopics } from '../pages/words.ts'
import { offerPath, offersPath } from '../paths.ts'
import { readNames } from '../queries/names.ts'
import { type ColumnKey, columns } from './columns.ts'
import { type KnownOffer, OfferJudge } from './judge.ts'
import { type OfferLookups, type OfferValues, readOffer } from './row.ts'
import { undoOffer } from './undoing.ts'
import { type FormerOffer, writeOffers } from './writing.ts'

const settingOf = ({ today, tenant }: ImportSetting) => ({ today, demo: tenant.demo })

/** Lists of what there is: counselling, courses, places. No personal data. */
export const offerImport: ImportKind<OfferValues, FormerOffer> = {
  key: 'offers.directory',
  path: '/offers/import',
  right: 'offers.keep',
  home: { path: offersPath, label: 'offers.title' },
  words: 'offers.import',
  columns,
  personal: false,
  mostRows: 5000,
  atOnce: { check: 3000, write: 100 },
  demand: (mapping) => (mapping['name'] === undefined ? 'offers-import-no-name' : undefined),
  async judging(tx, actor, { today }, mapping) {
    const lookups = await lookupsOf(tx, actor, today)
    const judge = new OfferJudge(actor, await knownOffers(tx, actor))
    return { judge: (row) => judge.judge(readOffer(row.cells, mapping, lookups, today), row.number) as never }
  },
  writing: async (tx, actor, setting) => writeOffers(tx, actor, settingOf(setting)),
  undo: (tx, actor, setting, row) => undoOffer(tx, actor, settingOf(setting), row),
  describe,
}

export const offerImportRoutes = importRoutes(offerImport, rights)

/** More than any directory of a district holds. */
const mostKnown = 20_000

/** The directory as far as rows are compared with it; only these offers when ids are given. One that is gone is left out. */
async function knownOffers(tx: Tx, actor: Actor, ids?: readonly string[]): Promise<readonly KnownOffer[]> {
  return await visibleOffers(tx, actor)
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`offer.id = ANY (${[...(ids ?? [])]}::uuid[])`))
    .select([
      'offer.id',
      'offer.name',
      'offer.summary',
      'offer.description',
      'offer.topic',
      'offer.organisation_id as organisationId',
      'offer.site_id as siteId',
      'offer.municipality_id as municipalityId',
      'offer.district_wide as districtWide',
      'offer.languages',
      'offer.target_groups as targetGroups',
      'offer.booking',
      'offer.cost',
      'offer.cost_note as costNote',
      'offer.times_note as timesNote',
      'offer.accessibility_note as accessibilityNote',
      'offer.contact_office as contactOffice',
      'offer.phone',
      'offer.email',
      'offer.homepage',
      'offer.state',
      'offer.state_since as stateSince',
      'offer.capacity',
      'offer.free_places as freePlaces',
      'offer.waiting',
      'offer.expected_wait_days as expectedWaitDays',
      'offer.checked_on as checkedOn',
      'offer.version',
      sql<KnownOffer['municipalityIds']>`
        ARRAY(SELECT municipality_id FROM offer_municipality WHERE offer_id = offer.id)`.as('municipalityIds'),
    ])
    .limit(mostKnown)
    .execute()
}

async function lookupsOf(tx: Tx, actor: Actor, today: ImportSetting['today']): Promise<OfferLookups> {
  const codes = async (list: typeof lifeDomains) => {
    const entries = (await readList(tx, list)).entries.filter((entry) => isSelectable(entry, today))
    return lookupOf(entries.map(({ key, de }) => ({ id: key, key, name: de })))
  }
  return {
    organisations: lookupOf(await organisationNames(tx, today)),
    topics: await codes(lifeDomains),
    targetGroups: await codes(targetGroups),
    municipalities: lookupOf(await municipalityNames(tx)),
    ownOrganisation: actor.organisationId,
  }
}

async function describe(
  { tx, actor, t, locale, clock }: PageRequest,
  rows: readonly ShownRow<OfferValues>[],
): Promise<ReadonlyMap<number, RowDescription>> {
  const names = await readNames(tx, actor, clock.today())
  const [topics, groups] = [await readTopics(tx, locale), await readGroups(tx, locale)]
  const format = createFormat(locale)
  const ids = rows.flatMap(({ reading, targetId }) => [
    ...(targetId ? [targetId] : []),
    ...(reading.candidates ?? []).map(({ id }) => id),
  ])
  const offers = ids.length > 0 ? await knownOffers(tx, actor, [...new Set(ids)]) : []
  const found = new Map(offers.map((offer) => [offer.id as string, offer]))
  const headerOf = (key: string) =>
    columns.find((column) => column.key === (key as ColumnKey))?.header ?? t('offers.field.municipality')
  const text = (key: string, value: unknown): string => {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return '–'
    if (typeof value === 'number') return format.number(value)
    const one = (part: string) => {
      if (key === 'topic') return topics.name(part)
      if (key === 'targetGroups') return groups.name(part)
      if (key === 'languages') return languageName(part, locale)
      if (key === 'booking' || key === 'cost') return t(`offers.${key}.${part}`)
      return key === 'municipalityId' || key === 'reach' ? names.town(part) : part
    }
    return Array.isArray(value) ? value.map((part) => one(String(part))).join(', ') : one(String(value))
  }
  const long = new Set(['summary', 'description', 'timesNote'])
  return new Map(
    rows.map(({ number, reading: { values, changed, candidates }, targetId, recordId }) => {
      const offer = found.get(targetId ?? '')
      const is: Record<string, unknown> = offer ? { ...offer, reach: offer.municipalityIds } : {}
      const said = values as unknown as Record<string, unknown>
      const changes = changed.map((key) =>
        long.has(key)
          ? headerOf(key)
          : t('offers.import.change', {
              field: headerOf(key),
              before: text(key, is[key]),
              after: text(key, said[key]),
            }),
      )
      const isNew = 'name' in values && !offer
      const facts = [
        values.topic && topics.name(values.topic),
        values.municipalityId && names.town(values.municipalityId),
        values.languages?.length ? text('languages', values.languages) : undefined,
        typeof values.capacity === 'number' && t('offers.import.places', { count: values.capacity }),
        typeof values.freePlaces === 'number' && t('offers.import.free', { count: values.freePlaces }),
        typeof values.waiting === 'number' && t('offers.import.waiting', { count: values.waiting }),
      ]
      return [
        number,
        {
          ...(recordId && { path: offerPath(recordId) }),
          ...(values.organisationId && { meta: names.organisation(values.organisationId) }),
          lines: recordId ? [] : isNew ? [facts.filter(Boolean).join(' · ')].filter(Boolean) : changes,
          candidates: new Map(
            (candidates ?? []).flatMap(({ id }) => {
              const like = found.get(id)
              return like
                ? [[id, { label: like.name, path: offerPath(id), detail: t('offers.import.like') }] as const]
                : []
            }),
          ),
        },
      ]
    }),
  )
}
