import type { ReactNode } from 'react'
import type { Id } from '../../../kernel/ids.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { isDayIssue, readTypedDay } from '../../../platform/i18n/index.ts'
import {
  ButtonLink,
  DatedList,
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
  History,
  Link,
  Section,
  Stack,
  Table,
  Text,
  useRender,
} from '../../../platform/ui/index.ts'
import { compare } from '../domain/content.ts'
import { type StateRow, stateOn } from '../domain/timeline.ts'
import { getConcept } from '../queries/concepts.ts'
import { type At, contentsBetween, type Version, versionsOf } from '../queries/history.ts'
import { getMeasure } from '../queries/measures.ts'
import { statesOf } from '../queries/states.ts'
import type { SubjectKind } from '../tables.ts'
import { changeWords } from './historywords.ts'
import { StateRecords } from './staterecords.tsx'
import { MeasureStateMark } from './words.tsx'

/** Versions on a page of the history. */
const perPage = 30

/** Who changed what in a measure and when, what lies between any two versions or days, and every state ever entered. */
export async function showMeasureHistory(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, clock } = request
  const id = params.id as Id<'measure'>
  const { title, version } = await getMeasure(tx, actor, id, clock.today())
  const path = `/measures/${id}`
  const crumbs = [
    { label: t('measures.title'), path: '/measures' },
    { label: title, path },
  ]
  const states = await statesOf(tx, id)
  const more = <StateRecords states={states} />
  return historyPage(request, { kind: 'measure', id, title, version, path, crumbs, more, states })
}

export async function showConceptHistory(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t } = request
  const { id, key, title, version } = await getConcept(tx, actor, params.key)
  const path = `/measures/concepts/${key}`
  const crumbs = [
    { label: t('measures.title'), path: '/measures' },
    { label: t('measures.concept.many'), path: '/measures/concepts' },
    { label: title, path },
  ]
  return historyPage(request, { kind: 'concept', id, title, version, path, crumbs, more: null })
}

interface Subject {
  readonly kind: SubjectKind
  readonly id: string
  readonly title: string
  readonly version: number
  readonly path: string
  readonly crumbs: NonNullable<Page['crumbs']>
  readonly more: ReactNode
  /** States of a measure: known for every day, also for those before it came into the register. */
  readonly states?: readonly StateRow[]
}

async function historyPage({ tx, query, t, locale }: PageRequest, subject: Subject): Promise<Page> {
  const { id, kind, title, version, path, crumbs, more, states } = subject
  const versions = await versionsOf(tx, id, perPage + 1, numberIn(query, 'before'))
  const shown = versions.slice(0, perPage)
  const asked = askedFor(query, version)
  const found = asked && (await contentsBetween(tx, id, asked.from, asked.to))
  return {
    title: t('measures.history.title', { title }),
    name: t('measures.history.link'),
    crumbs,
    meta: t(`measures.${kind}.one`),
    actions: (
      <ButtonLink look="secondary" to={path}>
        {t('measures.back')}
      </ButtonLink>
    ),
    body: (
      <Stack gap="l">
        <Section title={t('measures.history.compare')}>
          <Stack>
            <Choose path={`${path}/history`} versions={shown} />
            {asked && states && <StatesOnDays states={states} {...asked} />}
            {found && <Comparison kind={kind} {...found} />}
            {query.get('from') && !asked && <Empty title={t('measures.history.not-understood')} />}
          </Stack>
        </Section>
        <Section title={t('measures.history.changes')}>
          <History
            entries={shown.map((one, index) => ({
              key: String(one.version),
              at: one.changedAt,
              who: one.changedBy ?? t('measures.history.system'),
              what: t('measures.history.version', { number: one.version, event: t(`measures.event.${one.event}`) }),
              changes: changeWords(
                t,
                locale,
                kind,
                // The first version says everything; what it says stands on the page already.
                one.version === 1 ? [] : compare(versions[index + 1]?.content, one.content),
              ),
            }))}
          />
          {versions.length > perPage && (
            <Link to={`?before=${shown.at(-1)?.version ?? 1}`}>{t('measures.history.older')}</Link>
          )}
        </Section>
        {more}
      </Stack>
    ),
  }
}

