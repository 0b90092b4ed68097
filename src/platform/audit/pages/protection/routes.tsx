import type { Id } from '../../../../kernel/ids.ts'
import { isId } from '../../../../kernel/ids.ts'
import type { AdministrationEntry } from '../../../administration/entry.ts'
import { csvType, writeCsv } from '../../../documents/index.ts'
import { type Download, type Page, type PageRequest, pageNumber, routesFor } from '../../../http/index.ts'
import { namesOf } from '../../../identity/members.ts'
import { listChecks } from '../../checks.ts'
import { type AuditLine, listEvents } from '../../entries.ts'
import { groupRefused, type LookFilter, listLooks, listRefused, type RefusedFilter } from '../../looks.ts'
import { recordLook } from '../../record.ts'
import { LooksPage } from './looks.tsx'
import { membersFor } from './members.ts'
import { type AskedPeriod, readPeriod } from './period.ts'
import { RefusedPage } from './refused.tsx'
import { reportRoutes } from './reportroutes.tsx'
import { type ProtectionOptions, protectionRights } from './rights.ts'
import { sealRoutes } from './sealroutes.tsx'
import { StartPage } from './start.tsx'
import { textRoutes } from './textroutes.tsx'

export { protectionRights }

const start = '/admin/data-protection'

/** What the data protection officer needs to look: reads, refused attempts, the seals, the register. Each look is audited. */
export function protectionRoutes(options: ProtectionOptions) {
  const make = routesFor(protectionRights)
  const { page, download } = make
  return [
    page(start, 'data-protection.read', showStart),
    page(`${start}/looks`, 'data-protection.read', showLooks),
    download(`${start}/looks.csv`, 'data-protection.read', makeLooks),
    page(`${start}/refused`, 'data-protection.read', showRefused),
    download(`${start}/refused.csv`, 'data-protection.read', makeRefused),
    ...reportRoutes(make),
    ...sealRoutes(make, options),
    ...textRoutes(make, options),
  ]
}

async function showStart({ tx, actor, clock, t }: PageRequest): Promise<Page> {
  const period = readPeriod(new URLSearchParams(), clock.today())
  const looks = await listLooks(tx, period, 1, 1)
  const groups = await groupRefused(tx, period)
  const [check] = await listChecks(tx, 1)
  await recordLook(tx, actor, { event: 'audit.protection-looked', ids: [] })
  return {
    title: t('protection.title'),
    crumbs: [{ label: t('administration.title'), path: '/admin' }],
    body: (
      <StartPage looks={looks.total} refused={groups.reduce((sum, { attempts }) => sum + attempts, 0)} check={check} />
    ),
  }
}

function lookFilter(query: URLSearchParams, period: AskedPeriod): LookFilter {
  const subject = (query.get('subject') ?? '').trim().toLowerCase()
  const user = query.get('user') ?? ''
  const event = query.get('event')?.slice(0, 100)
  return {
    ...(isId(subject) && { subject }),
    ...(isId(user) && { userId: user }),
    ...(event && { event }),
    changes: query.get('changes') === 'on',
    fromMs: period.fromMs,
    toMs: period.toMs,
  }
}

async function showLooks({ tx, actor, clock, query, t }: PageRequest): Promise<Page> {
  const period = readPeriod(query, clock.today())
  const filter = lookFilter(query, period)
  const page = pageNumber(query)
  const { lines, total } = await listLooks(tx, filter, page)
  await recordLook(tx, actor, { event: 'audit.looks-read', ...whomFor(filter), details: { page } })
  return {
    title: t('protection.looks.title'),
    crumbs: [{ label: t('protection.title'), path: start }],
    body: (
      <LooksPage
        lines={lines}
        total={total}
        page={page}
        period={period}
        events={await listEvents(tx)}
        members={await membersFor(tx)}
        names={await namesFor(tx, lines)}
        wrongSubject={(query.get('subject') ?? '').trim() !== '' && !filter.subject}
      />
    ),
  }
}

/** Whom somebody asked about is noted with the look. */
function whomFor({ userId, subject }: Pick<LookFilter, 'userId' | 'subject'>) {
  return { ids: [userId, subject].filter((id): id is string => id !== undefined) }
}

async function makeLooks({ tx, actor, clock, query, t }: PageRequest): Promise<Download> {
  const filter = lookFilter(query, readPeriod(query, clock.today()))
  const { lines } = await listLooks(tx, filter, 1, 10_000)
  const names = await namesFor(tx, lines)
  await recordLook(tx, actor, { event: 'audit.looks-exported', ...whomFor(filter), details: { count: lines.length } })
  return { type: csvType, filename: 'zugriffe.csv', body: csvOf(lines, names, t) }
}

function refusedFilter(query: URLSearchParams, period: AskedPeriod): RefusedFilter {
  const user = query.get('user') ?? ''
  const route = query.get('route')?.slice(0, 200)
  return { ...(isId(user) && { userId: user }), ...(route && { route }), fromMs: period.fromMs, toMs: period.toMs }
}

async function showRefused({ tx, actor, clock, query, t }: PageRequest): Promise<Page> {
  const period = readPeriod(query, clock.today())
  const filter = refusedFilter(query, period)
  const page = pageNumber(query)
  const { lines, total } = await listRefused(tx, filter, page)
  const groups = await groupRefused(tx, { fromMs: period.fromMs, toMs: period.toMs })
  await recordLook(tx, actor, { event: 'audit.refused-read', ...whomFor(filter), details: { page } })
  return {
    title: t('protection.refused.title'),
    crumbs: [{ label: t('protection.title'), path: start }],
    body: (
      <RefusedPage
        lines={lines}
        total={total}
        page={page}
        period={period}
        groups={groups}
        members={await membersFor(tx)}
        names={await namesFor(tx, lines)}
      />
    ),
  }
}

async function makeRefused({ tx, actor, clock, query, t }: PageRequest): Promise<Download> {
  const filter = refusedFilter(query, readPeriod(query, clock.today()))
  const { lines } = await listRefused(tx, filter, 1, 10_000)
  const names = await namesFor(tx, lines)
  await recordLook(tx, actor, { event: 'audit.refused-exported', ...whomFor(filter), details: { count: lines.length } })
  return { type: csvType, filename: 'abgewiesene-versuche.csv', body: csvOf(lines, names, t) }
}

function csvOf(lines: readonly AuditLine[], names: ReadonlyMap<string, string>, t: PageRequest['t']): string {
  const word = (key: string, code: string) => (t.has(key) ? t(key) : code)
  return writeCsv(
    ['Zeitpunkt', 'Wer', 'Vorgang', 'Art', 'Gegenstand', 'Angesehene Kennungen', 'Seite', 'Eintrag'],
    lines.map((line) => [
      new Date(line.at).toISOString(),
      line.userId ? (names.get(line.userId) ?? line.userId) : t(`audit.by.${line.by}`),
      word(`audit.event.${line.event}`, line.event),
      t(`audit.outcome.${line.outcome}`),
      line.subject,
      Array.isArray(line.details['ids']) ? line.details['ids'].join(' ') : null,
      typeof line.details['route'] === 'string' ? line.details['route'] : null,
      line.id,
    ]),
  )
}

async function namesFor(tx: PageRequest['tx'], lines: readonly AuditLine[]) {
  return await namesOf(
    tx,
    lines.map((line) => line.userId as Id<'user'> | null),
  )
}

/** Their place on the administration page. */
export const protectionAdministration: readonly AdministrationEntry[] = [
  {
    path: start,
    label: 'protection.title',
    detail: 'protection.administration',
    right: 'data-protection.read',
    group: 'protection',
    order: 5,
  },
]
