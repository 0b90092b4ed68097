/** Random offers, answers, withdrawals and moves between teams against a simple model of who may see what. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../kernel/clock.ts'
import { addDays, type Day, day } from '../../kernel/day.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { answerHandover } from './actions/answer.ts'
import { recordFirstAppointment } from './actions/arrive.ts'
import { withdrawHandover } from './actions/end.ts'
import { offerHandover } from './actions/offer.ts'
import type { Setting } from './adding.ts'
import { listInbox } from './queries/inbox.ts'
import { getOpened, readContent } from './queries/opened.ts'
import { type TestJourneys, testJourneys } from './testing.ts'

let its: TestJourneys
beforeAll(async () => {
  its = await testJourneys()
}, 60_000)
afterAll(() => its.close())

const organisations = ['town', 'jobcenter', 'school'] as const
type Organisation = (typeof organisations)[number]
const roles = [
  'caseManager',
  'municipality',
  'intake',
  'immigrationOffice',
  'coordinator',
] as const satisfies readonly RoleKey[]
const categories = ['contact', 'household', 'health'] as const
const begins = day('2026-11-16')

/** What the model knows of a hand-over. */
interface Modelled {
  readonly id: Id<'handover'>
  readonly from: Organisation
  readonly to: Organisation
  readonly items: readonly string[]
  readonly until: Day
  readonly toFirst: boolean
  state: 'offered' | 'accepted' | 'declined' | 'firstAppointment' | 'withdrawn'
}

interface Member {
  actor: Actor
  at: Organisation
  readonly role: (typeof roles)[number]
}

const receivers: readonly RoleKey[] = ['caseManager', 'municipality', 'intake']
const givers: readonly RoleKey[] = ['caseManager', 'municipality']

/** The whole rule: which items of a hand-over a member may read on a day; null where they may not know that it is there. */
function readable({ at, role }: Member, of: Modelled, today: Day): readonly string[] | null {
  if (of.from === at && givers.includes(role)) return of.items
  if (of.to !== at || !receivers.includes(role)) return null
  const isClosed =
    of.state === 'declined' ||
    of.state === 'withdrawn' ||
    today > of.until ||
    (of.toFirst && of.state === 'firstAppointment')
  return isClosed ? [] : of.items
}

const anOrganisation = fc.constantFrom(...organisations)
const command = fc.oneof(
  fc.record({
    kind: fc.constant('offer' as const),
    from: anOrganisation,
    to: anOrganisation,
    items: fc.subarray([...categories], { minLength: 1 }),
    days: fc.integer({ min: 0, max: 4 }),
    toFirst: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom('accept' as const, 'decline' as const, 'arrive' as const, 'withdraw' as const),
    which: fc.nat(7),
  }),
  fc.record({ kind: fc.constant('move' as const), who: fc.nat(roles.length - 1), to: anOrganisation }),
  fc.record({ kind: fc.constant('night' as const) }),
)

test('nobody reads more or less than the model says, in page, list and database', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 9 }), async (commands) => {
      const members: Member[] = []
      for (const role of roles) members.push({ role, at: 'town', actor: await its.member(role, 'town') })
      const known: Modelled[] = []
      let today = begins
      const on = (at: Day): Setting => ({ clock: fixedClock(`${at}T09:00:00Z`), tenant: { demo: true, land: 'NW' } })
      for (const one of commands) {
        if (one.kind === 'night') today = addDays(today, 1)
        else if (one.kind === 'move') await move(members[one.who] as Member, one.to)
        else if (one.kind === 'offer') {
          if (one.from !== one.to) known.push(await offer(one, on(today)))
        } else if (known.length > 0) await act(known[one.which % known.length] as Modelled, one.kind, on(today))
      }
      for (const member of members)
        for (const of of known)
          expect([member.role, member.at, of.state, await seen(member, of, today)]).toEqual([
            member.role,
            member.at,
            of.state,
            readable(member, of, today),
          ])
    }),
    { numRuns: 40 },
  )
})

/** Somebody who changes the team has the new one's scope at once. */
async function move(member: Member, to: Organisation): Promise<void> {
  const organisationId = its.organisation(to)
  await its.as('system', (tx) =>
    sql`UPDATE membership SET organisation_id = ${organisationId}, controller_id = ${organisationId}
      WHERE id = ${member.actor.userId}`.execute(tx),
  )
  member.at = to
  member.actor = { ...member.actor, organisationId, controllerId: organisationId }
}

