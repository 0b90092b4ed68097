/** Long, because it is one walk on one database: what is loaded, who sees what of it, every write, and every page. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { actAsPublic } from '../../platform/access/acting.ts'
import { type RoleKey, roleKeys } from '../../platform/access/index.ts'
import { asOwner, sql, type Tx } from '../../platform/database/index.ts'
import { type Browser, type TestGate, testGate } from '../../platform/http/testing.ts'
import { rights } from './access.ts'
import { addAgendaItem, moveAgendaItem, renameAgendaItem, takeOffAgenda } from './actions/agenda.ts'
import { cancelMeeting, changeMeeting, createMeeting, moveMeetingOn } from './actions/meetings.ts'
import { dueOn } from './domain/due.ts'
import { room } from './index.ts'
import { loadMeetings } from './loading/meetings.ts'
import type { MeetingsData } from './loadmeetings.ts'
import { agendaOf, agendaPartsOf } from './queries/agenda.ts'
import { choosableMeetings, getMeeting, listMeetings, meetingDaysOf } from './queries/meetings.ts'
import { listPartyGroups } from './queries/partygroups.ts'
import { getPublicMeeting, publicAgenda, publicMeetings } from './queries/public.ts'
import { findTermOn, listTerms } from './queries/terms.ts'
import { setting, testMeetings } from './testing.ts'

let its: Awaited<ReturnType<typeof testMeetings>>
let gate: TestGate
let coordinator: Browser
beforeAll(async () => {
  its = await testMeetings()
  gate = await testGate(its, { rooms: [room] })
  coordinator = await gate.member(['coordinator'], { name: 'Ada Beispiel' })
})
afterAll(() => its.close())

const meetingId = (key: string) => its.ids.meetings.get(key)!
const bodyId = (key: string) => its.ids.bodies.get(key)!
const asPublic = <T>(work: (tx: Tx) => Promise<T>) =>
  its.as('system', async (tx) => {
    await actAsPublic(tx)
    return await work(tx)
  })
const titles = (items: readonly { number: string | null; title: string }[]) =>
  items.map(({ number, title }) => `${number} ${title}`)
/** Work that is taken back, so that each test finds the same. */
const undone = async (
  role: RoleKey,
  work: (tx: Tx, actor: Awaited<ReturnType<typeof its.member>>) => Promise<void>,
) => {
  const actor = await its.member(role)
  const attempt = its.as(actor, async (tx) => {
    await work(tx, actor)
    throw new Error('done, and taken back')
  })
  await expect(attempt).rejects.toThrow('done, and taken back')
}

