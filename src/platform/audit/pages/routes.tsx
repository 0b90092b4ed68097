import { addDays } from '../../../kernel/day.ts'
import { isId } from '../../../kernel/ids.ts'
import { defineRights } from '../../access/index.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import { type Page, type PageRequest, pageNumber, routesFor } from '../../http/index.ts'
import { namesOf } from '../../identity/members.ts'
import { startOfDay } from '../../retention/domain.ts'
import { type AuditFilter, listEntries, listEvents, outcomes, sealState } from '../entries.ts'
import { recordLook } from '../record.ts'
import type { Outcome } from '../tables.ts'
import { AuditPage } from './audit.tsx'
import { membersFor } from './protection/members.ts'
import { readDays, type TypedDays } from './protection/period.ts'

export const auditRights = defineRights({ 'audit.read': ['administrator', 'dataProtection'] })

const { page } = routesFor(auditRights)

export const auditRoutes = [page('/admin/audit', 'audit.read', showAudit)]

async function showAudit({ tx, actor, query, t }: PageRequest): Promise<Page> {
  const days = readDays(query)
  const filter = readFilter(query, days)
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
    crumbs: [{ label: t('administration.title'), path: '/admin' }],
    body: (
      <AuditPage
        lines={lines}
        total={total}
        page={number}
        state={state}
        events={events}
        members={await membersFor(tx)}
        names={names}
        filtered={Object.keys(filter).length > 0}
        wrongDays={days.wrong}
      />
    ),
  }
}

function readFilter(query: URLSearchParams, { from, to }: TypedDays): AuditFilter {
  const event = query.get('event')?.slice(0, 100)
  const outcome = outcomes.find((known) => known === query.get('outcome')) as Outcome | undefined
  const user = query.get('user') ?? ''
  return {
    ...(event && { event }),
    ...(outcome && { outcome }),
    ...(isId(user) && { userId: user }),
    ...(from && { fromMs: startOfDay(from).getTime() }),
    ...(to && { toMs: startOfDay(addDays(to, 1)).getTime() }),
  }
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
