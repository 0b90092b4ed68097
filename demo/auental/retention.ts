/** What is due, held, approved and deleted in Kreis Auental, so that the pages of retention show something. Invented. */
import type { Clock } from '../../src/kernel/clock.ts'
import { addDays, type Day } from '../../src/kernel/day.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { Actor, RoleKey } from '../../src/platform/access/index.ts'
import { recordAttempt } from '../../src/platform/audit/index.ts'
import { type Database, inTenant, sql, type Tenant, type Tx } from '../../src/platform/database/index.ts'
import {
  allKinds,
  approveRun,
  backupDaysSetting,
  decideRule,
  eraseBatch,
  prepareRun,
  type RetentionKind,
  type RuleInput,
  setHold,
} from '../../src/platform/retention/index.ts'
import type { Room } from '../../src/platform/room.ts'
import { writeSetting } from '../../src/platform/settings/index.ts'
import type { ContactData } from '../../src/rooms/network/index.ts'

const offices = [
  ['Servicestelle Asyl', 1990],
  ['Lotsenbüro am Bahnhof', 1950],
  ['Infotelefon Ankommen', 1900],
  ['Koordination Notunterkunft Nord', 1850],
  ['Koordination Notunterkunft Süd', 900],
  ['Anlaufstelle Wohnen', 860],
  ['Sprechstunde Berufsanerkennung', 820],
  ['Elterncafé, Terminvergabe', 790],
  ['Bürgertelefon Integration', 770],
] as const

/** Contacts that ended years ago; `before` is the end of last year. */
export function endedContacts(before: Day): ContactData[] {
  return offices.map(([office, days], index) => ({
    key: `zuletzt-${index + 1}`,
    organisation: 'ki',
    office,
    phone: `0221 4710 ${String(901 + index)}`,
    endedOn: addDays(before, -days),
  }))
}

const rule: Omit<RuleInput, 'reason' | 'version'> = {
  action: 'delete',
  period: { months: 60 },
  archiveAnswerMonths: null,
}

/**
 * Four contacts are deleted with approval, five are due to be offered to the archive, two members who left wait for
 * approval and a third one is held.
 */
export async function playRetention(
  db: Database,
  tenant: Tenant,
  actorOf: (role: RoleKey) => Actor,
  rooms: readonly Pick<Room, 'retention' | 'fileColumns'>[],
  clock: Clock,
): Promise<void> {
  const kinds = allKinds(rooms)
  const [contacts, members] = ['network.contact', 'identity.member'].map((key) =>
    kinds.find((kind) => kind.key === key),
  )
  // Rooms without their contract, as some tests load them, have nothing to show.
  if (!contacts || !members) return
  const [now, today] = [clock.now(), clock.today()]
  const [lead, guard] = [actorOf('lead'), actorOf('dataProtection')]
  const asSystem = <T>(work: (tx: Tx) => Promise<T>) => inTenant(db, tenant, 'system', work)
  const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => inTenant(db, tenant, actor, work)
  const prepare = (kind: RetentionKind, controllerId: Actor['controllerId']) =>
    asSystem((tx) => prepareRun(tx, 'system', kind, controllerId, today, now))

  await asSystem((tx) => writeSetting(tx, actorOf('administrator'), backupDaysSetting, 35, 0, now))
  await as(lead, (tx) =>
    decideRule(
      tx,
      lead,
      contacts,
      null,
      { ...rule, version: 0, reason: 'Dienstanweisung Aktenführung, Abschnitt 4.' },
      now,
    ),
  )
  const first = await prepare(contacts, null)
  if (first) {
    await as(lead, (tx) => approveRun(tx, lead, first, contacts, 1, now))
    await asSystem((tx) => eraseBatch(tx, contacts, first, { today, now, backupDays: 35 }))
  }
  const offered = { action: 'offer', period: { months: 24 }, archiveAnswerMonths: 6 } as const
  const reason = 'Das Kreisarchiv möchte Verzeichnisse der Ansprechstellen sehen; zwei Jahre reichen für Rückfragen.'
  await as(lead, (tx) => decideRule(tx, lead, contacts, null, { ...offered, version: 1, reason }, now))
  await prepare(contacts, null)

  const left = await asSystem((tx) => formerMembers(tx, lead, now))
  await as(guard, (tx) =>
    setHold(
      tx,
      guard,
      {
        target: 'record',
        kind: 'identity.member',
        controllerId: lead.controllerId,
        recordId: left[0] ?? null,
        reason: 'legalDispute',
        reference: 'Rechtsamt 30-17/4',
        until: null,
      },
      now,
    ),
  )
  await prepare(members, lead.controllerId)
  await asSystem((tx) => refusals(tx, actorOf))
}

async function formerMembers(tx: Tx, { organisationId, controllerId }: Actor, now: number): Promise<readonly string[]> {
  const ids: string[] = []
  for (const [index, name] of ['Frühere Sachbearbeitung', 'Frühere Projektstelle', 'Frühere Aushilfe'].entries()) {
    const id = newId(now)
    const at = new Date(now - (500 + index * 40) * 86_400_000)
    await sql`
      INSERT INTO membership (id, account_id, name, email, organisation_id, controller_id, invited_at, deactivated_at, changed_at)
      VALUES (${id}, ${newId(now)}, ${name}, ${`frueher-${index + 1}@kreis-auental.example`}, ${organisationId}, ${controllerId}, ${at}, ${at}, ${at})
    `.execute(tx)
    ids.push(id)
  }
  return ids
}

/** Attempts that the gate would have refused. */
async function refusals(tx: Tx, actorOf: (role: RoleKey) => Actor): Promise<void> {
  const tried = [
    ['council', 'GET /admin/users', 'identity.manage'],
    ['council', 'GET /admin/audit', 'audit.read'],
    ['caseManager', 'GET /admin/mail', 'mail.manage'],
    ['municipality', 'POST /network/organisations/new', 'network.edit'],
    ['municipality', 'POST /network/organisations/new', 'network.edit'],
  ] as const
  for (const [role, route, right] of tried) {
    await recordAttempt(tx, actorOf(role), 'refused', { event: 'access.refused', details: { right, route } })
  }
}
