/** Search, count, list, export and attachments obey one predicate, over random teams, reaches, openings and moves. */
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { fixedClock } from '../../../kernel/clock.ts'
import { addDays } from '../../../kernel/day.ts'
import { Conflict, Forbidden, NotFound } from '../../../kernel/errors.ts'
import { type Id, newId, newPublicId } from '../../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { ExportKind } from '../../../platform/exports/index.ts'
import { exportedIds, fetchInTests, makeNow, orderInTests } from '../../../platform/exports/testing.ts'
import { readFile, storeFile } from '../../../platform/files/index.ts'
import { createTranslate } from '../../../platform/i18n/index.ts'
import { keepSearch } from '../../people/index.ts'
import { tables } from '../access.ts'
import { eraseCases } from '../forgetting.ts'
import { filterOf, nameSought } from '../pages/listing.ts'
import { listCaseload } from '../queries/caseload.ts'
import { getCase } from '../queries.ts'
import { type CaseRow, type TeamKey, teamKeys, testCases, today } from '../testing.ts'
import { documentsOf } from '../work/notes/queries.ts'
import { workTables } from '../work/tables.ts'
import { countDue, listDue } from '../work/tasks/queries.ts'
import { caseloadExport } from './caseload.ts'
import { findingsExport } from './findings.ts'
import { followUpsExport } from './followups.ts'

const its = await testCases()
afterAll(its.close)

const kinds: readonly ExportKind[] = [caseloadExport, followUpsExport, findingsExport]
const clock = fixedClock(`${today}T09:00:00Z`)
const house = { db: its.db, tenant: its.tenant, clock, kinds }