describe('what is loaded', () => {
  test('stands in the order of days, each part of an agenda counted by itself', async () => {
    await undone('coordinator', async (tx, actor) => {
      const { rows, total } = await listMeetings(tx, actor, {})
      expect(total).toBe(4)
      expect(rows.map((row) => [row.bodyName, row.heldOn, row.cancelledOn !== null, row.replacedOn])).toEqual([
        ['Kreistag', '2026-09-24', false, null],
        ['Kreistag', '2026-11-26', true, '2026-12-10'],
        ['Lenkungsgruppe KIM', '2026-11-30', false, null],
        ['Kreistag', '2026-12-10', false, null],
      ])
      expect(rows[0]).toMatchObject({ startsAt: '17:00', endsAt: '19:30', number: 4, isPublic: true, simulated: true })
      expect(titles(await agendaOf(tx, actor, meetingId('council-september')))).toEqual([
        'Ö 1 Eröffnung',
        'Ö 2 Bericht zum Integrationskonzept',
        'N 1 Ankauf eines Grundstücks',
        'N 2 Mietvertrag',
      ])
      expect((await listTerms(tx, actor)).map((term) => term.name)).toEqual(['Wahlperiode 2025 bis 2030'])
      expect((await findTermOn(tx, actor, bodyId('council'), day('2026-11-16')))?.key).toBe('term-2025')
      expect(await findTermOn(tx, actor, bodyId('council'), day('2030-11-01'))).toBeUndefined()
      expect((await listPartyGroups(tx, actor)).map((group) => group.name)).toEqual(['Fraktion A', 'Gruppe B'])
      expect(await listPartyGroups(tx, actor, day('2024-01-01'))).toHaveLength(1)
    })
  })

  test('by body, span and whether it stands', async () => {
    await undone('lead', async (tx, actor) => {
      const days = async (listing: Parameters<typeof listMeetings>[2]) =>
        (await listMeetings(tx, actor, listing)).rows.map((row) => row.heldOn)
      expect(await days({ body: 'council', from: setting.today })).toEqual(['2026-11-26', '2026-12-10'])
      expect(await days({ bodyId: bodyId('council'), cancelled: false })).toEqual(['2026-09-24', '2026-12-10'])
      expect(await days({ to: day('2026-11-30'), descending: true, limit: 1 })).toEqual(['2026-11-30'])
      expect((await choosableMeetings(tx, actor, { bodyId: bodyId('council') })).map((row) => row.heldOn)).toEqual([
        '2026-12-10',
        '2026-09-24',
      ])
      const calendar = await meetingDaysOf(tx, [bodyId('council')])
      const rule = { kind: 'nextMeeting', bodyId: bodyId('council') } as const
      expect(dueOn(rule, day('2026-09-24'), calendar, 'NW')).toBe('2026-12-10')
    })
  })

  const broken: MeetingsData = {
    simulated: false,
    terms: [{ key: 'Term', name: 'x', body: 'gone', from: day('2025-01-01'), to: day('2024-01-01') }],
    meetings: [
      {
        key: 'one',
        body: 'gone',
        on: day('2026-01-01'),
        state: 'held',
        public: true,
        cancelled: { on: day('2026-01-01'), reason: 'x', replacedBy: 'one' },
        sources: [{ title: 'x', field: 'colour' }],
        agenda: [
          { key: 'a', title: 'A', public: true, number: 'N 1' },
          { key: 'a', title: 'B', public: false },
        ],
      },
      {
        key: 'one',
        body: 'council',
        on: day('2026-01-02'),
        state: 'scheduled',
        public: true,
        cancelled: { on: day('2026-01-01'), reason: 'x', replacedBy: 'two' },
      },
    ],
  }
  test.each([
    'terms: "Term" is not a key',
    'terms: Term: there is no body gone',
    'terms: Term: ends before it begins',
    'meetings: one is there twice',
    'meetings: one: there is no body gone',
    'meetings: one: was held and cannot be cancelled',
    'meetings: one: replaces itself',
    'meetings: one: there is no meeting two',
    'meetings: one: the agenda has a twice',
    'meetings: one: N 1 is no number of a public item',
    'meetings: one: colour is no field of a meeting',
  ])('is refused when it does not hold together: %s', async (problem) => {
    await expect(its.as('system', (tx) => loadMeetings(tx, broken, its.ids))).rejects.toThrow(problem)
  })
})

