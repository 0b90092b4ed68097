import { afterAll, expect, test } from 'vitest'
import { addDays, dayOfInstant } from '../../../kernel/day.ts'
import { sql } from '../../../platform/database/index.ts'
import { testGate } from '../../../platform/http/testing.ts'
import { room as journeys } from '../../journeys/index.ts'
import { room as network } from '../../network/index.ts'
import { room as offers } from '../../offers/index.ts'
import { loadBases, room as people } from '../../people/index.ts'
import { room as cases } from '../index.ts'
import { testCases } from '../testing.ts'
import { loadWork } from '../work/load.ts'

const its = await testCases()
afterAll(its.close)
const house = await testGate(its, { rooms: [network, offers, people, journeys, cases] })
const now = dayOfInstant(house.clock.now(), 'Europe/Berlin')
const north = { organisationId: its.organisation('north'), controllerId: its.organisation('district') }
const me = await house.member(['caseManager'], { ...north, name: 'Fallführung A' })
const colleague = await house.member(['caseManager'], { ...north, name: 'Fallführung B' })

const mine = its.file('north', { manager_id: me.id })
const theirs = its.file('north', { manager_id: colleague.id })
const nobodys = its.file('north')
const elsewhere = its.file('south')
await its.add(mine, theirs, nobodys, elsewhere)
const task = (title: string, days: number) => ({ kind: 'followUp' as const, title, dueOn: addDays(now, days) })
const appointment = (title: string, days: number) => ({
  ...task(title, days),
  kind: 'appointment' as const,
  dueAt: '09:30',
})
await its.as('system', (tx) =>
  loadWork(
    tx,
    [
      {
        caseId: mine.id,
        tasks: [
          task('Späte Nachfrage', -3),
          task('Heutige Nachfrage', 0),
          task('Nächste Woche', 9),
          appointment('Hausbesuch', 1),
        ],
        conferences: [{ purpose: 'Runde zum Umzug', heldOn: addDays(now, 2) }],
      },
      { caseId: theirs.id, tasks: [task('Nachfrage der Kollegin', 0), appointment('Termin der Kollegin', 1)] },
      { caseId: elsewhere.id, tasks: [task('Fremde Nachfrage', 0), appointment('Fremder Termin', 1)] },
    ],
    { simulated: true, now: house.clock.now() },
  ),
)

test('sign-in leads case managers to their day: what is late or due, with their appointments; nothing of others', async () => {
  const start = await me.get('/')
  expect(start.status).toBe(303)
  expect(start.headers.get('location')).toMatch(/\/day$/)
  const page = await me.get('/day')
  expect(page.status).toBe(200)
  for (const shown of [
    'Späte Nachfrage',
    'seit 3 Tagen',
    'Heutige Nachfrage',
    'Hausbesuch',
    '09:30 Uhr',
    'Runde zum Umzug',
  ])
    expect(page.text).toContain(shown)
  for (const hidden of ['Nächste Woche', 'Kollegin', 'Fremde', 'Fremder']) expect(page.text).not.toContain(hidden)
  expect(page.text).toContain('Eine Wiedervorlage ist überfällig, eine wird heute fällig.')
  expect(page.text).toContain('Sie führen einen Fall')
  expect(page.text).toContain('Ein Fall ist ohne Fallführung')
})

test('the day of the team has what colleagues have, and nothing of another team', async () => {
  const { text } = await me.get('/day?whose=team')
  for (const shown of ['Späte Nachfrage', 'Nachfrage der Kollegin', 'Termin der Kollegin'])
    expect(text).toContain(shown)
  for (const hidden of ['Fremde Nachfrage', 'Fremder Termin']) expect(text).not.toContain(hidden)
})

test('a follow-up that is done from here leads back here and is gone', async () => {
  const [row] = (
    await its.as('system', (tx) =>
      sql<{ id: string; version: number }>`SELECT id, version FROM case_task WHERE title = 'Heutige Nachfrage'`.execute(
        tx,
      ),
    )
  ).rows
  const answer = await me.post(`/cases/${mine.id}/tasks/${row!.id}/end`, {
    state: 'done',
    version: String(row!.version),
    back: 'day',
  })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toContain('/day?done=done')
  const { text } = await me.get('/day')
  expect(text).not.toContain('Heutige Nachfrage')
  expect(text).toContain('heute wird nichts fällig')
})

test('all appointments of the day are counted, also those that are not shown; what has no time stands first', async () => {
  const busy = await house.member(['caseManager'], { ...north, name: 'Fallführung C' })
  const file = its.file('north', { manager_id: busy.id })
  await its.add(file)
  const tasks = Array.from({ length: 8 }, (_, nth) => ({
    ...appointment(`Gespräch ${nth}`, 0),
    dueAt: `1${nth}:00`,
  }))
  const conferences = [
    ...Array.from({ length: 6 }, (_, nth) => ({ purpose: `Runde ${nth}`, heldOn: now, beginsAt: `08:0${nth}` })),
    { purpose: 'Ganztags', heldOn: now },
  ]
  await its.as('system', (tx) =>
    loadWork(tx, [{ caseId: file.id, tasks, conferences }], { simulated: true, now: house.clock.now() }),
  )
  const { text } = await busy.get('/day')
  expect(text).toContain('Heute stehen 15 Termine an.')
  const shown = text.slice(text.indexOf('>Termine<'))
  for (const hidden of ['Gespräch 0', 'Runde 5']) expect(shown).not.toContain(hidden)
  expect(shown).toMatch(/Ganztags.*Runde 0.*Runde 4/s)
})

test('whose consents run out is noted too, since they stand there by name', async () => {
  const person = its.person('district')
  await its.as('system', (tx) =>
    loadBases(
      tx,
      [
        {
          key: 'ending',
          controllerId: its.organisation('district'),
          personId: person,
          kind: 'consent',
          purpose: 'languageCourse',
          recipientId: its.organisation('south'),
          categories: ['contact'],
          givenOn: addDays(now, -300),
          validUntil: addDays(now, 10),
          recordedBy: me.id,
        },
      ],
      { simulated: true, today: now },
    ),
  )
  expect((await me.get('/day')).text).toContain('Einwilligungen laufen aus')
  const { rows } = await its.as('system', (tx) =>
    sql<{
      payload: string
    }>`SELECT payload FROM audit_entry WHERE event = 'people.bases-read' AND user_id = ${me.id}`.execute(tx),
  )
  expect(rows.map(({ payload }) => JSON.parse(payload).details.ids)).toEqual([[person]])
})

test('the look is noted with the files that were shown', async () => {
  await me.get('/day')
  const { rows } = await its.as('system', (tx) =>
    sql<{
      payload: string
    }>`SELECT payload FROM audit_entry WHERE event = 'cases.day-read' AND user_id = ${me.id}`.execute(tx),
  )
  expect(rows.at(-1)?.payload).toContain(mine.id)
  expect(rows.at(-1)?.payload).not.toContain(theirs.id)
})
