import { NotFound } from '../../../../kernel/errors.ts'
import { actAs } from '../../../../platform/access/acting.ts'
import { type Actor, actAsLink } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { Download, FormRequest, Page, PageRequest, PublicRequest } from '../../../../platform/http/index.ts'
import { hashOf, newToken } from '../../../../platform/identity/tokens.ts'
import { Alert, Button, ButtonRow, Code, Form, Stack, Text, useRender } from '../../../../platform/ui/index.ts'
import { writeCalendar } from '../../../network/index.ts'
import { workTables } from '../tables.ts'
import { listDue } from './queries.ts'

/** Entries that a calendar gets: what is due in the coming weeks. */
const mostEntries = 300

/** The page where a member makes or revokes the secret address of their calendar. */
export async function showCalendar(request: PageRequest): Promise<Page> {
  const { tx, actor, t } = request
  const row = await workTables(tx)
    .selectFrom('case_calendar')
    .select('created_at')
    .where('user_id', '=', actor.userId)
    .executeTakeFirst()
  return calendarPage(t, <CalendarState since={row?.created_at} />)
}

const calendarPage = (t: PageRequest['t'], body: Page['body']): Page => ({
  title: t('cases.calendar.title'),
  layout: 'narrow',
  crumbs: [{ label: t('cases.task.page'), path: '/follow-ups' }],
  body,
})

function CalendarState({ since }: { since: Date | undefined }) {
  const { t, format } = useRender()
  return (
    <Stack>
      <Text>{t('cases.calendar.what')}</Text>
      <Text>{since ? t('cases.calendar.since', { at: format.instant(since) }) : t('cases.calendar.none')}</Text>
      <Form action="/follow-ups/calendar" labels={{}}>
        <ButtonRow>
          <Button name="act" value="make" look="secondary">
            {t(since ? 'cases.calendar.renew' : 'cases.calendar.make')}
          </Button>
          {since && (
            <Button name="act" value="revoke" look="tertiary">
              {t('cases.calendar.revoke')}
            </Button>
          )}
        </ButtonRow>
      </Form>
    </Stack>
  )
}

/** Makes a new address, shown this once; an earlier one no longer works. Or revokes it. */
export async function actOnCalendar(request: FormRequest, { act }: { act: 'make' | 'revoke' }): Promise<string | Page> {
  const { tx, actor, t, clock, origin, tenant, locale } = request
  await workTables(tx).deleteFrom('case_calendar').where('user_id', '=', actor.userId).execute()
  if (act === 'revoke') {
    await record(tx, actor, { event: 'cases.calendar-revoked' })
    return '/follow-ups/calendar'
  }
  const { organisationId, controllerId } = actor
  if (organisationId === null || controllerId === null) throw new NotFound('no organisation')
  const token = newToken()
  await workTables(tx)
    .insertInto('case_calendar')
    .values({
      user_id: actor.userId,
      organisation_id: organisationId,
      controller_id: controllerId,
      link_hash: hashOf(token),
      created_at: new Date(clock.now()),
    })
    .execute()
  await record(tx, actor, { event: 'cases.calendar-made' })
  return calendarPage(t, <NewAddress address={`${origin}/${tenant.key}/${locale}/follow-ups/${token}`} />)
}

function NewAddress({ address }: { address: string }) {
  const { t } = useRender()
  return (
    <Stack>
      <Alert kind="success" title={t('cases.calendar.made')}>
        <Text>{t('cases.calendar.made-next')}</Text>
        <Text>
          <Code>{address}</Code>
        </Text>
      </Alert>
    </Stack>
  )
}

/**
 * What is due for a member, for their calendar: Aktenzeichen and time, no names, no titles, which people type. The address says
 * whose it is; from there on the transaction is that member's, as the platform knows them today, so that it shows what they
 * may see and nothing when they no longer work there.
 */
export async function calendarFeed(request: PublicRequest<'token'>): Promise<Download> {
  const { tx, params, t, clock, origin, tenant } = request
  const hash = hashOf(params.token)
  await actAsLink(tx, hash)
  const row = await workTables(tx)
    .selectFrom('case_calendar')
    .select(['user_id', 'organisation_id', 'controller_id'])
    .where('link_hash', '=', hash)
    .executeTakeFirst()
  if (!row) throw new NotFound('calendar')
  const today = clock.today()
  const actor = await memberOf(tx, row, today)
  const tasks = await listDue(tx, actor, { whose: 'own', stretch: null, today, size: mostEntries })
  const later = await listDue(tx, actor, { whose: 'own', stretch: 'later', today, size: mostEntries })
  const { hostname } = new URL(origin)
  const entries = [...tasks, ...later].slice(0, mostEntries).map((task) => ({
    uid: `${task.id}@${hostname}`,
    title: t('cases.calendar.entry', { kind: t(`cases.task.kind.${task.kind}`), reference: task.reference }),
    on: task.dueOn,
    startsAt: task.dueAt,
    endsAt: endOf(task.dueAt, task.lastsMinutes),
    place: null,
    description: null,
    address: `${origin}/${tenant.key}/cases/${task.caseId}/tasks/${task.id}`,
    cancelled: false,
    sequence: task.version - 1,
    changedAt: task.changedAt,
  }))
  return {
    type: 'text/calendar; charset=utf-8',
    filename: 'wiedervorlagen.ics',
    body: writeCalendar(t('cases.calendar.name'), entries),
  }
}

/** The member whom the address belongs to, with the roles that they have today where they made it. */
async function memberOf(
  tx: Tx,
  row: { user_id: string; organisation_id: string; controller_id: string },
  today: Parameters<typeof actAs>[2],
): Promise<Actor> {
  const member = {
    userId: row.user_id,
    organisationId: row.organisation_id,
    controllerId: row.controller_id,
  } as Pick<Actor, 'userId' | 'organisationId' | 'controllerId'>
  await actAs(tx, member, today)
  const { rows } = await sql<{ roles: Actor['roles'] }>`SELECT access_actor_roles() AS roles`.execute(tx)
  return { ...member, accountId: '' as Actor['accountId'], name: '', roles: rows[0]?.roles ?? [], locale: 'de' }
}

/** `14:30` and 90 minutes give `16:00`; never past the end of the day. */
export function endOf(begin: string | null, minutes: number | null): string | null {
  if (begin === null || minutes === null) return null
  const end = Math.min(Number(begin.slice(0, 2)) * 60 + Number(begin.slice(3)) + minutes, 24 * 60 - 1)
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
}