describe('what is not public', () => {
  test('is not there for members of councils', async () => {
    await undone('council', async (tx, actor) => {
      expect((await listMeetings(tx, actor, {})).total).toBe(3)
      expect(titles(await agendaOf(tx, actor, meetingId('council-september')))).toEqual([
        'Ö 1 Eröffnung',
        'Ö 2 Bericht zum Integrationskonzept',
      ])
      expect(await agendaPartsOf(tx, actor, meetingId('council-september'))).toHaveLength(1)
      await expect(getMeeting(tx, actor, meetingId('steering-november'))).rejects.toThrow('there is no meeting')
    })
  })

  test('is not there for everybody, whatever they ask the database', async () => {
    await asPublic(async (tx) => {
      expect((await publicMeetings(tx, {})).rows.map((row) => row.heldOn)).toEqual([
        '2026-09-24',
        '2026-11-26',
        '2026-12-10',
      ])
      expect(titles(await publicAgenda(tx, meetingId('council-september')))).toEqual([
        'Ö 1 Eröffnung',
        'Ö 2 Bericht zum Integrationskonzept',
      ])
      await expect(getPublicMeeting(tx, meetingId('steering-november'))).rejects.toThrow('there is no meeting')
      for (const [query, n] of [
        ['SELECT count(*) AS n FROM meeting', 3],
        ['SELECT count(*) AS n FROM agenda_item', 3],
        ['SELECT count(*) AS n FROM agenda_part', 2],
        ['SELECT count(*) AS n FROM body', 1],
        ['SELECT count(*) AS n FROM network_change', 0],
        ['SELECT count(*) AS n FROM body_member', 0],
        ['SELECT count(*) AS n FROM contact', 0],
      ] as const)
        expect((await sql.raw<{ n: number }>(query).execute(tx)).rows[0]?.n, query).toBe(n)
    })
  })

  test('leaves no trace in what is: no number, version or time of change moves', async () => {
    const id = meetingId('council-september')
    const seen = () =>
      asPublic(async (tx) => [
        await getPublicMeeting(tx, id),
        await publicAgenda(tx, id),
        await agendaPartsOf(tx, null, id),
      ])
    const before = await seen()
    const lead = await its.member('lead')
    await its.as(lead, (tx) => addAgendaItem(tx, lead, id, { title: 'Personalsache', isPublic: false }))
    expect(await seen()).toEqual(before)
  })

  test('a meeting of a body that no longer meets in public vanishes', async () => {
    await its
      .as('system', async (tx) => {
        await sql`UPDATE body SET is_public = false WHERE key = 'council'`.execute(tx)
        await actAsPublic(tx)
        expect((await publicMeetings(tx, {})).total).toBe(0)
        expect(await publicAgenda(tx, meetingId('council-september'))).toEqual([])
        throw new Error('taken back')
      })
      .catch((error: Error) => expect(error.message).toBe('taken back'))
  })
})

describe('the database lets nobody write who may not', () => {
  const writes = [
    ['a meeting', sql`UPDATE meeting SET place = 'x'`],
    ['an agenda item', sql`UPDATE agenda_item SET title = 'x'`],
    ['a party group', sql`UPDATE party_group SET name = 'x'`],
    ['a term', sql`UPDATE legislative_term SET name = 'x'`],
  ] as const
  test.each(roleKeys)('%s', async (role) => {
    for (const [what, statement] of writes) {
      const actor = await its.member(role)
      const attempt = its.as(actor, async (tx) => {
        const { numAffectedRows = 0n } = await statement.execute(tx)
        throw new Error(`affected ${numAffectedRows > 0n}`)
      })
      const allowed = (rights['network.keep-meetings'] as readonly RoleKey[]).includes(role)
      await expect(attempt, what).rejects.toThrow(`affected ${allowed}`)
    }
  })
  test.each([
    ['the body of a meeting', sql`UPDATE meeting SET body_id = body_id`],
    ['the part of an item', sql`UPDATE agenda_item SET is_public = true`],
    ['the meeting of an item', sql`UPDATE agenda_item SET meeting_id = meeting_id`],
    ['a meeting away', sql`DELETE FROM meeting`],
  ])('and never changes %s', async (_, statement) => {
    const actor = await its.member('administrator', 'coordinator', 'lead')
    await expect(its.as(actor, (tx) => statement.execute(tx))).rejects.toThrow('permission denied')
  })
  test('and removes no item of a meeting that people were invited to', async () => {
    await undone('coordinator', async (tx) => {
      const { numAffectedRows } = await sql`DELETE FROM agenda_item WHERE NOT is_public`.execute(tx)
      expect(numAffectedRows).toBe(1n)
    })
  })
})

