import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actAsPublic } from '../../platform/access/acting.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { issueList } from './actions/lists.ts'
import { listPapers } from './queries/papers.ts'
import { listResolutions } from './queries/resolutions.ts'
import { setting, testCouncil } from './testing.ts'

/** The third lock, table by table: what each reader finds, and what nobody may do. */
const its = await testCouncil()
afterAll(its.close)
let lead: Actor
let council: Actor
let caseManager: Actor
beforeAll(async () => {
  lead = await its.member('lead')
  council = await its.member('council')
  caseManager = await its.member('caseManager')
  await its.as(lead, (tx) => issueList(tx, lead, setting, its.meeting('abi-2026-12')))
})

const asPublic = <T>(work: (tx: Tx) => Promise<T>) =>
  its.as('system', async (tx) => {
    await actAsPublic(tx)
    return await work(tx)
  })
const asNobody = <T>(work: (tx: Tx) => Promise<T>) =>
  its.as('system', async (tx) => {
    await sql`SET LOCAL "app"."actor" = ''`.execute(tx)
    return await work(tx)
  })
const all = (table: string) => async (tx: Tx) =>
  (await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(table)}`.execute(tx)).rows

/** Table, rows for staff, rows for everybody else. */
const tables: readonly [string, number, number][] = [
  ['paper', 3, 1],
  ['paper_text', 3, 0],
  ['paper_version', 2, 1],
  ['consultation', 3, 1],
  ['resolution', 2, 1],
  ['obligation', 3, 2],
  ['obligation_event', 4, 3],
  ['followup_list', 2, 1],
]

describe('members of councils and everybody outside see what is public, and only that', () => {
  test.each(tables)('%s: staff %i, others %i', async (table, staff, others) => {
    expect(await its.as(caseManager, all(table))).toHaveLength(staff)
    const seen = await asPublic(all(table))
    expect(seen).toHaveLength(others)
    expect(await its.as(council, all(table))).toEqual(seen)
    expect(JSON.stringify(seen)).not.toMatch(/Geheim|Mietvertrag|Entwurf zum/)
    expect(await asNobody(all(table))).toEqual([])
  })

  test('the words of what is not public are found by nobody outside', async () => {
    const found = async (who: Actor, text: string) =>
      its.as(who, async (tx) => [
        ...(await listPapers(tx, who, { text })).rows,
        ...(await listResolutions(tx, who, { text })).rows,
      ])
    expect(await found(lead, 'Mietvertrag')).toHaveLength(2)
    expect(await found(council, 'Mietvertrag')).toEqual([])
    const words = await asPublic((tx) => sql`SELECT FROM council_word WHERE ending LIKE 'mietvertrag%'`.execute(tx))
    expect(words.rows).toEqual([])
  })

  test('neither histories nor the counter of numbers are for others', async () => {
    for (const table of ['council_change', 'paper_counter']) {
      expect(await its.as(council, all(table))).toEqual([])
      expect(await asPublic(all(table))).toEqual([])
    }
  })

  test('a public list is what a member of a council reads: no number of a paper that is not public', async () => {
    const id = its.resolution('concept')
    const paper = its.paper('motion')
    await its.as('system', (tx) => sql`UPDATE paper SET is_public = false WHERE id = ${paper}`.execute(tx))
    await its.as(lead, (tx) => issueList(tx, lead, setting, its.meeting('abi-2027-02')))
    await its.as('system', (tx) => sql`UPDATE paper SET is_public = true WHERE id = ${paper}`.execute(tx))
    const lists = await its.as(lead, (tx) =>
      sql<{ is_public: boolean; text: string }>`
        SELECT is_public, content::text AS text FROM followup_list
        WHERE meeting_id = ${its.meeting('abi-2027-02')} ORDER BY is_public`.execute(tx),
    )
    expect(lists.rows.map(({ text }) => text.includes('041/2026'))).toEqual([true, false])
    expect(lists.rows.every(({ text }) => text.includes(id))).toBe(true)
  })
})

describe('nobody changes what was released, resolved or issued', () => {
  test.each([
    'UPDATE paper_version SET title = title',
    'DELETE FROM paper_version',
    'UPDATE resolution SET wording = wording',
    'UPDATE resolution SET is_public = is_public',
    'DELETE FROM resolution',
    'UPDATE obligation SET wording = wording',
    'UPDATE obligation SET resolution_id = resolution_id',
    'DELETE FROM obligation',
    'UPDATE obligation_event SET note = note',
    'DELETE FROM obligation_event',
    'UPDATE discharge SET paper_id = paper_id',
    'DELETE FROM discharge',
    'UPDATE followup_list SET content = content',
    'DELETE FROM followup_list',
    'UPDATE council_change SET changes = changes',
    'DELETE FROM paper',
  ])('%s', async (statement) => {
    for (const who of [lead, 'system'] as const)
      await expect(its.as(who, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(/permission denied/)
  })

  test('a resolution of a correction is as public as what it corrects', async () => {
    const insert = (tx: Tx) =>
      sql`
      INSERT INTO resolution (id, title, body_id, decided_on, wording, is_public, replaces_id, correction_reason, simulated)
      SELECT gen_random_uuid(), title, body_id, decided_on, 'Anders.', NOT is_public, id, 'Grund', false
      FROM resolution WHERE id = ${its.resolution('secret')}`.execute(tx)
    await expect(its.as(lead, insert)).rejects.toThrow(/resolution_replaces/)
  })
})

test.each(['administrator', 'caseManager', 'municipality', 'dataProtection', 'council'] as const)(
  '%s writes nothing here',
  async (role) => {
    const who = await its.member(role)
    for (const statement of [
      `INSERT INTO paper_counter (year, last) VALUES (2031, 1)`,
      `INSERT INTO council_word (ending, subject_id, subject_kind, at_start) VALUES ('x', '${its.paper('motion')}', 'paper', true)`,
    ])
      await expect(its.as(who, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(/row-level security/)
    const changed = await its.as(who, (tx) => sql`UPDATE obligation SET state = 'done'`.execute(tx))
    expect(changed.numAffectedRows).toBe(0n)
  },
)