const staff = new Map<Organisation, Actor>()
async function caseWorkOf(organisation: Organisation): Promise<Actor> {
  const known = staff.get(organisation) ?? (await its.member('caseManager', organisation))
  staff.set(organisation, known)
  return known
}

interface Offer {
  readonly from: Organisation
  readonly to: Organisation
  readonly items: readonly (typeof categories)[number][]
  readonly days: number
  readonly toFirst: boolean
}

async function offer({ from, to, items, days, toFirst }: Offer, setting: Setting): Promise<Modelled> {
  const giver = await caseWorkOf(from)
  const today = setting.clock.today()
  const until = addDays(today, days)
  const id = await its.as(giver, (tx) =>
    offerHandover(
      tx,
      giver,
      {
        interfaceId: its.interface('town-jobcenter'),
        toOrganisationId: its.organisation(to),
        municipalityId: null,
        targetGroup: null,
        occurredOn: today,
        content: items.map((category) => ({ category, label: category, lines: [category], basisId: null })),
        reads: { until, toFirstAppointment: toFirst },
      },
      setting,
    ),
  )
  return { id, from, to, items, until, toFirst, state: 'offered' }
}

/** Does what the state allows, and leaves the rest. */
async function act(of: Modelled, kind: 'accept' | 'decline' | 'arrive' | 'withdraw', setting: Setting): Promise<void> {
  const dated = { occurredOn: setting.clock.today() }
  const taker = await caseWorkOf(of.to)
  const giver = await caseWorkOf(of.from)
  const isOpen = of.state === 'offered' || of.state === 'accepted'
  if (kind === 'accept' && of.state === 'offered') {
    await its.as(taker, (tx) => answerHandover(tx, taker, of.id, { kind: 'accepted', ...dated }, setting))
    of.state = 'accepted'
  } else if (kind === 'decline' && isOpen) {
    const answer = { kind: 'declined', reason: 'noCapacity', ...dated } as const
    await its.as(taker, (tx) => answerHandover(tx, taker, of.id, answer, setting))
    of.state = 'declined'
  } else if (kind === 'arrive' && isOpen) {
    await its.as(taker, (tx) => recordFirstAppointment(tx, taker, of.id, dated, setting))
    of.state = 'firstAppointment'
  } else if (kind === 'withdraw' && isOpen) {
    await its.as(giver, (tx) => withdrawHandover(tx, giver, of.id, dated, setting))
    of.state = 'withdrawn'
  }
}

/** What a member reads: by the page, and checked against what the list and the database alone would give them. */
async function seen({ actor, role }: Member, of: Modelled, today: Day): Promise<readonly string[] | null> {
  return await its.as(actor, async (tx) => {
    await sql.raw(`SET LOCAL "app"."today" = '${today}'`).execute(tx)
    const inDatabase = await rowsOf(tx, of.id)
    const mayList = receivers.includes(role)
    const listed = mayList && (await isListed(tx, actor, of.id))
    if (!mayList) {
      expect(inDatabase).toEqual([])
      return null
    }
    const opened = await getOpened(tx, actor, of.id).catch((error) => {
      if (error instanceof NotFound) return undefined
      throw error
    })
    expect(listed).toBe(opened !== undefined)
    if (!opened) {
      expect(inDatabase).toEqual([])
      return null
    }
    const shown = (await readContent(tx, actor, opened, today)).items.map(({ category }) => category)
    expect(inDatabase.flat()).toEqual(shown)
    return shown
  })
}

const rowsOf = async (tx: Tx, id: string) =>
  (
    await sql<{ items: { category: string }[] }>`SELECT items FROM handover_content WHERE handover_id = ${id}`.execute(
      tx,
    )
  ).rows.map(({ items }) => items.map(({ category }) => category))

async function isListed(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  for (const view of ['received', 'given', 'done'] as const) {
    const { rows } = await listInbox(tx, actor, { view, mine: false, limit: 500, offset: 0 })
    if (rows.some((row) => row.id === id)) return true
  }
  return false
}