describe('keeping meetings', () => {
  const plan = { heldOn: day('2027-03-04'), startsAt: '17:00', isPublic: true } as const

  test('a meeting is planned, moved, invited to, held; the history keeps it', async () => {
    await undone('lead', async (tx, actor) => {
      const id = await createMeeting(tx, actor, setting, { body: 'council', ...plan })
      expect((await getMeeting(tx, actor, id)).key).toBe('council-2027-03-04')
      await changeMeeting(tx, actor, id, { ...plan, heldOn: day('2026-11-12'), place: 'Saal', version: 1 })
      await moveMeetingOn(tx, actor, setting, id, { move: 'invite', version: 2 })
      await moveMeetingOn(tx, actor, setting, id, { move: 'hold', version: 3 })
      const meeting = await getMeeting(tx, actor, id)
      expect(meeting).toMatchObject({ state: 'held', heldOn: '2026-11-12', place: 'Saal', version: 4 })
      const { rows } = await sql<{ event: string }>`
        SELECT event FROM network_change WHERE subject_id = ${id} ORDER BY version`.execute(tx)
      expect(rows.map((row) => row.event)).toEqual(['created', 'rescheduled', 'invited', 'held'])
      const still = { ...plan, heldOn: meeting.heldOn, address: 'https://ris.example/9', version: 4 }
      await changeMeeting(tx, actor, id, still)
      await expect(changeMeeting(tx, actor, id, { ...still, heldOn: day('2026-11-13'), version: 5 })).rejects.toThrow(
        'heldOn: network-meeting-was-held',
      )
      await expect(moveMeetingOn(tx, actor, setting, id, { move: 'invite', version: 5 })).rejects.toThrow(
        'network-meeting-cannot-invite',
      )
    })
  })

  test('what does not fit is refused', async () => {
    await undone('coordinator', async (tx, actor) => {
      const create = (more: object) => createMeeting(tx, actor, setting, { body: 'council', ...plan, ...more })
      await expect(create({ body: 'steering-group' })).rejects.toThrow('isPublic: network-body-not-public')
      await expect(create({ body: 'nobody' })).rejects.toThrow('body: not-an-option')
      await create({})
      await expect(create({})).rejects.toThrow('heldOn: network-meeting-there')
      await create({ startsAt: '20:00' })
      const december = meetingId('council-december')
      await expect(moveMeetingOn(tx, actor, setting, december, { move: 'hold', version: 1 })).rejects.toThrow(
        'network-meeting-cannot-hold',
      )
      await expect(changeMeeting(tx, actor, december, { ...plan, startsAt: '9:00', version: 7 })).rejects.toMatchObject(
        {
          name: 'ChangedMeanwhile',
        },
      )
    })
  })

  test('a cancelled meeting says why and what takes its place, with the agenda; it can be taken back', async () => {
    await undone('coordinator', async (tx, actor) => {
      const id = meetingId('council-december')
      await addAgendaItem(tx, actor, id, { title: 'Haushalt', isPublic: true })
      const instead = await cancelMeeting(tx, actor, setting, id, {
        version: 1,
        reason: 'Glatteis',
        instead: 'new',
        newOn: day('2026-12-17'),
        newStartsAt: '18:00',
        copyAgenda: true,
      })
      expect(await getMeeting(tx, actor, id)).toMatchObject({
        cancelledOn: setting.today,
        cancelledReason: 'Glatteis',
        replacedBy: instead,
        replacedOn: '2026-12-17',
      })
      expect(titles(await agendaOf(tx, actor, instead!))).toEqual(['Ö 1 Haushalt'])
      const calendar = await meetingDaysOf(tx, [bodyId('council')])
      const rule = { kind: 'nextMeeting', bodyId: bodyId('council') } as const
      expect(dueOn(rule, setting.today, calendar, 'NW')).toBe('2026-12-17')
      await expect(addAgendaItem(tx, actor, id, { title: 'x', isPublic: true })).rejects.toThrow(
        'network-agenda-cannot-add',
      )
      await expect(changeMeeting(tx, actor, id, { ...plan, version: 2 })).rejects.toThrow('network-meeting-cancelled')
      await moveMeetingOn(tx, actor, setting, id, { move: 'restore', version: 2 })
      expect(await getMeeting(tx, actor, id)).toMatchObject({ cancelledOn: null, replacedBy: null })
    })
  })

  test('only a meeting of the same body that stands can take its place', async () => {
    await undone('coordinator', async (tx, actor) => {
      const id = meetingId('council-december')
      const to = (known: string) =>
        cancelMeeting(tx, actor, setting, id, {
          version: 1,
          reason: 'x',
          instead: 'known',
          known: known as never,
          copyAgenda: false,
        })
      for (const key of ['steering-november', 'council-november', 'council-december'])
        await expect(to(meetingId(key)), key).rejects.toThrow('known: not-an-option')
    })
  })
})

