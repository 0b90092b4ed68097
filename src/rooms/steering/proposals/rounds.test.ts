// What must not change under the group's hands: places on the agenda, the figures of a round, who has a voice.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { newPublicId } from '../../../kernel/ids.ts'
import { inTenant, sql } from '../../../platform/database/index.ts'
import type { Browser } from '../../../platform/http/testing.ts'
import { countProcedures } from './actions/circulate.ts'
import type { Decision } from './queries/decisions.ts'
import { isOverdue } from './queries/delays.ts'
import { type TestGroup, testGroup } from './testing.ts'

let its: TestGroup
let coordinator: Browser & { readonly id: string }
let member: Browser & { readonly id: string }
beforeAll(async () => {
  its = await testGroup()
  its.house.clock.set('2026-11-16T08:00:00Z')
  coordinator = await its.house.member(['coordinator'], { organisationId: its.organisation('kreis') })
  member = await its.house.member(['steering'], { organisationId: its.organisation('jobcenter') })
})
afterAll(() => its.close())

const rowsOf = <Row>(query: ReturnType<typeof sql<Row>>) =>
  inTenant(its.db, its.tenant, 'system', async (tx) => (await query.execute(tx)).rows)

/** The version in the first form of a page that carries one. */
const versionOn = async (path: string): Promise<string> =>
  /name="version" value="(\d+)"/.exec((await coordinator.get(path)).text)?.[1] ?? ''

const move = async (path: string, word: string) =>
  coordinator.post(`${path}/move`, { move: word, version: await versionOn(path) }, { from: path })

async function submitted(title: string): Promise<string> {
  const sent = await coordinator.post('/steering/proposals/new', {
    title,
    decisionText: 'Die Lenkungsgruppe führt es ein.',
    about: 'Heute dauert es lange.',
    interface: its.interfaceId,
    'A-legal': 'none',
    'B-legal': 'none',
    'C-legal': 'none',
  })
  expect(sent.status, sent.text.slice(0, 3000)).toBe(303)
  const path = sent.to?.replace('?done=created', '') ?? ''
  expect((await move(path, 'submit')).to).toBe(`${path}?done=submit`)
  return path
}

describe('a place on the agenda is taken back', () => {
  const schedule = async (path: string, meeting: string) =>
    coordinator.post(
      `${path}/schedule`,
      { meeting: its.meeting(meeting), version: await versionOn(path) },
      { from: path },
    )
  const unschedule = async (path: string) =>
    coordinator.post(`${path}/unschedule`, { version: await versionOn(path) }, { from: path })
  const itemsOf = (meeting: string, title: string) =>
    rowsOf(sql`SELECT withdrawn FROM agenda_item WHERE meeting_id = ${its.meeting(meeting)} AND title = ${title}`)

  test.each([
    // Nobody was invited: the item goes. People were: it stays as withdrawn.
    ['next', []],
    ['today', [{ withdrawn: true }]],
  ])('of the meeting %s', async (meeting, left) => {
    const title = `Zurück von der Tagesordnung ${meeting}`
    const path = await submitted(title)
    expect((await unschedule(path)).status).toBe(409)
    expect((await schedule(path, meeting)).to).toBe(`${path}?done=scheduled`)
    expect(await itemsOf(meeting, title)).toEqual([{ withdrawn: false }])
    // While it stands there it is neither taken back nor circulated.
    expect((await move(path, 'takeBack')).status).toBe(409)
    const version = await versionOn(path)
    const circulated = await coordinator.post(`${path}/circulate`, { version, endsOn: '30.11.2026' }, { from: path })
    expect(circulated.status).toBe(409)
    expect((await coordinator.get(path)).text).toContain('Von der Tagesordnung nehmen')
    expect((await unschedule(path)).to).toBe(`${path}?done=unscheduled`)
    expect(await itemsOf(meeting, title)).toEqual(left)
    expect((await schedule(path, 'next')).to).toBe(`${path}?done=scheduled`)
    expect((await unschedule(path)).to).toBe(`${path}?done=unscheduled`)
    expect((await move(path, 'takeBack')).to).toBe(`${path}?done=takeBack`)
  })
})

