import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { DescriptionList, Figure, Meta, Name, Section } from '../../../platform/ui/index.ts'
import { findOutline, getMunicipality } from '../queries/municipalities.ts'
import { listOrganisations } from '../queries/organisations.ts'
import { listSites } from '../queries/sites.ts'
import { sourcesOf } from '../queries/sources.ts'
import { Lines, recordPage } from './record.tsx'
import { fewRelated, Related } from './related.tsx'

export async function showMunicipality(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, clock, locale } = request
  const today = clock.today()
  const format = createFormat(locale)
  const municipality = await getMunicipality(tx, actor, params.key)
  const { key, id, population, populationOn, longitude, latitude } = municipality
  const outline = await findOutline(tx, actor, id)
  const sources = await sourcesOf(tx, id)
  const counted = sources.find(({ field }) => field === 'population') ?? sources.find(({ field }) => field === null)
  const organisations = await listOrganisations(tx, actor, { municipality: key, limit: fewRelated }, today)
  const sites = await listSites(tx, actor, { municipality: key, limit: fewRelated }, today)
  return recordPage(request, {
    kind: 'municipality',
    record: municipality,
    title: municipality.name,
    headline: <Name>{municipality.name}</Name>,
    meta: [t(`network.municipality-kind.${municipality.kind}`), municipality.regionName],
    children: (
      <>
        <Section title={t('network.master-data')}>
          <DescriptionList
            empty={t('network.not-given')}
            items={[
              {
                term: t('network.municipality.field.ags'),
                value: <Figure>{municipality.ags}</Figure>,
              },
              {
                term: t('network.municipality.field.population'),
                value: population !== null && populationOn !== null && (
                  <>
                    {format.number(population)}
                    <Meta
                      parts={[
                        t('network.as-of', { day: format.day(populationOn) }),
                        counted && t('network.source.named', { title: counted.title }),
                      ]}
                    />
                  </>
                ),
              },
              {
                term: t('network.municipality.centre'),
                value:
                  longitude !== null &&
                  latitude !== null &&
                  t('network.municipality.at', {
                    latitude: format.number(latitude, 4),
                    longitude: format.number(longitude, 4),
                  }),
              },
              {
                term: t('network.municipality.outline'),
                value: t(outline ? 'network.municipality.outline-there' : 'network.municipality.outline-missing'),
              },
              { term: t('network.field.note'), value: municipality.note && <Lines text={municipality.note} /> },
            ].map(({ term, value }) => ({ term, value: value || null }))}
          />
        </Section>
        <Related
          kind="organisation"
          listed={organisations}
          filter={`municipality=${key}`}
          name={(row) => <Name>{row.name}</Name>}
          meta={(row) => t(`network.organisation-kind.${row.kind}`)}
        />
        <Related
          kind="site"
          listed={sites}
          filter={`municipality=${key}`}
          name={(row) => <Name>{row.name}</Name>}
          meta={(row) => <Name>{[row.organisationName, row.street].filter(Boolean).join(', ')}</Name>}
        />
      </>
    ),
  })
}
