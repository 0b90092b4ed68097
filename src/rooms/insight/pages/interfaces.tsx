import type { Page } from '../../../platform/http/index.ts'
import { createFormat, type Translate } from '../../../platform/i18n/index.ts'
import { addressWith, Columns, Empty, Link, Section, Stack, useRender } from '../../../platform/ui/index.ts'
import { printFilter } from '../domain/filter.ts'
import { overview, type Sentence } from '../domain/sentences.ts'
import type { SituationSheet } from '../figures/situation.ts'
import type { View } from '../view.ts'
import { SituationFilter } from './filterbar.tsx'
import { InterfaceTable } from './interfacetable.tsx'
import { InterfaceMap } from './map.tsx'
import type { MapRow } from './maprows.ts'
import { sidesInSentence, sidesOf } from './names.ts'
import { plain, Sentences } from './sentence.tsx'

/** The map of interfaces, and every interface of the catalogue with its figures, those without hand-overs included. */
export function interfacesPage(view: View<SituationSheet>, t: Translate): Page {
  const sentences = leadOf(view, t)
  return {
    title: plain(t, sentences),
    headline: <Sentences sentences={sentences} />,
    name: t('insight.list.name'),
    meta: <ListMeta view={view} />,
    wide: true,
    body: <Interfaces view={view} />,
  }
}

function leadOf(view: View<SituationSheet>, t: Translate): readonly Sentence[] {
  const format = createFormat(t.locale)
  return overview(
    view.figures.table.tables.hurdles.rows.map((row) => ({
      ...sidesInSentence(view.directory, row.interface, t.locale),
      handOvers: row.handOvers,
      ratio: row.ratio,
    })),
    view.directory.interfaces.size,
    (ratio) => format.factor(ratio),
  )
}

function ListMeta({ view }: { view: View<SituationSheet> }) {
  const { t, format } = useRender()
  return [
    t('insight.list.title'),
    t('insight.as-of', { day: format.day(view.span.asOf) }),
    format.period(view.span.period.from, view.span.period.to),
    t('insight.list.meta', { handOvers: view.figures.table.source.population }),
    t('insight.flow.offices', { count: officesOf(view) }),
  ].join(' · ')
}

function officesOf({ directory, figures }: View<SituationSheet>): number {
  const passed = figures.table.tables.hurdles.rows.filter((row) => row.handOvers !== 0)
  return new Set(
    passed.flatMap((row) => {
      const { from, to } = sidesOf(directory, row.interface)
      return [from, to]
    }),
  ).size
}

function Interfaces({ view }: { view: View<SituationSheet> }) {
  const { t, query, may } = useRender()
  const wide = query.get('columns') === 'all'
  return (
    <Stack gap="l">
      <SituationFilter view={view} />
      {view.directory.interfaces.size === 0 ? (
        <Empty title={t('insight.list.lead-empty')}>{t('insight.list.empty')}</Empty>
      ) : wide ? (
        <>
          <MapOf view={view} />
          <Values view={view} />
        </>
      ) : (
        <Columns kind="map">
          <MapOf view={view} />
          <Values view={view} only={valuesOfMap} />
        </Columns>
      )}
      {may('insight.explore') && <Link to="/explore">{t('insight.explore.offer')}</Link>}
    </Stack>
  )
}

function MapOf({ view }: { view: View<SituationSheet> }) {
  const rows = view.figures.table.tables.hurdles.rows.map((row) => ({
    ...row,
    delay: row.delay as MapRow['delay'],
    below: null,
  }))
  return (
    <InterfaceMap
      rows={rows}
      directory={view.directory}
      leadsTo={(key) => `/interfaces/${key}${printFilter(view.filter)}`}
    />
  )
}

/** Beside the map stand the columns that it draws, and what is lost there; the rest is one link away. */
const valuesOfMap = ['interface', 'hand-overs', 'median', 'lost']

function Values({ view, only }: { view: View<SituationSheet>; only?: readonly string[] }) {
  const { t, query } = useRender()
  return (
    <Section
      title={t(only ? 'insight.flow.values' : 'insight.list.values')}
      aside={
        <>
          <Link to={addressWith(query, 'columns', only ? 'all' : undefined)}>
            {t(only ? 'insight.flow.all-columns' : 'insight.flow.fewer-columns')}
          </Link>
          {' · '}
          <Link to={`/situation/hurdles.csv${printFilter(view.filter)}`}>{t('insight.files.csv')}</Link>
        </>
      }
    >
      <InterfaceTable view={view} {...(only && { only })} />
    </Section>
  )
}