const roleSets = [
  ['caseManager'],
  ['caseManager'],
  ['coordinator'],
  ['intake'],
  ['municipality', 'caseManager'],
] as const
const aTeam = fc.constantFrom(...teamKeys)
const aWorld = fc.record({
  members: fc.array(fc.record({ team: aTeam, roles: fc.constantFrom(...roleSets) }), { minLength: 2, maxLength: 3 }),
  files: fc.array(
    fc.record({
      team: aTeam,
      manager: fc.option(fc.nat(9)),
      own: fc.boolean(),
      former: fc.option(fc.record({ team: aTeam, days: fc.integer({ min: -1, max: 1 }) })),
      closed: fc.boolean(),
      due: fc.integer({ min: -2, max: 9 }),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  opened: fc.array(fc.record({ file: fc.nat(9), member: fc.nat(9), open: fc.boolean() }), { maxLength: 3 }),
  standIns: fc.array(fc.record({ absent: fc.nat(9), substitute: fc.nat(9) }), { maxLength: 1 }),
  /** Somebody changes team when the export is ordered, or when it is made. */
  moves: fc.array(fc.record({ member: fc.nat(9), team: aTeam, when: fc.constantFrom('before', 'ordered', 'made') }), {
    maxLength: 2,
  }),
  query: fc.constantFrom('', 'state=closed', 'mine=yes', 'nobody=yes', 'due=overdue', 'phase=planning', 'search'),
})
type Plan = typeof aWorld extends fc.Arbitrary<infer T> ? T : never

interface Person {
  actor: Actor
  readonly standsInFor: Actor[]
}

interface World {
  readonly people: readonly Person[]
  readonly files: readonly (CaseRow & { readonly task: Id<'task'>; readonly stored: Id<'file'> })[]
  readonly opened: readonly { readonly file: string; readonly user: string; readonly open: boolean }[]
}

/** The model, in plain words and without a database: whose files these are to work on, and who reads them. */
const works = ({ actor, standsInFor }: Person, file: CaseRow): boolean =>
  actor.roles.includes('caseManager') &&
  file.controller_id === actor.controllerId &&
  file.organisation_id === actor.organisationId &&
  (file.reach === 'team' || [actor, ...standsInFor].some(({ userId }) => userId === file.manager_id))

const reads = (one: Person, file: CaseRow, { opened }: World): boolean =>
  works(one, file) ||
  opened.some(({ file: id, user, open }) => open && id === file.id && user === one.actor.userId) ||
  (one.actor.roles.includes('caseManager') &&
    file.controller_id === one.actor.controllerId &&
    file.former_organisation_id === one.actor.organisationId &&
    file.after_until !== null &&
    file.after_until >= today)

const matches = (query: string, { actor }: Person, file: CaseRow): boolean => {
  if ((file.closed_on !== null) !== (query === 'state=closed')) return false
  if (query === 'mine=yes') return file.manager_id === actor.userId || file.manager_id === actor.actingFor
  // The persons of the town have another name.
  if (query === 'search') return file.controller_id === its.organisation('district')
  if (query === 'nobody=yes') return file.manager_id === null
  return query !== 'due=overdue' || (file.next_due_on !== null && file.next_due_on < today)
}

test('(i) list, search, count, export and attachments of a file obey the same predicate, whatever happens', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc
      .asyncProperty(aWorld, async (plan) => {
        const world = await build(plan)
        const orders: { one: Person; place: string; id: Id<'export'> | undefined; tasks: Id<'export'> | undefined }[] =
          []
        await move(plan, world, 'before')
        for (const one of world.people) {
          await grant(one)
          const query = await queryOf(plan.query, one)
          const place = `${one.actor.organisationId}`
          orders.push({
            one,
            place,
            id: await order(one, caseloadExport, query),
            tasks: await order(one, followUpsExport, 'whose=team&due=later'),
          })
        }
        await move(plan, world, 'ordered')
        for (const { one, place, id, tasks } of orders) {
          await grant(one)
          const expected = world.files.filter((file) => works(one, file) && matches(plan.query, one, file))
          const listed = await listedBy(one, plan.query)
          expect(new Set(listed?.ids ?? [])).toEqual(new Set(listed ? expected.map(({ id: file }) => file) : []))
          expect(listed?.total).toBe(listed && expected.length)
          if (listed) await countsAgree(one, caseloadExport, [plan.query === 'search' ? '' : plan.query])
          if (id) await makeNow(house, id)
          if (tasks) await makeNow(house, tasks)
          const stayed = place === `${one.actor.organisationId}` && listed !== undefined
          const exported = id && (await exportedIds(its, one.actor, id))
          // An export holds what the list showed in the moment in which it was made, in its order; nothing for who moved, unless
          // they stand in for somebody who is still there: then it is made in their place.
          if (stayed || !standsInAt(one, place, world))
            expect(exported).toEqual(id && (stayed ? listed.ids : undefined))
          await attachmentsObey(one, world)
          await tasksObey(one, world, stayed ? tasks : undefined)
        }
        await move(plan, world, 'made')
        for (const { one, place, id } of orders) {
          await grant(one)
          const before = id && (await exportedIds(its, one.actor, id))
          if (!id || !before) continue
          const still = before.every((file) => works(one, world.files.find((known) => known.id === file) as CaseRow))
          const fetched = fetchInTests(house, one.actor, id)
          if (still && place === `${one.actor.organisationId}` && one.actor.roles.includes('caseManager'))
            expect((await fetched).filename).toMatch(/\.csv$/)
          else await expect(fetched).rejects.toThrow(Conflict)
        }
      })
      .afterEach(empty),
    { numRuns: 20, interruptAfterTimeLimit: 30_000 },
  )
})

/** The next world begins without the files of this one. */
async function empty(): Promise<void> {
  await its.as('system', async (tx) => {
    const files = await tables(tx).selectFrom('case_file').select('id').execute()
    await eraseCases(
      tx,
      files.map(({ id }) => id),
    )
  })
}
async function build(plan: Plan): Promise<World> {
  const people: Person[] = []
  for (const { team, roles } of plan.members) people.push({ actor: await its.member(roles, team), standsInFor: [] })
  const pick = (at: number) => people[at % people.length] as Person
  const rows = plan.files.map(({ team, manager, own, former, closed, due }) => {
    const formerly = former && former.team !== team ? former : null
    return its.file(team, {
      manager_id: manager === null ? null : pick(manager).actor.userId,
      reach: own && manager !== null ? 'own' : 'team',
      next_due_on: closed ? null : addDays(today, due),
      former_organisation_id: formerly && its.organisation(formerly.team),
      after_until: formerly && addDays(today, formerly.days),
      after_norm: formerly && 'Art. 6 Abs. 1 Buchst. e DSGVO',
      ...(closed && { phase: 'closed' as const, closed_on: today, closure_reason: 'goalsReached' }),
    })
  })
  await its.add(...rows)
  const files: World['files'][number][] = []
  for (const row of rows) files.push({ ...row, ...(await its.as('system', (tx) => partsOf(tx, row))) })
  const opened = plan.opened.map(({ file, member, open }) => ({
    file: (files[file % files.length] as CaseRow).id,
    user: pick(member).actor.userId,
    open,
  }))
  for (const { file, user, open } of opened) await its.as('system', (tx) => openTo(tx, rows, file, user, open))
  for (const { absent, substitute } of plan.standIns) {
    const [gone, here] = [pick(absent), pick(substitute)]
    if (gone === here) continue
    await its.standIn(here.actor, gone.actor)
    here.standsInFor.push(gone.actor)
  }
  return { people, files, opened }
}

/** A task that lies far ahead and a document in every file. */
async function partsOf(tx: Tx, file: CaseRow) {
  const [task, document] = [newId<'task'>(), newPublicId<'document'>()]
  const kept = { case_id: file.id, controller_id: file.controller_id, simulated: true, version: 1 }
  const changed = { changed_at: new Date(), changed_by: null }
  await sql`INSERT INTO case_task (id, case_id, controller_id, kind, title, due_on, state, origin, simulated, version, changed_at)
    VALUES (${task}, ${file.id}, ${file.controller_id}, 'followUp', 'Anrufen', ${addDays(today, 30)}, 'open', 'own', true, 1, now())`.execute(
    tx,
  )
  const owner = { kind: 'cases.file', id: file.id, controllerId: file.controller_id } as const
  const stored = await storeFile(tx, null, { name: 'bescheid.txt', bytes: Buffer.from('Bescheid'), owner })
  await workTables(tx)
    .insertInto('case_document')
    .values({
      id: document,
      ...kept,
      ...changed,
      file_id: stored,
      title: 'Bescheid',
      kind: 'other',
      file_name: 'bescheid.txt',
      file_bytes: 8,
      removed_on: null,
      removed_reason: null,
      created_at: new Date(),
      created_by: null,
    })
    .execute()
  return { task, stored }
}

async function openTo(tx: Tx, rows: readonly CaseRow[], file: string, user: string, open: boolean) {
  const from = Date.now() - (open ? 0 : 7_200_000)
  await tables(tx)
    .insertInto('case_opening')
    .values({
      id: newId<'opening'>(),
      case_id: file as Id<'case'>,
      controller_id: (rows.find(({ id }) => id === file) as CaseRow).controller_id,
      user_id: user as Id<'user'>,
      kind: 'supervision',
      reason: 'Dienstaufsicht, Beschwerde',
      opened_at: new Date(from),
      until: new Date(from + 3_600_000),
    })
    .execute()
}

/** Moves those whose time it is. */
async function move(plan: Plan, world: World, now: 'before' | 'ordered' | 'made') {
  for (const { member, team, when } of plan.moves)
    if (when === now) {
      const one = world.people[member % world.people.length] as Person
      one.actor = await its.changeTeam(one.actor, team as TeamKey)
    }
}

/** The roles of today for where they act, and for whom they do it: what the gate finds out for every request. */
async function grant(one: Person): Promise<void> {
  const { rows } = await its.as(one.actor, (tx) =>
    sql<{ role: RoleKey; absent: Id<'user'> | null }>`
      SELECT role, absent_id AS absent FROM access_grants(${one.actor.userId}, access_today())
      WHERE organisation_id = ${one.actor.organisationId} AND controller_id = ${one.actor.controllerId}`.execute(tx),
  )
  const held = rows.filter(({ role }) => role === 'caseManager')
  const passed = held.every(({ absent }) => absent !== null) ? held[0]?.absent : undefined
  const { actingFor: _before, ...actor } = one.actor
  one.actor = { ...actor, roles: [...new Set(rows.map(({ role }) => role))], ...(passed && { actingFor: passed }) }
}

/** Whether somebody for whom they stand in does case management there. */
const standsInAt = ({ standsInFor }: Person, place: string, { people }: World): boolean =>
  people.some(
    ({ actor }) =>
      `${actor.organisationId}` === place &&
      actor.roles.includes('caseManager') &&
      standsInFor.some(({ userId }) => userId === actor.userId),
  )

/** The query as its page has it: a name is a search that is kept, and nobody but case management may search. */
async function queryOf(query: string, { actor }: Person): Promise<string> {
  if (query !== 'search' || !actor.roles.includes('caseManager')) return query
  const search = { familyName: 'Haddad', givenName: null, birth: null }
  return `search=${await its.as(actor, (tx) => keepSearch(tx, actor, search))}`
}

/** Orders an export; undefined for who may not. */
async function order({ actor }: Person, kind: ExportKind, query: string): Promise<Id<'export'> | undefined> {
  const ordered = orderInTests(house, actor, kind, query)
  if (actor.roles.includes('caseManager')) return await ordered
  await expect(ordered).rejects.toThrow(Forbidden)
  return undefined
}

/** What an export says of how many rows it will have is how many it finds. */
async function countsAgree({ actor }: Person, kind: ExportKind, queries: readonly string[]): Promise<void> {
  await its.as(actor, async (tx) => {
    for (const query of queries) {
      const t = createTranslate('de', {}, { onMissing: (key) => key })
      const asked = new URLSearchParams(query)
      const scope = { tx, actor, query: asked, today, tenant: its.tenant, locale: 'de' as const, t }
      expect(await kind.count?.(scope)).toBe((await kind.find(scope, 1000))?.length)
    }
  })
}

/** What all pages of the caseload show; undefined for who has none. */
async function listedBy(one: Person, asked: string) {
  const { actor } = one
  const query = new URLSearchParams(await queryOf(asked, one))
  return await its.as(actor, async (tx) => {
    if (!actor.roles.includes('caseManager')) {
      await expect(listCaseload(tx, actor, filterOf(query), today)).rejects.toThrow(Forbidden)
      return undefined
    }
    const name = await nameSought(tx, actor, query)
    const { rows, total } = await listCaseload(tx, actor, { ...filterOf(query), ...(name && { name }) }, today)
    return { ids: rows.map(({ id }) => id as string), total }
  })
}

/** Whoever reads a file reads its documents, and nobody else: not by the page of the file, not by their own address, not by a wrong query. */
async function attachmentsObey(one: Person, world: World): Promise<void> {
  for (const file of world.files) {
    const may = reads(one, file, world)
    await its.as(one.actor, async (tx) => {
      const opened = await getCase(tx, one.actor, file.id).catch((error: unknown) => error)
      expect(opened instanceof NotFound).toBe(!may)
      expect(await documentsOf(tx, file.id)).toHaveLength(may ? 1 : 0)
      const content = await readFile(tx, file.stored).catch((error: unknown) => error)
      expect(content instanceof NotFound).toBe(!may)
    })
  }
}

/** Follow-ups of a team are those of files that the reader sees, in the list, in its count and in the file made of it. */
async function tasksObey(one: Person, world: World, tasks: Id<'export'> | undefined): Promise<void> {
  const expected = world.files.filter((file) => reads(one, file, world)).map(({ task }) => task as string)
  const { listed, count } = await its.as(one.actor, async (tx) => ({
    listed: await listDue(tx, one.actor, { whose: 'team', stretch: 'later', today }),
    count: await countDue(tx, one.actor, 'team', today),
  }))
  expect(listed.map(({ id }) => id as string).toSorted()).toEqual(expected.toSorted())
  expect(count.later).toBe(expected.length)
  await countsAgree(one, followUpsExport, ['', 'due=overdue', 'whose=team', 'whose=team&due=later'])
  if (tasks) expect(await exportedIds(its, one.actor, tasks)).toEqual(listed.map(({ id }) => id))
}
