import type { ExportKind } from '../../../platform/exports/index.ts'
import { namesOf } from '../../../platform/identity/members.ts'
import { askedOf, followUpsPath } from '../work/tasks/asking.ts'
import { countDue, countTasksAmong, dueAmong, dueIds } from '../work/tasks/queries.ts'

/** Follow-ups, tasks and appointments that are open, as their page lists them. */
export const followUpsExport: ExportKind = {
  key: 'cases.follow-ups',
  right: 'cases.edit',
  subjectKind: 'cases.task',
  holdsPeople: true,
  list: followUpsPath,
  parameters: ['whose', 'due'],
  async narrowedBy({ query, t }) {
    const { whose, stretch } = askedOf(query)
    return [
      { label: t('cases.task.whose'), value: t(`cases.task.whose-is.${whose}`) },
      { label: t('cases.task.when'), value: t(`cases.task.stretch.${stretch ?? 'soon'}`) },
    ]
  },
  find: ({ tx, actor, query, today }, limit) => dueIds(tx, actor, { ...askedOf(query), today }, limit),
  async count({ tx, actor, query, today }) {
    const { whose, stretch } = askedOf(query)
    const counts = await countDue(tx, actor, whose, today)
    return stretch ? counts[stretch] : counts.overdue + counts.today + counts.week
  },
  async table({ tx, actor, t }) {
    return {
      columns: [
        { key: 'dueOn', header: t('cases.task.field.dueOn'), kind: 'day', width: 12 },
        { key: 'dueAt', header: t('cases.task.field.dueAt'), width: 10 },
        { key: 'kind', header: t('cases.task.field.kind'), width: 14 },
        { key: 'title', header: t('cases.task.field.title'), width: 48 },
        { key: 'reference', header: t('cases.task.field.file'), width: 18 },
        { key: 'place', header: t('cases.task.field.place'), width: 24 },
        { key: 'assignee', header: t('cases.task.field.assignee'), width: 24 },
        { key: 'origin', header: t('cases.task.field.origin'), width: 18 },
      ],
      async read(ids) {
        const rows = await dueAmong(tx, actor, ids)
        const names = await namesOf(
          tx,
          rows.map(({ assigneeId }) => assigneeId),
        )
        return rows.map((row) => ({
          id: row.id,
          cells: [
            row.dueOn,
            row.dueAt,
            t(`cases.task.kind.${row.kind}`),
            row.title,
            row.reference,
            row.place,
            row.assigneeId === null ? t('cases.task.whose-is.team') : (names.get(row.assigneeId) ?? null),
            t(`cases.task.from.${row.origin}`),
          ],
        }))
      },
    }
  },
  countVisible: ({ tx, actor }, ids) => countTasksAmong(tx, actor, ids),
}
