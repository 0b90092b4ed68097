import type { ReactNode } from 'react'
import { NotFound } from '../../../kernel/errors.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  ButtonLink,
  Empty,
  FilterBar,
  FilterSelect,
  History,
  Link,
  Section,
  Stack,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import { combined } from '../domain/changes.ts'
import type { RecordKind, SubjectKind } from '../domain/kinds.ts'
import { meetingPath, meetings, pathOf, start } from '../paths.ts'
import { agendaPartsOf } from '../queries/agenda.ts'
import { getHead } from '../queries/heads.ts'
import { getMeeting } from '../queries/meetings.ts'
import { findDistrict } from '../queries/overview.ts'
import { type Change, changesBetweenVersions, changesOf } from '../queries/records.ts'
import { changeWords, historyEntries } from './historyentries.ts'
import { meetingName } from './meetingwords.tsx'
import { crumbsTo } from './record.tsx'

/** Versions on a page of the history. */
const perPage = 50

/** Who changed what and when, and what lies between any two states of a record. */
export const showHistory =
  (kind: RecordKind) =>
  async (request: PageRequest<'key'>): Promise<Page> => {
    const { tx, actor, params, t, clock } = request
    const head = await getHead(tx, actor, kind, params.key, clock.today())
    const way = { crumbs: crumbsTo(t, kind, head), back: pathOf(kind, head.key) }
    return historyPage(request, { ...head, ...way })
  }

/** The same for the district itself. */
export async function showDistrictHistory(request: PageRequest): Promise<Page> {
  const { tx, t } = request
  const district = await findDistrict(tx)
  if (!district) throw new NotFound('the district has not been described yet')
  const { id, version, name } = district
  const crumbs = [{ label: t('network.title'), path: start }]
  return historyPage(request, { id, version, title: name, kind: 'district', crumbs, back: start })
}

/**
 * The history of a meeting. Its agenda has one of its own for each part, shown below it: a meeting's own versions must
 * not tell of its non-public part.
 */
export async function showMeetingHistory(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale } = request
  const meeting = await getMeeting(tx, actor, params.id)
  const parts = await agendaPartsOf(tx, actor, meeting.id)
  const back = meetingPath(meeting.id)
  const title = meetingName(t, createFormat(locale), meeting)
  const crumbs = [
    { label: t('network.meeting.many'), path: meetings },
    { label: title, path: back },
  ]
  const below: ReactNode[] = []
  for (const part of parts) {
    const changes = await changesOf(tx, part.id, perPage)
    below.push(
      <Section key={part.id} title={t(part.isPublic ? 'network.agenda.public' : 'network.agenda.internal')}>
        <History entries={historyEntries(t, locale, 'agenda', changes)} />
      </Section>,
    )
  }
  return historyPage(request, { id: meeting.id, version: meeting.version, title, kind: 'meeting', crumbs, back }, below)
}

interface Subject {
  readonly id: string
  readonly kind: SubjectKind
  readonly title: string
  readonly version: number
  readonly crumbs: NonNullable<Page['crumbs']>
  /** The page of the subject. */
  readonly back: string
}

async function historyPage({ tx, query, t, locale }: PageRequest, subject: Subject, below?: ReactNode): Promise<Page> {
  const { id, kind, title, version, crumbs, back } = subject
  const changes = await changesOf(tx, id, perPage, versionIn(query, 'before'))
  const oldest = changes.at(-1)?.version ?? 1
  const from = versionIn(query, 'from')
  const to = versionIn(query, 'to') ?? version
  const between = from !== undefined && from < to ? await changesBetweenVersions(tx, id, from, to) : undefined
  return {
    title: t('network.history.title', { title }),
    name: t('network.history.link'),
    crumbs,
    meta: t(`network.${kind}.one`),
    actions: (
      <ButtonLink look="secondary" to={back}>
        {t('network.back')}
      </ButtonLink>
    ),
    body: (
      <Stack gap="l">
        <Section title={t('network.history.changes')}>
          {changes.length > 0 ? (
            <History entries={historyEntries(t, locale, kind, changes)} />
          ) : (
            <Empty title={t('network.history.none')} />
          )}
          {oldest > 1 && <Link to={`?before=${oldest}`}>{t('network.history.older')}</Link>}
        </Section>
        {version > 1 && (
          <Section title={t('network.history.compare')}>
            <Stack>
              <Choose changes={changes} />
              {between && <Comparison kind={kind} between={between} />}
            </Stack>
          </Section>
        )}
        {below}
      </Stack>
    ),
  }
}

function Choose({ changes }: { changes: readonly Change[] }) {
  const { t, format } = useRender()
  const options = changes.map((change) => ({
    value: String(change.version),
    label: t('network.history.state-of', { at: format.instant(change.changedAt), number: change.version }),
  }))
  return (
    <FilterBar label={t('network.history.compare')}>
      <FilterSelect name="from" label={t('network.history.from')} options={options} empty={t('network.choose')} />
      <FilterSelect name="to" label={t('network.history.to')} options={options} empty={t('network.history.now')} />
    </FilterBar>
  )
}

function Comparison({ kind, between }: { kind: SubjectKind; between: readonly Change[] }) {
  const { t, locale } = useRender()
  const rows = changeWords(t, locale, kind, combined(between.flatMap((change) => change.changes)))
  if (rows.length === 0) return <Empty title={t('network.history.same')} />
  return (
    <Table
      caption={t('network.history.compare')}
      rows={rows}
      keyOf={(row) => row.field}
      stacks
      columns={[
        { key: 'field', header: t('network.history.field'), names: true, cell: (row) => row.field },
        { key: 'before', header: t('network.history.before'), cell: (row) => row.before || t('history.empty') },
        { key: 'after', header: t('network.history.after'), cell: (row) => row.after || t('history.empty') },
      ]}
    />
  )
}

function versionIn(query: URLSearchParams, name: string): number | undefined {
  const version = Number(query.get(name) || Number.NaN)
  return Number.isSafeInteger(version) && version > 0 && version < 2 ** 31 ? version : undefined
}
