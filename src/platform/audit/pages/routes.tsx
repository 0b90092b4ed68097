import { addDays, type Day } from '../../../kernel/day.ts'
import { isId } from '../../../kernel/ids.ts'
import { defineRights } from '../../access/index.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import { type Page, type PageRequest, pageNumber, routesFor } from '../../http/index.ts'
import { isDayIssue, readTypedDay } from '../../i18n/index.ts'
import { namesOf } from '../../identity/members.ts'
import { type AuditFilter, listEntries, listEvents, outcomes, sealState } from '../entries.ts'
import { recordLook } from '../record.ts'
import type { Outcome } from '../tables.ts'
import { AuditPage } from './audit.tsx'

export const auditRights = defineRights({ 'audit.read': ['administrator', 'dataProtection'] })

const { page } = routesFor(auditRights)

export const auditRoutes = [page('/admin/audit', 'audit.read', showAudit)]

async function showAudit({ tx, actor, query, t }: PageRequest): Promise<Page> {
  const filter = readFilter(query)
  const number = pageNumber(query)
  const { lines, total } = await listEntries(tx, filter, number)
  const state = await sealState(tx)
  const events = await listEvents(tx)
  const names = await namesOf(
    tx,
    lines.flatMap((line) => [line.userId, line.actingFor, line.event.startsWith('identity.') ? line.subject : null]),
  )
  // Who reads what others did is noted too. The filter names whom somebody looked for.
  await recordLook(tx, actor, {
    event: 'audit.looked',
    ids: filter.userId ? [filter.userId] : [],
    details: { page: number },
  })
  return {
    title: t('audit.title'),
    body: (
      <AuditPage
        lines={lines}
        total={total}
        page={number}
        state={state}
        events={events}
        names={names}
        filtered={Object.keys(filter).length > 0}
        wrongDays={['from', 'to'].filter((name) => query.get(name) && !readDay(query, name))}
      />
    ),
  }
}

function readFilter(query: URLSearchParams): AuditFilter {
  const event = query.get('event')?.slice(0, 100)
  const outcome = outcomes.find((known) => known === query.get('outcome')) as Outcome | undefined
  const user = query.get('user') ?? ''
  const from = readDay(query, 'from')
  const to = readDay(query, 'to')
  return {
    ...(event && { event }),
    ...(outcome && { outcome }),
    ...(isId(user) && { userId: user }),
    ...(from && { fromMs: startOf(from) }),
    ...(to && { toMs: startOf(addDays(to, 1)) }),
  }
}

function readDay(query: URLSearchParams, name: string): Day | undefined {
  const read = readTypedDay(query.get(name) ?? '')
  return isDayIssue(read) ? undefined : read
}

/** The first instant of a day in Germany. */
function startOf(day: Day): number {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' }).format(midnight),
  )
  return midnight - hour * 3_600_000
}

/** Its place on the administration page. */
export const auditAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/audit',
    label: 'audit.title',
    detail: 'administration.audit-detail',
    right: 'audit.read',
    group: 'protection',
    order: 10,
  },
]