/** Two versions or two days; a day is the state at its end. Nothing where one of both cannot be read. */
function askedFor(query: URLSearchParams, latest: number): { from: At; to: At } | undefined {
  const from = readAt(query.get('from'))
  const to = query.get('to') ? readAt(query.get('to')) : { version: latest }
  return from && to ? { from, to } : undefined
}

function readAt(text: string | null): At | undefined {
  if (!text) return undefined
  const version = Number(text)
  if (Number.isSafeInteger(version) && version > 0 && version < 2 ** 31) return { version }
  const day = readTypedDay(text)
  return isDayIssue(day) ? undefined : { day }
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const at = readAt(query.get(name))
  return at && 'version' in at ? at.version : undefined
}

function Choose({ path, versions }: { path: string; versions: readonly Version[] }) {
  const { t, format, query } = useRender()
  if (query.get('days'))
    return (
      <Stack gap="s">
        <FilterBar label={t('measures.history.compare-days')} action={path} keep={['days']}>
          <FilterText name="from" label={t('measures.history.from-day')} />
          <FilterText name="to" label={t('measures.history.to-day')} />
        </FilterBar>
        <Link to={path}>{t('measures.history.by-versions')}</Link>
      </Stack>
    )
  const options = versions.map((one) => ({
    value: String(one.version),
    label: t('measures.history.state-of', { at: format.instant(one.changedAt), number: one.version }),
  }))
  return (
    <Stack gap="s">
      <FilterBar label={t('measures.history.compare-versions')} action={path}>
        <FilterSelect name="from" label={t('measures.history.from')} options={options} empty={t('measures.choose')} />
        <FilterSelect name="to" label={t('measures.history.to')} options={options} empty={t('measures.history.now')} />
      </FilterBar>
      <Link to={`${path}?days=yes`}>{t('measures.history.by-days')}</Link>
    </Stack>
  )
}

/** Where days are compared: which state held on each, whenever it was entered. */
function StatesOnDays({ states, from, to }: { states: readonly StateRow[]; from: At; to: At }) {
  const { t, format } = useRender()
  const days = [from, to].flatMap((at) => ('day' in at ? [at.day] : []))
  if (days.length === 0) return null
  return (
    <DatedList
      items={days.map((day, index) => {
        const held = stateOn(states, day)
        return {
          key: String(index),
          on: day,
          content: held ? (
            <MeasureStateMark state={held.state} stalled={held.stalled} />
          ) : (
            t('measures.history.no-state-yet')
          ),
          meta: held && t('measures.since', { day: format.day(held.since) }),
        }
      })}
    />
  )
}

function Comparison({
  kind,
  before,
  after,
}: {
  kind: SubjectKind
  before: Version | undefined
  after: Version | undefined
}) {
  const { t, locale, format } = useRender()
  if (!after) return <Empty title={t('measures.history.not-yet')} />
  const rows = changeWords(t, locale, kind, compare(before?.content, after.content))
  const named = (one: Version | undefined) =>
    one
      ? t('measures.history.state-of', { at: format.instant(one.changedAt), number: one.version })
      : t('measures.history.not-yet')
  return (
    <Stack gap="s">
      <Text>{t('measures.history.between', { before: named(before), after: named(after) })}</Text>
      {rows.length === 0 ? (
        <Empty title={t('measures.history.same')} />
      ) : (
        <Table
          caption={t('measures.history.compare')}
          rows={rows}
          keyOf={(row) => row.field}
          stacks
          columns={[
            { key: 'field', header: t('measures.history.field'), names: true, cell: (row) => row.field },
            { key: 'before', header: t('measures.history.before'), cell: (row) => row.before || t('history.empty') },
            { key: 'after', header: t('measures.history.after'), cell: (row) => row.after || t('history.empty') },
          ]}
        />
      )}
    </Stack>
  )
}
