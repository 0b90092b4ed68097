import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import {
  DatedList,
  DescriptionList,
  Link,
  List,
  Meta,
  Name,
  Section,
  Stack,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { FieldValue, Part } from '../../domain/content.ts'
import type { MeasureFile } from '../queries/evidence.ts'
import { Paragraphs } from './words.tsx'

/** What the register knows of a measure: how it stands, what it reached, what was reported last, what goes on in what. */
export function MeasureContext({ id, file }: { id: Id<'measure'>; file: MeasureFile }) {
  const { t } = useRender()
  const { fields, parts } = file.content
  return (
    <Stack gap="l">
      <Section
        title={t('measures.reviews.now')}
        aside={<Link to={`/measures/${id}`}>{t('measures.reviews.in-register')}</Link>}
      >
        <Standing fields={fields} />
      </Section>
      {file.reports.length > 0 && <Reports reports={file.reports} />}
      <Indicators indicators={parts['indicators'] ?? []} values={parts['values'] ?? []} />
      <Successions
        after={parts['successors'] ?? []}
        before={parts['predecessors'] ?? []}
        concepts={parts['concepts'] ?? []}
      />
    </Stack>
  )
}

function Standing({ fields }: { fields: Readonly<Record<string, FieldValue>> }) {
  const { t, format } = useRender()
  const day = (name: string) => {
    const value = fields[name]
    return typeof value === 'string' ? format.day(value as Day) : null
  }
  const words = (name: string) => {
    const value = fields[name]
    return Array.isArray(value) ? value.join(', ') : value ? String(value) : null
  }
  return (
    <DescriptionList
      items={[
        {
          term: t('measures.reviews.field.state'),
          value: t('measures.reviews.state-since', {
            state: t(`measures.state.${String(fields['state'])}`),
            day: day('stateSince'),
          }),
        },
        {
          term: t('measures.reviews.stalled'),
          value:
            fields['stalledSince'] &&
            t('measures.reviews.stalled-because', { day: day('stalledSince'), reason: words('stalledReason') }),
        },
        { term: t('measures.reviews.reason'), value: words('stateReason') },
        { term: t('measures.reviews.field.responsible'), value: nameOf(words('responsible')) },
        { term: t('measures.reviews.field.fields'), value: nameOf(words('fields')) },
        { term: t('measures.reviews.field.partners'), value: nameOf(words('partners')) },
      ]}
    />
  )
}

const nameOf = (text: string | null) => text && <Name>{text}</Name>

function Reports({ reports }: { reports: MeasureFile['reports'] }) {
  const { t } = useRender()
  return (
    <Section title={t('measures.reviews.reports')}>
      <DatedList
        items={reports.map(({ id, asOf, author, done, obstacle, next }) => ({
          key: id,
          on: asOf,
          content: <Paragraphs text={done} />,
          meta: author,
          below: (
            <Stack gap="s">
              {obstacle && (
                <Meta>
                  {t('measures.reviews.obstacle')} <Name>{obstacle}</Name>
                </Meta>
              )}
              {next && (
                <Meta>
                  {t('measures.reviews.next-step')} <Name>{next}</Name>
                </Meta>
              )}
            </Stack>
          ),
        }))}
      />
    </Section>
  )
}

function Indicators({ indicators, values }: { indicators: readonly Part[]; values: readonly Part[] }) {
  const { t, format } = useRender()
  if (indicators.length === 0) return null
  return (
    <Section title={t('measures.reviews.indicators')}>
      <List
        items={indicators.map((indicator) => {
          const last = values.findLast(({ label }) => label === indicator.label)?.values
          const unit = String(indicator.values['unit'])
          const target = indicator.values['target']
          return {
            key: indicator.id,
            content: <Name>{indicator.label}</Name>,
            meta: last
              ? t('measures.reviews.measured', {
                  value: `${format.number(Number(last['value']))} ${unit}`,
                  day: format.day(last['asOf'] as Day),
                  target: typeof target === 'number' ? `${format.number(target)} ${unit}` : 'none',
                })
              : t('measures.reviews.not-measured'),
          }
        })}
      />
    </Section>
  )
}

function Successions({
  after,
  before,
  concepts,
}: {
  after: readonly Part[]
  before: readonly Part[]
  concepts: readonly Part[]
}) {
  const { t } = useRender()
  const lines = [
    ...after.map((part) => ({ part, key: 'goes-on-in' })),
    ...before.map((part) => ({ part, key: 'comes-from' })),
  ]
  return (
    <Section title={t('measures.reviews.origin')}>
      <List
        items={[
          ...concepts.map(({ id, label }) => ({ key: id, content: <Name>{label}</Name> })),
          ...lines.map(({ part, key }) => ({
            key: key + part.id,
            content: (
              <Link to={`/measures/${part.id}`}>
                {t(`measures.reviews.${key}`, { measure: part.label, kim: part.values['throughKim'] ? 'yes' : 'no' })}
              </Link>
            ),
          })),
        ]}
      />
    </Section>
  )
}
