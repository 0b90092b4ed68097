import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  ButtonLink,
  ButtonRow,
  type Column,
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
import { notRecorded, sections } from './indicators.ts'
import { type Controlling, type NamedIndicator, readControlling } from './read.ts'

export const controllingPath = '/controlling'
export const mappingPath = '/controlling/mapping'

/** What the Land asks for by reference date, to look through before it goes out. */
export async function showControlling(request: PageRequest): Promise<Page> {
  const { t, tenant } = request
  const controlling = await readControlling(request, 'steering.controlling-seen')
  return {
    title: t('steering.controlling.title'),
    body: <ControllingPage controlling={controlling} district={tenant.name} />,
  }
}

function ControllingPage({ controlling, district }: { controlling: Controlling; district: string }) {
  const { t, format, today } = useRender()
  const { on, figures, indicators } = controlling
  const query = `?on=${on}`
  const withCode = indicators.filter(({ code }) => code !== null).length
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
          count: figures.source.population,
        })}
      </Note>
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
      {sections.map((section) => (
        <Indicators key={section} section={section} rows={indicators.filter((one) => one.section === section)} />
      ))}
      <Section title={t('steering.controlling.missing')}>
        <Text>{t('steering.controlling.missing-text')}</Text>
        <List
          items={notRecorded.map((what) => ({ key: what, content: t(`steering.controlling.not-recorded.${what}`) }))}
        />
      </Section>
    </Stack>
  )
}

function Indicators({ section, rows }: { section: string; rows: readonly NamedIndicator[] }) {
  const { t, format } = useRender()
  const title = t(`steering.controlling.section.${section}`)
  const columns: Column<NamedIndicator>[] = [
    { key: 'name', header: t('steering.controlling.column.name'), names: true, cell: ({ name }) => name },
    {
      key: 'value',
      header: t('steering.controlling.column.value'),
      kind: 'number',
      cell: ({ value }) => (value === null ? t('steering.controlling.none') : format.number(value)),
    },
    {
      key: 'code',
      header: t('steering.controlling.column.code'),
      cell: ({ code }) => code ?? t('steering.controlling.no-code'),
    },
  ]
  return (
    <Section title={title}>
      {rows.length === 0 ? (
        <Text>{t('steering.controlling.empty')}</Text>
      ) : (
        <Table caption={title} columns={columns} rows={rows} keyOf={({ key }) => key} dense />
      )}
    </Section>
  )
}