describe('keeping an agenda', () => {
  const december = () => meetingId('council-december')
  const fill = async (tx: Tx, actor: Awaited<ReturnType<typeof its.member>>) => {
    for (const title of ['A', 'B', 'C']) await addAgendaItem(tx, actor, december(), { title, isPublic: true })
    await addAgendaItem(tx, actor, december(), { title: 'X', isPublic: false })
  }
  const now = async (tx: Tx, actor: Awaited<ReturnType<typeof its.member>>) =>
    titles(await agendaOf(tx, actor, december()))

  test('items are numbered by part, moved, reworded and removed before the invitation', async () => {
    await undone('coordinator', async (tx, actor) => {
      await fill(tx, actor)
      expect(await now(tx, actor)).toEqual(['Ö 1 A', 'Ö 2 B', 'Ö 3 C', 'N 1 X'])
      const id = async (title: string) => (await agendaOf(tx, actor, december())).find((one) => one.title === title)!.id
      await moveAgendaItem(tx, actor, december(), { item: await id('C'), by: 'up', version: 3 })
      expect(await now(tx, actor)).toEqual(['Ö 1 A', 'Ö 2 C', 'Ö 3 B', 'N 1 X'])
      await renameAgendaItem(tx, actor, december(), { item: await id('A'), title: 'A neu', version: 4 })
      await takeOffAgenda(tx, actor, december(), { item: await id('A neu'), step: 'remove', version: 5 })
      expect(await now(tx, actor)).toEqual(['Ö 1 C', 'Ö 2 B', 'N 1 X'])
      // The other part has its own version and was not touched.
      await renameAgendaItem(tx, actor, december(), { item: await id('X'), title: 'Y', version: 1 })
      await expect(
        moveAgendaItem(tx, actor, december(), { item: await id('B'), by: 'up', version: 5 }),
      ).rejects.toMatchObject({ name: 'ChangedMeanwhile' })
    })
  })

  test('after the invitation items are withdrawn and keep their numbers', async () => {
    await undone('coordinator', async (tx, actor) => {
      await fill(tx, actor)
      await moveMeetingOn(tx, actor, setting, december(), { move: 'invite', version: 1 })
      const [first] = await agendaOf(tx, actor, december())
      const item = first!.id
      await expect(moveAgendaItem(tx, actor, december(), { item, by: 'down', version: 3 })).rejects.toThrow(
        'network-agenda-cannot-reorder',
      )
      await expect(takeOffAgenda(tx, actor, december(), { item, step: 'remove', version: 3 })).rejects.toThrow(
        'network-agenda-cannot-remove',
      )
      await takeOffAgenda(tx, actor, december(), { item, step: 'withdraw', version: 3 })
      await addAgendaItem(tx, actor, december(), { title: 'Nachtrag', isPublic: true })
      const items = await agendaOf(tx, actor, december())
      expect(titles(items)).toEqual(['Ö 1 A', 'Ö 2 B', 'Ö 3 C', 'Ö 4 Nachtrag', 'N 1 X'])
      expect(items.map((one) => one.withdrawn)).toEqual([true, false, false, false, false])
      await takeOffAgenda(tx, actor, december(), { item, step: 'restore', version: 5 })
    })
  })

  test('an item that something hangs on stays', async () => {
    await asOwner(its.db, async (tx) => {
      const [schema, app] = [sql.id(its.tenant.schema), sql.id(its.db.names.role.app)]
      await sql`CREATE TABLE ${schema}.paper_on_it (item uuid REFERENCES ${schema}.agenda_item (id))`.execute(tx)
      await sql`GRANT INSERT ON ${schema}.paper_on_it TO ${app}`.execute(tx)
    })
    await undone('coordinator', async (tx, actor) => {
      const item = await addAgendaItem(tx, actor, december(), { title: 'A', isPublic: true })
      await sql`INSERT INTO paper_on_it VALUES (${item})`.execute(tx)
      await expect(takeOffAgenda(tx, actor, december(), { item, step: 'remove', version: 1 })).rejects.toThrow(
        'network-item-in-use',
      )
      expect(await now(tx, actor)).toEqual(['Ö 1 A'])
    })
  })

  test('a meeting without a public part takes no public item', async () => {
    await undone('coordinator', async (tx, actor) => {
      await expect(
        addAgendaItem(tx, actor, meetingId('steering-november'), { title: 'x', isPublic: true }),
      ).rejects.toThrow('part: network-meeting-not-public')
    })
  })
})