test('a proposal that comes again gets figures of its own; those that were decided on stay', async () => {
  const path = await submitted('Kommt mit neuen Zahlen wieder')
  const [proposal] = await rowsOf(
    sql<{ id: string }>`SELECT id FROM proposal WHERE title = 'Kommt mit neuen Zahlen wieder'`,
  )
  const who = {
    userId: coordinator.id,
    organisationId: its.organisation('kreis'),
    controllerId: its.organisation('kreis'),
  }
  const asCoordinator = (query: ReturnType<typeof sql>) =>
    inTenant(its.db, its.tenant, who as never, (tx) => query.execute(tx))
  const rest = async (round: number, handOvers: number) => {
    const id = newPublicId()
    const source = {
      question: '',
      period: { from: '2025-11-01', to: '2026-10-31' },
      asOf: '2026-10-31',
      simulated: true,
    }
    const tables = { hurdle: { rule: 'suppress', columns: {}, rows: [{ handOvers: { value: handOvers } }] } }
    await asCoordinator(sql`
      INSERT INTO insight_release (id, audience, name, question, rule, source, tables, proof, cells, populations, checksum,
        simulated, released_at, released_by)
      VALUES (${id}, 'steering', 'interface', '', 'least-3', ${JSON.stringify(source)}, ${JSON.stringify(tables)}, '{}', '[]',
        '{}', ${id.replaceAll('-', '').slice(0, 16)}, true, now(), ${coordinator.id})`)
    await asCoordinator(sql`
      INSERT INTO proposal_evidence (proposal_id, round, position, release_id, added_at, added_by)
      VALUES (${proposal?.id}, ${round}, (SELECT count(*) + 1 FROM proposal_evidence WHERE proposal_id = ${proposal?.id}
        AND round = ${round}), ${id}, now(), ${coordinator.id})`)
  }
  await rest(1, 900)
  await rest(1, 412)
  const sheet = async () => (await member.get(`${path}/sheet`)).text
  expect(await sheet()).toContain('412 Übergaben')
  expect(await sheet()).not.toContain('900 Übergaben')
  const deferred = await coordinator.post(`${path}/decide`, {
    version: await versionOn(`${path}/decide`),
    kind: 'deferred',
    text: 'Vertagt.',
    deferredUntil: '10.12.2026',
    meeting: its.meeting('today'),
  })
  expect(deferred.to, deferred.text.slice(0, 2000)).toBe(`${path}?done=decided`)
  await rest(2, 377)
  expect(await sheet()).toContain('412 Übergaben')
  const page = (await member.get(path)).text
  for (const words of ['377 Übergaben', '412 Übergaben', 'Früherer Beleg', '1. Vorlage']) expect(page).toContain(words)
  expect((await move(path, 'submit')).to).toBe(`${path}?done=submit`)
  expect(await sheet()).toContain('377 Übergaben')
  for (const change of [sql`DELETE FROM proposal_evidence`, sql`UPDATE proposal_evidence SET release_id = 'x'`])
    await expect(asCoordinator(change)).rejects.toThrow(/permission denied/)
})

