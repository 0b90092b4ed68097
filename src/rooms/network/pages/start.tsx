import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Columns,
  ConfirmationNote,
  DescriptionList,
  Figure,
  History,
  Link,
  Meta,
  Name,
  Part,
  Section,
  Stack,
  State,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { paths } from '../paths.ts'
import { latestChanges } from '../queries/latest.ts'
import { listRegions } from '../queries/municipalities.ts'
import { type District, findDistrict, type Overview, readOverview } from '../queries/overview.ts'
import { type Source, sourcesOf } from '../queries/sources.ts'
import { historyEntries } from './historyentries.ts'
import { SourceList } from './record.tsx'
import { confirmations } from './register.tsx'

/** What is in the network, counted, with the way to each list; what is missing; what changed last. */
export async function showStart(request: PageRequest): Promise<Page> {
  const { tx, actor, t, clock, locale, tenant } = request
  const today = clock.today()
  const overview = await readOverview(tx, actor, today)
  const district = await findDistrict(tx)
  const regions = await listRegions(tx)
  const sources = district ? await sourcesOf(tx, district.id) : []
  const latest = may(actor, 'network.read-internal') ? await latestChanges(tx, actor, 8, today) : []
  const panels = await request.slot('network.start', 'start')
  return {
    title: t('network.headline', { name: district?.name ?? tenant.name }),
    name: t('network.title'),
    meta: t('network.as-of', { day: createFormat(locale).day(today) }),
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        <Columns kind="side">
          <Stack gap="l">
            <Kinds overview={overview} />
            {panels}
          </Stack>
          <Stack gap="l">
            <Missing overview={overview} district={district} />
            <DistrictSection district={district} regions={regions} population={overview.population} sources={sources} />
            {latest.length > 0 && (
              <Section title={t('network.latest')}>
                <History
                  entries={latest.map((change) => ({
                    ...historyEntries(t, locale, change.subjectKind, [change])[0]!,
                    key: `${change.subjectId}-${change.version}`,
                    changes: [],
                    what: (
                      <>
                        {t(`network.event.${change.event}`)}:{' '}
                        <Link to={change.path}>
                          <Name>{change.title}</Name>
                        </Link>
                      </>
                    ),
                  }))}
                />
              </Section>
            )}
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

/** Interfaces first: the rest is there so that they can be named. */
const order: readonly RecordKind[] = [
  'interface',
  'organisation',
  'contact',
  'site',
  'body',
  'municipality',
  'jurisdiction',
]

function Kinds({ overview }: { overview: Overview }) {
  const { t, format } = useRender()
  return (
    <Section title={t('network.what')}>
      <Table
        caption={t('network.what')}
        rows={order}
        keyOf={(kind) => kind}
        stacks
        columns={[
          {
            key: 'kind',
            header: t('network.register'),
            names: true,
            cell: (kind) => (
              <>
                <Link to={paths[kind]} quiet>
                  {t(`network.${kind}.many`)}
                </Link>
                <Meta>{t(`network.${kind}.about`)}</Meta>
              </>
            ),
          },
          {
            key: 'count',
            header: t('network.entries'),
            kind: 'number',
            cell: (kind) => format.number(overview.counts[kind]),
          },
        ]}
      />
    </Section>
  )
}

function Missing({ overview, district }: { overview: Overview; district: District | undefined }) {
  const { t } = useRender()
  const { interfacesWithoutTarget: count } = overview
  if (count === 0 && district) return null
  return (
    <Section title={t('network.missing')}>
      <Stack gap="s">
        {!district && (
          <State kind="attention">
            <Link to="/network/district">{t('network.district.missing')}</Link>
          </State>
        )}
        {count > 0 && (
          <State kind="attention">
            <Link to={`${paths.interface}?target=no`}>{t('network.target.missing', { count })}</Link>
          </State>
        )}
      </Stack>
    </Section>
  )
}

function DistrictSection({
  district,
  regions,
  population,
  sources,
}: {
  district: District | undefined
  regions: readonly { key: string; name: string }[]
  population: number | null
  sources: readonly Source[]
}) {
  const { t, format, may: mayDo } = useRender()
  const edits = mayDo('network.edit')
  if (!district && !edits) return null
  return (
    <Section
      title={t('network.district.one')}
      aside={edits && <Link to="/network/district">{t(district ? 'network.edit' : 'network.district.enter')}</Link>}
    >
      <Stack>
        {!district && <Meta>{t('network.district.first')}</Meta>}
        <DescriptionList
          items={[
            { term: t('network.field.name'), value: district && <Name>{district.name}</Name> },
            {
              term: t('network.district.field.key5'),
              value: district && <Figure>{district.key5}</Figure>,
            },
            {
              term: t('network.municipality.field.population'),
              value: population !== null && t('network.district.population', { count: format.number(population) }),
            },
            {
              term: t('network.region.many'),
              value: regions.length > 0 && <Name>{format.list(regions.map(({ name }) => name))}</Name>,
            },
          ].map(({ term, value }) => ({ term, value: value || null }))}
        />
        {sources.length > 0 && (
          <Part title={t('network.source.many')}>
            <SourceList kind="district" sources={sources} />
          </Part>
        )}
        {district && mayDo('network.read-internal') && (
          <p>
            <Link to="/network/district/history">{t('network.history.link')}</Link>
          </p>
        )}
      </Stack>
    </Section>
  )
}