describe('in the browser', () => {
  const named = (path: string) =>
    path
      .replace('/terms/:key', '/terms/term-2025')
      .replace('/party-groups/:key', '/party-groups/group-a')
      .replace(':id', meetingId('council-december'))
  const addresses = room.routes.filter((route) => route.right !== null && route.path.startsWith('/meetings'))

  test('every page opens in German and English, and no text is missing', async () => {
    for (const { path } of addresses)
      for (const language of ['de', 'en'])
        expect((await coordinator.get(named(path), { 'accept-language': language })).status, path).toBe(200)
    for (const key of its.ids.meetings.keys())
      expect((await coordinator.get(`/meetings/${meetingId(key)}`)).status, key).toBe(200)
    expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([])
  })

  test.each(roleKeys)('%s opens what it has the right to', async (role) => {
    const browser = await gate.member([role])
    for (const { path, right } of addresses) {
      const holds = rights[right as keyof typeof rights].includes(role as never)
      expect((await browser.get(named(path))).status, path).toBe(holds ? 200 : 403)
    }
    const hidden = await browser.get(`/meetings/${meetingId('steering-november')}`)
    const reads = rights['network.read'].includes(role as never)
    expect(hidden.status).toBe(!reads ? 403 : role === 'council' || role === 'partner' ? 404 : 200)
  })

  test('members of councils find nothing of what is not public', async () => {
    const council = await gate.member(['council'])
    for (const path of [
      '/meetings',
      '/meetings?view=past',
      '/meetings?body=steering-group',
      `/meetings/${meetingId('council-september')}`,
      '/network/bodies/council',
    ]) {
      const { text } = await council.get(path)
      for (const word of ['Grundstück', 'Mietvertrag', 'Personalsache', 'Lenkungsgruppe', 'Nicht öffentlich'])
        expect(text.includes(word), `${path}: ${word}`).toBe(false)
    }
  })

  test('the calendar filters by body and year, and shows what was below', async () => {
    const coming = (await coordinator.get('/meetings?year=2026')).text
    expect(coming).toContain('3 kommende Sitzungen')
    expect(coming).toContain('stattdessen Do, 10.12.2026')
    expect((await coordinator.get('/meetings?view=past&year=2026')).text).toContain('Eine vergangene Sitzung')
    expect((await coordinator.get('/meetings?body=steering-group&year=2026')).text).toContain('Eine kommende Sitzung')
    const none = (await coordinator.get('/meetings?year=1999')).text
    expect(none).toContain('Keine kommende Sitzung')
  })

  test('the page of a body names its next meeting', async () => {
    const { text } = await coordinator.get('/network/bodies/council')
    expect(text).toContain('Nächste Sitzung')
    expect(text).toContain(`/${its.tenant.key}/meetings/${meetingId('council-december')}`)
  })

  test('who ends a body is told of its coming meetings', async () => {
    const { text } = await coordinator.get('/network/bodies/council/end')
    expect(text).toContain('verweisen noch: eine kommende Sitzung.')
  })

  test('from a plan to a held meeting, with everything that can go wrong on the way', async () => {
    const empty = await coordinator.post('/meetings/new', { body: '', heldOn: '31.02.2027', startsAt: 'abends' })
    expect(empty.status).toBe(422)
    for (const name of ['body', 'heldOn', 'startsAt']) expect(empty.text).toContain(`href="#${name}"`)
    expect(empty.text).toContain('value="abends"')
    const bad = {
      body: 'council',
      heldOn: '11.02.2027',
      startsAt: '17',
      endsAt: '16.30',
      address: 'http://ris.example',
    }
    const refused = await coordinator.post('/meetings/new', bad)
    expect(refused.text).toContain('Das Ende liegt nicht nach dem Beginn')
    const made = await coordinator.post('/meetings/new', { ...bad, endsAt: '', address: '', isPublic: 'on' })
    expect(made.status).toBe(303)
    const path = made.to!.replace('?done=created', '')
    expect((await coordinator.get(made.to!)).text).toContain('Die Sitzung ist angelegt.')

    for (const title of ['Eröffnung', 'Umsetzung des Konzepts'])
      expect((await coordinator.post(`${path}/agenda`, { title, part: 'public' })).to).toBe(`${path}/agenda?done=item`)
    const agenda = (await coordinator.get(`${path}/agenda`)).text
    const [, item = ''] = /name="item" value="([0-9a-f-]+)"/.exec(agenda) ?? []
    const moved = { item, by: 'down', version: '2' }
    expect((await coordinator.post(`${path}/agenda/move`, moved)).to).toBe(`${path}/agenda?done=moved`)
    const late = await coordinator.post(`${path}/agenda/move`, moved)
    expect(late.status).toBe(409)
    expect(late.text).toContain('Reihenfolge geändert')

    expect((await coordinator.post(`${path}/state`, { version: '1', move: 'hold' })).status).toBe(409)
    expect((await coordinator.post(`${path}/state`, { version: '1', move: 'invite' })).to).toBe(`${path}?done=invite`)
    const cancel = { version: '2', reason: 'Saal gesperrt', instead: 'new', newOn: '', newStartsAt: '' }
    expect((await coordinator.post(`${path}/cancel`, cancel)).status).toBe(422)
    const done = await coordinator.post(`${path}/cancel`, { ...cancel, newOn: '18.02.2027', copyAgenda: 'on' })
    expect(done.to).toBe(`${path}?done=replaced`)
    const page = (await coordinator.get(path)).text
    expect(page).toContain('Grund: Saal gesperrt')
    expect(page).toContain('An ihrer Stelle:')
    expect(page).toContain('Do, 18.02.2027')
    const history = (await coordinator.get(`${path}/history`)).text
    for (const words of ['Ada Beispiel', 'Abgesagt', 'Tagesordnungspunkt eingetragen']) expect(history).toContain(words)
    expect((await coordinator.get('/network')).text).toContain(`href="/${its.tenant.key}${path}"`)
  })

  test('two who change one meeting: the second sees what the first did and loses nothing', async () => {
    const path = `/meetings/${meetingId('steering-november')}`
    const values = { version: '1', heldOn: '01.12.2026', place: 'Raum 12' }
    expect((await coordinator.post(`${path}/edit`, values)).to).toBe(`${path}?done=changed`)
    const second = await coordinator.post(`${path}/edit`, { ...values, place: 'Raum 14' })
    expect(second.status).toBe(409)
    for (const words of ['Raum 12', 'value="Raum 14"', 'Ada Beispiel']) expect(second.text).toContain(words)
  })

  test('terms and party groups are kept', async () => {
    const overlapping = { name: 'Neue', startsOn: '01.01.2030', endsOn: '' }
    const refused = await coordinator.post('/meetings/terms/new', overlapping)
    expect(refused.text).toContain('fällt schon Wahlperiode 2025 bis 2030')
    const term = { ...overlapping, startsOn: '01.11.2030' }
    expect((await coordinator.post('/meetings/terms/new', term)).to).toBe('/meetings/terms?done=term')
    const group = { name: 'Gruppe C', shortName: 'C', startsOn: '', endsOn: '' }
    expect((await coordinator.post('/meetings/party-groups/new', group)).to).toBe('/meetings/party-groups?done=group')
    const changed = { ...group, name: 'Gruppe D', version: '1' }
    expect((await coordinator.post('/meetings/party-groups/gruppe-c/edit', changed)).status).toBe(303)
    expect((await coordinator.post('/meetings/party-groups/gruppe-c/edit', changed)).status).toBe(303)
    const stale = { ...changed, name: 'Gruppe E' }
    expect((await coordinator.post('/meetings/party-groups/gruppe-c/edit', stale)).status).toBe(409)
  })

  test('calendars of public bodies are for everybody, others are not there', async () => {
    const visitor = gate.browser()
    const calendar = await visitor.get('/de/bodies/council/calendar.ics')
    expect(calendar.status).toBe(200)
    expect(calendar.text).toContain('STATUS:CANCELLED')
    expect(calendar.text).toContain('DTSTART:20260924T150000Z')
    expect(calendar.text).not.toContain('Grundstück')
    expect((await visitor.get('/de/bodies/steering-group/calendar.ics')).status).toBe(404)
  })
})