describe('voices in a written procedure', () => {
  const circulate = async (path: string) => {
    const opened = await coordinator.post(
      `${path}/circulate`,
      { version: await versionOn(path), endsOn: '30.11.2026' },
      { from: path },
    )
    expect(opened.to, opened.text.slice(0, 2000)).toBe(`${path}?done=circulated`)
  }

  test('are those of the day on which it was opened, however many are granted later', async () => {
    const path = await submitted('Wer stimmt, steht fest')
    await circulate(path)
    const [{ entitled } = { entitled: 0 }] = await rowsOf(
      sql<{ entitled: number }>`SELECT entitled FROM written_procedure WHERE state = 'open'`,
    )
    const late = await its.house.member(['steering'], { organisationId: its.organisation('caritas') })
    expect((await late.get('/inbox')).text).not.toContain('Wer stimmt, steht fest')
    expect((await late.get(path)).text).toContain('Sie waren noch nicht stimmberechtigt')
    const refused = await late.post(`${path}/vote`, { vote: 'no' }, { from: path })
    expect([refused.status, refused.text.includes('noch nicht stimmberechtigt')]).toEqual([409, true])
    expect((await member.post(`${path}/vote`, { vote: 'yes' }, { from: path })).status).toBe(303)
    // Nobody is let in afterwards, not even by who opened it.
    const [open] = await rowsOf(sql<{ id: string }>`SELECT id FROM written_procedure WHERE state = 'open'`)
    const who = {
      userId: coordinator.id,
      organisationId: its.organisation('kreis'),
      controllerId: its.organisation('kreis'),
    }
    const seat = inTenant(its.db, its.tenant, who as never, (tx) =>
      sql`INSERT INTO written_seat (procedure_id, seat_id) VALUES (${open?.id}, ${late.id})`.execute(tx),
    )
    await expect(seat).rejects.toThrow(/row-level security/)
    await inTenant(its.db, its.tenant, 'system', (tx) => {
      its.house.clock.set('2026-12-01T08:00:00Z')
      return countProcedures({ tx, db: its.db, tenant: its.tenant, clock: its.house.clock }, null)
    })
    its.house.clock.set('2026-11-16T08:00:00Z')
    expect(
      await rowsOf(sql`SELECT entitled, votes_yes, votes_no FROM written_procedure WHERE id = ${open?.id}`),
    ).toEqual([{ entitled, votes_yes: 1, votes_no: 0 }])
  })

  test('who stands in for two gives two votes, each recorded with the seat it is for', async () => {
    const path = await submitted('Zwei Sitze, zwei Stimmen')
    const place = { organisationId: its.organisation('jobcenter') }
    const absent = [await its.house.member(['steering'], place), await its.house.member(['steering'], place)]
    const standIn = await its.house.member(['steering'], place)
    await circulate(path)
    for (const one of absent) {
      const days = { validFrom: '16.11.2026', validTo: '20.11.2026', reason: 'absence' }
      expect((await one.post('/account/access', { ...days, substitute: standIn.id })).to).toBe(
        '/account/access?done=set',
      )
    }
    const vote = (more: Record<string, string>) =>
      standIn.post(`${path}/vote`, { vote: 'yes', ...more }, { from: path })
    expect((await vote({})).status).toBe(422)
    expect((await vote({ seat: member.id })).status).toBe(422)
    for (const seat of [standIn.id, ...absent.map(({ id }) => id)]) expect((await vote({ seat })).status).toBe(303)
    expect(
      await rowsOf(sql`SELECT seat_id AS seat FROM written_vote WHERE member_id = ${standIn.id} ORDER BY given_at`),
    ).toEqual([standIn, ...absent].map(({ id }) => ({ seat: id })))
    const page = (await member.get(path)).text
    expect(page).toContain('3 Ja, 0 Nein')
    expect(page.match(/in Vertretung abgegeben/g)).toHaveLength(2)
  })
})

