import { ExportLink } from '../../../../platform/exports/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { pageNumber } from '../../../../platform/http/index.ts'
import { namesOf } from '../../../../platform/identity/members.ts'
import {
  Chips,
  ConfirmationNote,
  Empty,
  Link,
  Name,
  Pager,
  Section,
  Stack,
  Table,
  useRender,
} from '../../../../platform/ui/index.ts'
import { followUpsExport } from '../../exports/followups.ts'
import { filePath } from '../part.tsx'
import { askedOf, followUpsPath } from './asking.ts'
import { type Stretch, stretches, stretchOf } from './domain.ts'
import { TaskButtons, taskConfirmations } from './pages.tsx'
import { countDue, type DueTask, listDue, type Whose } from './queries.ts'
import { DueWord, TaskMeta } from './section.tsx'

const pageSize = 50

/** What is due: overdue, today, in the coming week, later; the reader's own or the team's. */
export async function showFollowUps(request: PageRequest): Promise<Page> {
  const { tx, actor, t, clock, query } = request
  const today = clock.today()
  const { whose, stretch } = askedOf(query)
  const page = pageNumber(query)
  const counts = await countDue(tx, actor, whose, today)
  const rows = await listDue(tx, actor, { whose, stretch, today, page, size: pageSize })
  const names = await namesOf(
    tx,
    rows.map(({ assigneeId }) => assigneeId),
  )
  const urgent = counts.overdue + counts.today
  const total = stretch ? counts[stretch] : urgent + counts.week
  return {
    title: t('cases.task.headline', { count: urgent }),
    name: t('cases.task.page'),
    meta: t('cases.task.about', { overdue: counts.overdue, today: counts.today, week: counts.week }),
    actions: (
      <>
        <Link to="/follow-ups/calendar">{t('cases.calendar.link')}</Link>
        {total > 0 && <ExportLink of={followUpsExport} />}
      </>
    ),
    body: <FollowUps {...{ rows, counts, whose, stretch, names, page }} />,
  }
}

interface Props {
  readonly rows: readonly DueTask[]
  readonly counts: Readonly<Record<Stretch, number>>
  readonly whose: Whose
  readonly stretch: Stretch | null
  readonly names: ReadonlyMap<string, string>
  readonly page: number
}

function FollowUps({ rows, counts, whose, stretch, names, page }: Props) {
  const { t, today } = useRender()
  const to = (change: { whose?: Whose; due?: Stretch | null }) => {
    const query = new URLSearchParams()
    if ((change.whose ?? whose) === 'team') query.set('whose', 'team')
    const due = change.due === undefined ? stretch : change.due
    if (due) query.set('due', due)
    return query.size > 0 ? `${followUpsPath}?${query}` : followUpsPath
  }
  const total = stretch ? counts[stretch] : counts.overdue + counts.today + counts.week
  return (
    <Stack gap="l">
      <ConfirmationNote texts={taskConfirmations} />
      <div>
        <Stack gap="s">
          <Chips
            label={t('cases.task.whose')}
            chips={(['own', 'team'] as const).map((one) => ({
              to: to({ whose: one }),
              label: t(`cases.task.whose-is.${one}`),
              current: one === whose,
            }))}
          />
          <Chips
            label={t('cases.task.when')}
            chips={[
              { to: to({ due: null }), label: t('cases.task.stretch.soon'), current: stretch === null },
              ...stretches.map((one) => ({
                to: to({ due: one }),
                label: t(`cases.task.stretch.${one}`),
                count: counts[one],
                current: one === stretch,
              })),
            ]}
          />
        </Stack>
      </div>
      {rows.length === 0 && <Empty title={t('cases.task.nothing-due')}>{t('cases.task.nothing-due-next')}</Empty>}
      {stretches.map((one) => {
        const group = rows.filter((row) => stretchOf(row.dueOn, today) === one)
        return (
          group.length > 0 && (
            <Section key={one} title={t(`cases.task.stretch.${one}`)}>
              <DueTable rows={group} whose={whose} names={names} caption={t(`cases.task.stretch.${one}`)} />
            </Section>
          )
        )
      })}
      <Pager total={total} size={pageSize} page={page} />
    </Stack>
  )
}

interface DueTableProps extends Pick<Props, 'rows' | 'whose'> {
  readonly caption: string
  /** Names of members, where the list is the team's. */
  readonly names?: ReadonlyMap<string, string>
  /** The list to which the buttons lead back; that of the follow-ups unless told. */
  readonly back?: 'day' | 'dayTeam'
  /** Whose file it is, by its id: the name, or the code in pseudonymous mode. */
  readonly persons?: ReadonlyMap<string, string>
}

export function DueTable({ rows, whose, names, caption, back, persons }: DueTableProps) {
  const { t } = useRender()
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={(row) => row.id}
      stacks
      columns={[
        {
          key: 'due',
          header: t('cases.task.field.dueOn'),
          narrow: true,
          cell: (row) => <DueWord day={row.dueOn} />,
        },
        {
          key: 'title',
          header: t('cases.task.field.title'),
          names: true,
          cell: (row) => (
            <>
              <Link to={`${filePath(row.caseId)}/tasks/${row.id}`} quiet>
                <Name>{row.title}</Name>
              </Link>
              <TaskMeta
                task={row}
                withoutLate
                file={<File key="file" row={row} person={persons?.get(row.caseId)} />}
                assignee={
                  whose === 'own' || !names
                    ? undefined
                    : row.assigneeId
                      ? names.get(row.assigneeId)
                      : t('cases.task.team')
                }
              />
            </>
          ),
        },
        {
          key: 'act',
          header: t('cases.task.field.act'),
          headerHidden: true,
          kind: 'action',
          cell: (row) => <TaskButtons task={row} back={back ?? whose} />,
        },
      ]}
    />
  )
}

function File({ row, person }: { row: DueTask; person: string | undefined }) {
  return (
    <>
      <Link to={filePath(row.caseId)}>{row.reference}</Link>
      {person && (
        <>
          {' '}
          <Name>{person}</Name>
        </>
      )}
    </>
  )
}
