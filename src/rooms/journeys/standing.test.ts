/** Everybody on both sides is told the same of the basis on which something was shared, whatever else of it they may see. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { loadBases, loadPeople, revokeBasis } from '../people/index.ts'
import { offerHandover } from './actions/offer.ts'
import { getOpened, readContent } from './queries/opened.ts'
import { type TestJourneys, testJourneys, tickingClock } from './testing.ts'

let its: TestJourneys
let giver: Actor
let person: Id<'person'>
let basis: Id<'transfer-basis'>
let handover: Id<'handover'>

const today = day('2026-11-16')
const clock = tickingClock('2026-11-16T08:00:00Z')

beforeAll(async () => {
  its = await testJourneys()
  giver = await its.member('caseManager', 'town')
  const [town, jobcenter] = [its.organisation('town'), its.organisation('jobcenter')]
  await its.as('system', async (tx) => {
    const persons = [{ key: 'a', controllerId: town, givenName: 'Amal', familyName: 'Haddad' }]
    person = (await loadPeople(tx, { persons }, { simulated: true })).persons.get('a') as Id<'person'>
    const consent = {
      key: 'b',
      kind: 'consent',
      controllerId: town,
      personId: person,
      recipientId: jobcenter,
      purpose: 'benefitsApplication',
      categories: ['household'],
      givenOn: day('2026-11-02'),
      validUntil: day('2027-10-01'),
    } as const
    basis = (await loadBases(tx, [consent], { simulated: true, today })).get('b') as Id<'transfer-basis'>
  })
  const item = { category: 'household', label: 'Haushalt', lines: ['2 Erwachsene'], basisId: basis } as const
  handover = await its.as(giver, (tx) =>
    offerHandover(
      tx,
      giver,
      {
        interfaceId: its.interface('town-jobcenter'),
        toOrganisationId: jobcenter,
        municipalityId: its.municipality,
        targetGroup: 'Familien',
        occurredOn: today,
        content: [item],
      },
      { clock, tenant: { demo: true, land: 'NW' } },
    ),
  )
}, 60_000)
afterAll(() => its.close())

const sides = [
  ['caseManager', 'town'],
  ['municipality', 'town'],
  ['caseManager', 'jobcenter'],
  ['municipality', 'jobcenter'],
  ['intake', 'jobcenter'],
] as const

const seenBy = async (role: (typeof sides)[number][0], place: string) => {
  const who = await its.member(role, place)
  return await its.as(who, async (tx) => {
    const { items } = await readContent(tx, who, await getOpened(tx, who, handover), today)
    // What follows in the transaction is still theirs alone.
    const { rows } = await sql<{ id: string }>`SELECT id FROM transfer_basis`.execute(tx)
    return { lines: items.flatMap(({ lines }) => lines), closed: items[0]?.closed, bases: rows.length }
  })
}

test('as long as it holds all of both sides read it, though the town’s case work sees no basis of a person', async () => {
  for (const [role, place] of sides) {
    const bases = role === 'municipality' && place === 'town' ? 0 : 1
    expect([role, place, await seenBy(role, place)]).toEqual([
      role,
      place,
      { lines: ['2 Erwachsene'], closed: undefined, bases },
    ])
  }
})

test('from the revocation on nobody does, on either side', async () => {
  await its.as(giver, (tx) => revokeBasis(tx, giver, { personId: person, id: basis }, { clock }))
  for (const [role, place] of sides)
    expect([role, place, await seenBy(role, place)]).toMatchObject([
      role,
      place,
      { lines: [], closed: { why: 'revoked', on: today } },
    ])
})