test('no free text of the group tells who somebody is; days may stand', async () => {
  const path = await submitted('Ohne Namen')
  const said = (text: string) => member.post(`${path}/comments`, { text }, { from: path })
  for (const text of ['Frau Özdemir wartet seit Mai.', 'Bitte 02581 531234 anrufen.', 'Siehe AUE-2026-0417.']) {
    const refused = await said(text)
    expect([refused.status, refused.text.includes('könnte verraten, um wen es geht')]).toEqual([422, true])
    // Nothing typed is lost.
    expect(refused.text).toContain(text)
  }
  expect((await said('Ab dem 01.03.2027 geht das.')).to).toBe(`${path}?done=commented`)
  const version = await versionOn(path)
  await coordinator.post(`${path}/circulate`, { version, endsOn: '30.11.2026' }, { from: path })
  const vote = (comment: string) => member.post(`${path}/vote`, { vote: 'no', comment }, { from: path })
  expect((await vote('Herr Kaya sieht das anders.')).status).toBe(422)
  expect((await vote('Der Umbau dauert bis Mai.')).status).toBe(303)
  const minutes = `/steering/meetings/${its.meeting('held')}/minutes`
  expect((await coordinator.post(`${minutes}/compose`, {}, { from: minutes })).status).toBe(303)
  const write = (attendees: string, text: string) =>
    coordinator.post(`${minutes}/write`, { version: '1', attendees, 'text-0': text }, { from: minutes })
  expect((await write('Jobcenter; Frau Öz', 'Genehmigt.')).status).toBe(422)
  expect((await write('Jobcenter; Leitung', 'Herr Kaya berichtet.')).status).toBe(422)
  expect((await write('Jobcenter; Leitung', 'Genehmigt am 10.09.2026.')).status).toBe(303)
})

describe('what is late stands in the cockpit', () => {
  test.each([
    ['carried out by a measure that is done', '2026-11-01', 'accepted', ['completed'], false],
    ['established', '2026-11-01', 'changed', ['established'], false],
    ['one of two measures is not done', '2026-11-01', 'accepted', ['completed', 'inProgress'], true],
    ['set nothing going', '2026-11-01', 'accepted', [], true],
    ['due today', '2026-11-16', 'accepted', ['inProgress'], false],
    ['rejected', '2026-11-01', 'rejected', [], false],
  ] as const)('%s', (_, dueOn, kind, measures, expected) => {
    const decision = { dueOn: day(dueOn), kind, proposalId: 'p', round: 1 } as unknown as Decision
    const effects = measures.map((state, at) => ({
      proposalId: 'p',
      round: 1,
      kind: 'measure',
      subject: `${state}${at}`,
    }))
    const states = new Map(measures.map((state, at) => [`${state}${at}`, state]))
    expect(isOverdue(decision, effects as never, states, day('2026-11-16'))).toBe(expected)
  })

  test('with interfaces that got slower, from what was released for the group alone', async () => {
    expect((await member.get('/steering')).text).toContain('noch nicht freigegeben')
    const medians = [...Array.from({ length: 12 }, () => 28), 44, 61, 45]
    const rows = medians.map((value, at) => ({
      interface: { value: 'sozialamt-jobcenter' },
      month: { value: `${2025 + Math.floor((at + 6) / 12)}-${String(((at + 6) % 12) + 1).padStart(2, '0')}` },
      median: { value },
    }))
    const source = {
      question: '',
      period: { from: '2025-11-01', to: '2026-10-31' },
      asOf: '2026-10-31',
      simulated: true,
    }
    for (const [audience, released] of [
      ['steering', rows],
      ['public', []],
    ] as const)
      await inTenant(
        its.db,
        its.tenant,
        {
          userId: coordinator.id,
          organisationId: its.organisation('kreis'),
          controllerId: its.organisation('kreis'),
        } as never,
        (tx) =>
          sql`
        INSERT INTO insight_release (id, audience, name, question, rule, source, tables, proof, cells, populations, checksum,
          simulated, released_at, released_by)
        VALUES (${newPublicId()}, ${audience}, 'situation', '', ${audience === 'public' ? 'least-5' : 'least-3'}, ${JSON.stringify(source)},
          ${JSON.stringify({ months: { rule: 'cell-key', columns: {}, rows: released } })}, '{}', '[]', '{}',
          ${audience === 'public' ? 'abcdabcdabcdabcd' : '1234123412341234'}, true, '2026-11-02T08:00:00Z', ${coordinator.id})`.execute(
            tx,
          ),
      )
    const page = (await member.get('/steering')).text
    expect(page).toContain('45 statt 28 Tage')
    expect(page).toContain('1234 1234')
  })
})
