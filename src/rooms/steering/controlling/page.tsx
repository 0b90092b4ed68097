import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  ButtonLink,
  ButtonRow,
  type Column,
  Columns,
  ConfirmationNote,
  FilterBar,
  FilterSelect,
  List,
  Note,
  Section,
  Stack,
  Table,
  Text,
  useRender,
} from '../../../platform/ui/index.ts'
import { referenceDates } from './dates.ts'
import { notRecorded, type SectionKey, sections } from './indicators.ts'
import { type Controlling, type NamedIndicator, readControlling } from './read.ts'

export const controllingPath = '/controlling'
export const mappingPath = '/controlling/mapping'

/** What the Land asks for by reference date, to look through before it goes out. */
export async function showControlling(request: PageRequest): Promise<Page> {
  const { t, tenant } = request
  const controlling = await readControlling(request, 'steering.controlling-seen')
  return {
    title: t('steering.controlling.title'),
    crumbs: [{ label: t('steering.cockpit.title'), path: '/steering' }],
    body: <ControllingPage controlling={controlling} district={tenant.name} />,
  }
}

function ControllingPage({ controlling, district }: { controlling: Controlling; district: string }) {
  const { t, format, today } = useRender()
  const { on, figures, indicators } = controlling
  const query = `?on=${on}`
  const withCode = indicators.filter(({ code }) => code !== null).length
  const shown = (section: SectionKey) => (
    <Indicators key={section} section={section} rows={indicators.filter((one) => one.section === section)} />
  )
  return (
    <Stack gap="l">
      <Text>{t('steering.controlling.intro', { district })}</Text>
      <ConfirmationNote texts={{ mapped: 'steering.controlling.mapped' }} />
      <FilterBar label={t('steering.controlling.choose')}>
        <FilterSelect
          name="on"
          label={t('steering.controlling.on')}
          value={on}
          options={referenceDates(today).map((day) => ({ value: day, label: format.day(day) }))}
        />
      </FilterBar>
      <Note>
        {t('steering.controlling.for-the-land', {
          period: format.period(figures.source.period.from, figures.source.period.to),
          count: figures.source.population ?? 0,
        })}
      </Note>
      <Text>{t('steering.controlling.note.as-of')}</Text>
      <ButtonRow>
        {(['xlsx', 'csv', 'json'] as const).map((ending) => (
          <ButtonLink key={ending} to={`${controllingPath}/indicators.${ending}${query}`} look="secondary">
            {t(`steering.controlling.as.${ending}`)}
          </ButtonLink>
        ))}
        <ButtonLink to={mappingPath} look="tertiary">
          {t('steering.controlling.mapping.open', { count: withCode, of: indicators.length })}
        </ButtonLink>
      </ButtonRow>
      <Columns kind="equal">{sections.filter((section) => !isMatrix(section)).map(shown)}</Columns>
      {sections.filter(isMatrix).map(shown)}
      <Section title={t('steering.controlling.missing')}>
        <Text>{t('steering.controlling.missing-text')}</Text>
        <List
          items={notRecorded.map((what) => ({ key: what, content: t(`steering.controlling.not-recorded.${what}`) }))}
        />
      </Section>
    </Stack>
  )
}

/** Several figures of one place: a table of its own width. */
const isMatrix = (section: SectionKey): boolean => section === 'towns' || section === 'handOvers'

interface IndicatorsProps {
  readonly section: SectionKey
  readonly rows: readonly NamedIndicator[]
}

function Indicators({ section, rows }: IndicatorsProps) {
  const { t } = useRender()
  const title = t(`steering.controlling.section.${section}`)
  return (
    <Section title={title}>
      {rows.length === 0 ? (
        <Text>{t('steering.controlling.empty')}</Text>
      ) : isMatrix(section) ? (
        <Matrix section={section} rows={rows} />
      ) : (
        <Single section={section} rows={rows} />
      )}
    </Section>
  )
}

/** One figure a row. */
function Single({ section, rows }: IndicatorsProps) {
  const { t } = useRender()
  const number = useNumber()
  const columns: Column<NamedIndicator>[] = [
    { key: 'name', header: t('steering.controlling.column.name'), names: true, cell: ({ name }) => name },
    {
      key: 'value',
      header: t('steering.controlling.column.value'),
      kind: 'number',
      cell: ({ value }) => number(value),
    },
  ]
  if (rows.some(({ code }) => code !== null))
    columns.push({
      key: 'code',
      header: t('steering.controlling.column.code'),
      cell: ({ code }) => code ?? t('steering.controlling.no-code'),
    })
  return (
    <Table
      caption={t('steering.controlling.values', { section: t(`steering.controlling.section.${section}`) })}
      columns={columns}
      rows={rows}
      keyOf={({ key }) => key}
      dense
    />
  )
}

/** Several figures of one town or interface in a row; what the Land calls each stands below its column's word. */
function Matrix({ section, rows }: IndicatorsProps) {
  const { t } = useRender()
  const number = useNumber()
  const figures = [...new Set(rows.map(({ figure }) => figure))]
  const places = [...Map.groupBy(rows, ({ of }) => of)].map(([of, own]) => ({
    key: of ?? 'unknown',
    name: own[0]?.place ?? '',
    values: new Map(own.map(({ figure, value }) => [figure, value])),
  }))
  const codeOf = (figure: string) => rows.find((row) => row.figure === figure)?.code
  return (
    <Table
      caption={t('steering.controlling.values', { section: t(`steering.controlling.section.${section}`) })}
      rows={places}
      keyOf={({ key }) => key}
      dense
      columns={[
        {
          key: 'place',
          header: t(`steering.controlling.place.${section}`),
          names: true,
          cell: ({ name }) => name,
        },
        ...figures.map((figure) => ({
          key: figure,
          header: [t(`steering.controlling.short.${section}.${figure}`), codeOf(figure)].filter(Boolean).join('\n'),
          kind: 'number' as const,
          cell: ({ values }: (typeof places)[number]) => number(values.get(figure) ?? null),
        })),
      ]}
    />
  )
}

function useNumber() {
  const { t, format } = useRender()
  return (value: number | null) => (value === null ? t('steering.controlling.none') : format.number(value))
}
