import { afterAll, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type Id, newId, newPublicId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { inTenant, sql, type Tx } from '../../../platform/database/index.ts'
import { anActor, testDatabase } from '../../../platform/database/testing.ts'
import { addMember } from '../../../platform/identity/testing.ts'
import { loadNetwork } from '../../network/index.ts'
import { loadOffers } from '../../offers/index.ts'
import '../access.ts'
import { moveGap } from './actions/move.ts'
import { addEvidence, describeGap, noteGap } from './actions/note.ts'
import { gapInbox, searchGaps } from './inbox.ts'
import { evidenceOf, type Gap, getGap, listGaps, stepsOf } from './queries/gaps.ts'

const its = await testDatabase()
afterAll(its.close)
const as = <T>(who: Actor | 'system', work: (tx: Tx) => Promise<T>) => inTenant(its.db, its.tenant, who, work)
const member = async (role: 'coordinator' | 'lead' | 'steering') => {
  const actor = anActor([role])
  await as('system', (tx) => addMember(tx, actor))
  return actor
}
const [one, other, reader] = [await member('coordinator'), await member('lead'), await member('steering')]
const ids = await as('system', (tx) =>
  loadNetwork(tx, {
    district: { key5: '05999', name: 'Kreis Auental' },
    simulated: true,
    municipalities: [
      { key: 'aulenstedt', ags: '05999004', name: 'Aulenstedt', kind: 'town' },
      { key: 'dornsiek', ags: '05999012', name: 'Dornsiek', kind: 'municipality' },
    ],
    organisations: [{ key: 'school', kind: 'courseProvider', name: 'Sprachschule' }],
  }),
)
const town = (key: string) => ids.municipalities.get(key) as Id<'municipality'>
const setting = { today: day('2026-11-16'), demo: false }
const course = {
  kind: 'capacity',
  title: 'Alphabetisierungskurs in Aulenstedt',
  topic: 'language',
  municipalityId: town('aulenstedt'),
  language: 'ti',
} as const
const note = (actor: Actor, input: Parameters<typeof noteGap>[3] = course) =>
  as(actor, async (tx) => getGap(tx, actor, String((await noteGap(tx, actor, setting, input)).number)))
const again = (gap: Gap) => as(one, (tx) => getGap(tx, one, gap.id))
const move = async (actor: Actor, gap: Gap, to: Parameters<typeof moveGap>[4]) => {
  await as(actor, (tx) => moveGap(tx, actor, setting, gap, to))
  return await again(gap)
}
/** A release of a gap's figures in the ledger, as `freeze` of insight would write it. */
async function released(unmetDays: unknown = { value: 420 }, name = 'gap'): Promise<string> {
  const id = newPublicId()
  const source = { question: '', period: { from: '2025-11-01', to: '2026-10-31' }, asOf: '2026-10-31', simulated: true }
  const tables = { gap: { rule: 'suppress', columns: {}, rows: [{ needs: { value: 12 }, unmetDays }] } }
  await as(one, (tx) =>
    sql`INSERT INTO insight_release (id, audience, name, question, rule, source, tables, proof, cells, populations, checksum,
        simulated, released_at, released_by)
      VALUES (${id}, 'steering', ${name}, '', 'least-3', ${JSON.stringify(source)}, ${JSON.stringify(tables)}, '{}', '[]', '{}',
        ${id.replaceAll('-', '').slice(0, 16)}, true, now(), ${one.userId})`.execute(tx),
  )
  return id
}
const evident = async (gap: Gap, unmetDays?: unknown) => {
  const release = await released(unmetDays)
  await as(one, (tx) => addEvidence(tx, one, gap, release))
  return await again(gap)
}
const ranked = async () => {
  const confirmed = await move(one, await evident(await note(one)), { to: 'confirmed' })
  return await move(one, confirmed, { to: 'prioritised', priority: 'high', dueOn: day('2026-11-01') })
}

const offerId = await as('system', async (tx) => {
  await loadOffers(
    tx,
    [
      {
        key: 'alpha',
        name: 'Alphabetisierung am Abend',
        summary: 'Zweimal in der Woche.',
        topic: 'language',
        organisationId: ids.organisations.get('school') as Id<'organisation'>,
        organisation: 'Sprachschule',
        languages: ['de'],
        booking: 'open',
        cost: 'free',
        states: [{ state: 'open', since: day('2026-01-01') }],
      },
    ],
    { simulated: true },
  )
  const { rows } = await sql<{ id: string }>`SELECT id FROM offer LIMIT 1`.execute(tx)
  return (rows[0] as { id: string }).id
})

test('from a suspicion to a closure that a second person confirms', async () => {
  const noted = await note(one)
  expect(noted).toMatchObject({ state: 'suspected', version: 1, municipalityId: town('aulenstedt'), targetGroup: null })
  await expect(move(one, noted, { to: 'confirmed' })).rejects.toMatchObject({
    issues: [{ field: 'to', code: 'steering-gap-no-evidence' }],
  })
  await expect(as(one, (tx) => addEvidence(tx, one, noted, newPublicId()))).rejects.toThrow('no figures of a gap')
  const hidden = await evident(noted, { withheld: 'few', below: 3 })
  await expect(move(one, hidden, { to: 'confirmed' })).rejects.toMatchObject({
    issues: [{ code: 'steering-gap-no-evidence' }],
  })
  const confirmed = await move(one, await evident(hidden), { to: 'confirmed' })
  await expect(
    as(one, (tx) => describeGap(tx, one, confirmed, { ...course, municipalityId: town('dornsiek') })),
  ).rejects.toMatchObject({ issues: [{ field: 'municipality', code: 'steering-gap-fixed' }] })
  await expect(move(one, confirmed, { to: 'prioritised' })).rejects.toMatchObject({ issues: [{ field: 'priority' }] })
  const first = await move(one, confirmed, { to: 'prioritised', priority: 'high', dueOn: day('2027-03-01') })
  await expect(move(one, first, { to: 'closing' })).rejects.toMatchObject({ issues: [{ field: 'closer' }] })
  await expect(move(one, first, { to: 'closing', closer: { kind: 'measure', id: newId() } })).rejects.toThrow()
  const reported = await move(one, first, { to: 'closing', closer: { kind: 'offer', id: offerId } })
  expect(reported).toMatchObject({ state: 'closing', closingBy: one.userId, closedById: offerId })
  await expect(move(one, reported, { to: 'closed' })).rejects.toThrow('steering-gap-second-person')
  expect(await as(other, (tx) => gapInbox(tx, other, setting.today, 5))).toMatchObject([
    { title: noted.title, kind: 'steering.gap.inbox.confirm' },
  ])
  const closed = await move(other, reported, { to: 'closed' })
  expect(closed).toMatchObject({ state: 'closed', closedOn: setting.today })
  const steps = await as(reader, (tx) => stepsOf(tx, noted.id, 20))
  expect(steps.map(({ event, state }) => `${event} ${state}`)).toEqual([
    'moved closed',
    'moved closing',
    'moved prioritised',
    'moved confirmed',
    'evidence suspected',
    'evidence suspected',
    'noted suspected',
  ])
  await expect(move(one, closed, { to: 'confirmed' })).rejects.toMatchObject({ issues: [{ field: 'note' }] })
  const back = await move(one, closed, { to: 'confirmed', note: 'Der Kurs ist wieder voll.' })
  expect(back).toMatchObject({ state: 'confirmed', closedById: null, closedOn: null, closingBy: null })
})

test('the database itself lets nobody close a gap alone or in the name of somebody else', async () => {
  const reported = await move(one, await ranked(), { to: 'closing', closer: { kind: 'offer', id: offerId } })
  const close = (actor: Actor, verified: string) =>
    as(actor, (tx) =>
      sql`UPDATE gap SET state = 'closed', closed_on = '2026-11-16', verified_by = ${verified}, changed_by = ${actor.userId}
        WHERE id = ${reported.id}`.execute(tx),
    )
  await expect(close(one, one.userId)).rejects.toThrow(/gap_closed_by_second_person/)
  // Naming somebody as the first person who said nothing does not help either.
  const named = as(one, (tx) =>
    sql`UPDATE gap SET closing_by = ${other.userId}, state = 'closed', closed_on = '2026-11-16', verified_by = ${one.userId},
      changed_by = ${one.userId} WHERE id = ${reported.id}`.execute(tx),
  )
  await expect(named).rejects.toThrow(/row-level security/)
  await expect(close(one, other.userId)).rejects.toThrow(/row-level security/)
  expect((await close(reader, reader.userId)).numAffectedRows).toBe(0n)
  expect((await close(other, other.userId)).numAffectedRows).toBe(1n)
})

test('of two who change a gap the slower one learns of the faster', async () => {
  const gap = await note(one)
  await as(other, (tx) => describeGap(tx, other, gap, { ...course, title: 'Anders' }))
  await expect(as(one, (tx) => describeGap(tx, one, gap, { ...course, title: 'Noch anders' }))).rejects.toThrow(
    expect.objectContaining({ name: 'ChangedMeanwhile' }),
  )
  expect((await as(one, (tx) => stepsOf(tx, gap.id, 1)))[0]?.changes).toEqual([
    { field: 'title', before: course.title, after: 'Anders' },
  ])
})

test('the list of a town has its own gaps and those of the whole district; the same evidence counts once', async () => {
  const everywhere = await note(one, {
    ...course,
    title: 'Traumatherapie fehlt',
    topic: 'health',
    municipalityId: undefined,
  })
  const release = await released()
  await as(one, (tx) => addEvidence(tx, one, everywhere, release))
  await as(one, async (tx) => addEvidence(tx, one, await getGap(tx, one, everywhere.id), release))
  expect(await as(one, (tx) => evidenceOf(tx, everywhere.id))).toEqual([release])
  const { rows } = await as(reader, (tx) =>
    listGaps(tx, reader, { municipalityId: town('dornsiek'), open: true, limit: 50 }),
  )
  expect(rows.map(({ title }) => title)).toEqual(['Traumatherapie fehlt'])
  expect(await as(reader, (tx) => searchGaps(tx, reader, 'trauma', 5))).toMatchObject([
    { title: 'Traumatherapie fehlt' },
  ])
  expect(await as(reader, (tx) => gapInbox(tx, reader, setting.today, 5))).toEqual([])
})

test('what is past its date stands in the inbox, high priority first in the list', async () => {
  const late = await ranked()
  const waiting = await as(one, (tx) => gapInbox(tx, one, setting.today, 20))
  expect(waiting.filter(({ kind }) => kind === 'steering.gap.inbox.due').map(({ path }) => path)).toContain(
    `/gap-register/${late.number}`,
  )
  const { rows } = await as(one, (tx) => listGaps(tx, one, { open: true, limit: 50 }))
  const order = rows.map(({ priority }) => priority)
  expect(order.indexOf(null)).toBeGreaterThan(order.lastIndexOf('high'))
})
