/** What the walks through the case work find in the demo district: files, persons and hand-overs of their own, one for each way. */
import type { Browser } from 'playwright-core'
import { day } from '../../../src/kernel/day.ts'
import type { Id } from '../../../src/kernel/ids.ts'
import type { Actor, RoleKey } from '../../../src/platform/access/index.ts'
import { getTenant, inTenant, sql, type Tx } from '../../../src/platform/database/index.ts'
import { loadCases } from '../../../src/rooms/cases/index.ts'
import { offerHandover } from '../../../src/rooms/journeys/index.ts'
import { loadBases, loadPeople } from '../../../src/rooms/people/index.ts'
import { clock, type DemoPlatform } from '../../demo.ts'
import { enterAs, follow, lineOf, visit } from '../visitor.ts'

/** Runs in a transaction of the demo district. */
export async function inAuental<T>(
  { db }: Pick<DemoPlatform, 'db'>,
  who: Actor | 'system',
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return await inTenant(db, await getTenant(db, 'auental'), who, work)
}

/** Whoever signs in with the one click of a role. */
export async function demoMember(platform: Pick<DemoPlatform, 'db'>, role: RoleKey): Promise<Actor> {
  const { rows } = await inAuental(platform, 'system', (tx) =>
    sql<Pick<Actor, 'userId' | 'accountId' | 'name' | 'organisationId' | 'controllerId'>>`
      SELECT m.id AS "userId", m.account_id AS "accountId", m.name, m.organisation_id AS "organisationId",
        m.controller_id AS "controllerId"
      FROM membership AS m JOIN account AS a ON a.id = m.account_id
      WHERE a.demo_role = ${role} AND a.demo_tenant = 'auental'`.execute(tx),
  )
  return { ...rows[0]!, roles: [role], locale: 'de' }
}

/** A file of the case manager's team. */
export interface File {
  readonly id: string
  readonly reference: string
  readonly person: string
}

/** A hand-over that waits for an answer. */
export interface Offered {
  readonly id: string
  readonly reference: string
}

/** Files of the demo's case manager; their person may be handed over to the Jobcenter. */
export async function filesOf(
  platform: Pick<DemoPlatform, 'db'>,
  references: readonly string[],
): Promise<readonly File[]> {
  const { userId, organisationId, controllerId } = await demoMember(platform, 'caseManager')
  const { organisationId: jobcenter } = await demoMember(platform, 'intake')
  return await inAuental(platform, 'system', async (tx) => {
    const persons = references.map((key) => ({
      key,
      controllerId: controllerId!,
      givenName: 'Mina',
      familyName: 'Beispiel',
      phone: '02581 0000',
      languages: ['apc'],
      needsInterpreter: true,
    }))
    const people = await loadPeople(tx, { persons }, { simulated: true })
    await loadBases(
      tx,
      references.map((key) => ({
        key,
        controllerId: controllerId!,
        personId: people.persons.get(key)!,
        kind: 'consent' as const,
        purpose: 'benefitsApplication' as const,
        recipientId: jobcenter!,
        categories: ['contact', 'household', 'language', 'livelihood'] as const,
        givenOn: day('2026-10-12'),
        validUntil: day('2027-10-12'),
      })),
      { simulated: true, today: clock.today() },
    )
    const { cases } = await loadCases(
      tx,
      references.map((reference) => ({
        key: reference,
        controllerId: controllerId!,
        organisationId: organisationId!,
        personId: people.persons.get(reference)!,
        managerId: userId,
        phase: 'evaluation' as const,
        openedOn: day('2026-06-01'),
        reference,
      })),
      { simulated: true, prefix: 'TST' },
    )
    return references.map((reference) => ({
      id: cases.get(reference)!,
      reference,
      person: people.persons.get(reference)!,
    }))
  })
}

/** Hand-overs that a town offers to the Jobcenter. */
export async function offeredOf(
  platform: Pick<DemoPlatform, 'db'>,
  references: readonly string[],
): Promise<readonly Offered[]> {
  const tenant = await getTenant(platform.db, 'auental')
  const town = await demoMember(platform, 'municipality')
  const { organisationId: jobcenter } = await demoMember(platform, 'intake')
  return await inAuental(platform, town, async (tx) => {
    const { rows } = await sql<{ id: Id<'interface'> }>`
      SELECT id FROM service_interface WHERE key = 'sozialamt-jobcenter'`.execute(tx)
    const offered: Offered[] = []
    for (const reference of references) {
      const handover = {
        interfaceId: rows[0]!.id,
        toOrganisationId: jobcenter!,
        municipalityId: null,
        targetGroup: null,
        occurredOn: clock.today(),
        kind: 'referral' as const,
        reference,
        content: [
          {
            category: 'household' as const,
            label: 'Haushalt',
            lines: ['2 Erwachsene', '2 Kinder'],
            basisId: null,
            norm: '§ 67d SGB X',
          },
        ],
      }
      offered.push({ id: await offerHandover(tx, town, handover, { clock, tenant }), reference })
    }
    return offered
  })
}

/** What a partner without an account gets: the link by mail, the PIN by telephone. */
export interface AnswerLink {
  readonly address: string
  readonly pin: string
}

/** The town makes a link for each hand-over, as its people do, and reads link and PIN, which are shown once. */
export async function linksFor(
  browser: Browser,
  { origin }: DemoPlatform,
  handovers: readonly Offered[],
): Promise<readonly AnswerLink[]> {
  const { page, leave } = await visit(browser)
  await enterAs(page, origin, 'auental', 'municipality')
  const links: AnswerLink[] = []
  for (const { id } of handovers) {
    await page.goto(`${origin}/auental/handovers/${id}/outside`)
    await page.getByRole('radio', { name: 'Ich verschicke den Link selbst' }).check()
    await follow(page, page.getByRole('button', { name: 'Link erstellen' }))
    const pin = page.locator('main dl > div').filter({ hasText: 'PIN' }).locator('dd')
    links.push({ address: await lineOf(page.locator('main .nl-code').first()), pin: (await lineOf(pin)).slice(0, 7) })
  }
  await leave()
  return links
}
