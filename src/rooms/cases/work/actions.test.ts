import { afterAll, describe, expect, test } from 'vitest'
import { addDays, type Day } from '../../../kernel/day.ts'
import { Forbidden, NotFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { type CaseFile, getCase, getCaseToWrite } from '../queries.ts'
import { type CaseRow, type TeamKey, testCases, today } from '../testing.ts'
import { addAssessment, addContact, changeForm, removeContact } from './assessment/actions.ts'
import { assessmentsOf, contactsOf, currentForm } from './assessment/queries.ts'
import { addConference, addDecision, addParticipant } from './conferences/actions.ts'
import { participantsOf } from './conferences/queries.ts'
import type { Setting } from './file.ts'
import { type CaseWork, loadWork } from './load.ts'
import { addDocument, addNote, correctNote, removeDocument } from './notes/actions.ts'
import { documentsOf, notesOf, versionsOf } from './notes/queries.ts'
import { addGoal, addStep, changeStep, confirmPlan, moveStep } from './plan/actions.ts'
import { hasMoved } from './plan/domain.ts'
import { changesOfStep, goalsOf, planNow, plansOf } from './plan/queries.ts'
import { addTask, endTask, postponeTask } from './tasks/actions.ts'
import { countDue, listDue, tasksOf } from './tasks/queries.ts'

const its = await testCases()
afterAll(its.close)

const setting: Setting = { today, now: Date.now(), demo: true, land: 'NW' }
const north = await its.member(['caseManager'], 'north')
const colleague = await its.member(['caseManager'], 'north')
const south = await its.member(['caseManager'], 'south')
const coordinator = await its.member(['coordinator'], 'district')

async function aFile(team: TeamKey = 'north', values: Partial<CaseRow> = {}): Promise<CaseRow> {
  const row = its.file(team, values)
  await its.add(row)
  return row
}

const write = <T>(actor: Actor, row: CaseRow, work: (tx: Tx, actor: Actor, file: CaseFile) => Promise<T>) =>
  its.as(actor, async (tx) => work(tx, actor, await getCaseToWrite(tx, actor, row.id)))

const nextDueOf = async (row: CaseRow): Promise<Day | null> =>
  (await its.as(north, (tx) => getCase(tx, north, row.id))).nextDueOn

const task = (title: string, dueOn: Day) => ({
  kind: 'followUp' as const,
  title,
  dueOn,
  dueAt: undefined,
  lastsMinutes: undefined,
  place: undefined,
  assignee: undefined,
})

describe('goals and steps', () => {
  const goal = {
    title: 'Der Lebensunterhalt ist gesichert',
    translated: undefined,
    lifeDomain: 'livelihood',
    targetOn: undefined,
  }
  const step = (dueOn: Day | undefined) => ({
    title: 'Erster Termin beim Jobcenter',
    translated: undefined,
    doer: 'office' as const,
    doerName: 'Jobcenter',
    dueOn,
  })

  test('a step is changed, done and opened again, each with what was before; the day on which something is due follows', async () => {
    const row = await aFile()
    const stepId = await write(north, row, async (tx, actor, file) => {
      const id = await addGoal(tx, actor, setting, file, goal)
      return await addStep(tx, actor, setting, file, id, step(addDays(today, 3)))
    })
    expect(await nextDueOf(row)).toBe(addDays(today, 3))
    await write(north, row, (tx, actor, file) =>
      changeStep(tx, actor, setting, file, stepId, { ...step(addDays(today, 9)), reason: 'verschoben', version: 1 }),
    )
    expect(await nextDueOf(row)).toBe(addDays(today, 9))
    const move = { on: undefined, note: undefined, reason: undefined }
    await write(north, row, (tx, actor, file) =>
      moveStep(tx, actor, setting, file, stepId, { ...move, state: 'done', version: 2 }),
    )
    expect(await nextDueOf(row)).toBeNull()
    await expect(
      write(north, row, (tx, actor, file) =>
        moveStep(tx, actor, setting, file, stepId, { ...move, state: 'open', version: 3 }),
      ),
    ).rejects.toThrow('reason: required')
    await expect(
      write(colleague, row, (tx, actor, file) =>
        changeStep(tx, actor, setting, file, stepId, { ...step(undefined), reason: undefined, version: 2 }),
      ),
    ).rejects.toMatchObject({ name: 'ChangedMeanwhile' })
    const changes = await its.as(north, (tx) => changesOfStep(tx, stepId))
    expect(changes.map(({ event, reason }) => [event, reason])).toEqual([
      ['done', null],
      ['changed', 'verschoben'],
    ])
  })

  test('a confirmed plan stays as it was while goals go on', async () => {
    const row = await aFile()
    const confirm = { confirmedOn: today, how: 'signed' as const, interpreterUsed: true }
    await expect(
      write(north, row, (tx, actor, file) => confirmPlan(tx, actor, setting, file, confirm)),
    ).rejects.toThrow('cases-plan-without-goals')
    await write(north, row, async (tx, actor, file) => {
      const id = await addGoal(tx, actor, setting, file, goal)
      await addStep(tx, actor, setting, file, id, step(undefined))
      await confirmPlan(tx, actor, setting, file, confirm)
      await addStep(tx, actor, setting, file, id, { ...step(undefined), title: 'Antrag stellen' })
    })
    const [goals, plans] = await its.as(north, async (tx) => [await goalsOf(tx, row.id), await plansOf(tx, row.id)])
    expect(plans).toHaveLength(1)
    expect(plans[0]?.content.goals[0]?.steps).toHaveLength(1)
    expect(hasMoved(plans[0]!.content, planNow(goals))).toBe(true)
  })
})

describe('what is due', () => {
  test('is put off and done; own, team and file agree about it', async () => {
    const row = await aFile('north', { manager_id: north.userId })
    const id = await write(north, row, (tx, actor, file) =>
      addTask(tx, actor, setting, file, {
        ...task('Jobcenter anrufen', addDays(today, -6)),
        assignee: colleague.userId,
      }),
    )
    await write(north, row, (tx, actor, file) => addTask(tx, actor, setting, file, task('Nachweis', today)))
    const due = (actor: Actor, whose: 'own' | 'team') =>
      its.as(actor, async (tx) =>
        (await listDue(tx, actor, { whose, stretch: null, today, size: 100 }))
          .filter((one) => one.caseId === row.id)
          .map(({ title, reference }) => [title, reference === row.reference]),
      )
    expect(await due(north, 'own')).toEqual([['Nachweis', true]])
    expect(await due(colleague, 'own')).toEqual([['Jobcenter anrufen', true]])
    expect(await due(colleague, 'team')).toEqual([
      ['Jobcenter anrufen', true],
      ['Nachweis', true],
    ])
    expect(await due(south, 'team')).toEqual([])
    expect(await nextDueOf(row)).toBe(addDays(today, -6))
    await write(colleague, row, (tx, actor, file) =>
      postponeTask(tx, actor, setting, file, id, { delay: 'week', version: 1, back: undefined }),
    )
    expect(await nextDueOf(row)).toBe(today)
    await write(colleague, row, (tx, actor, file) =>
      endTask(tx, actor, setting, file, id, { state: 'done', version: 2, back: undefined }),
    )
    expect(await its.as(north, async (tx) => (await tasksOf(tx, row.id, 'done')).map(({ id: one }) => one))).toEqual([
      id,
    ])
  })

  test('counts are those of the lists', async () => {
    const counts = await its.as(north, (tx) => countDue(tx, north, 'team', today))
    for (const stretch of ['overdue', 'today', 'week', 'later'] as const) {
      const listed = await its.as(north, (tx) => listDue(tx, north, { whose: 'team', stretch, today, size: 500 }))
      expect(listed, stretch).toHaveLength(counts[stretch])
    }
  })

  test('nothing is given to somebody of another team', async () => {
    const row = await aFile()
    await expect(
      write(north, row, (tx, actor, file) =>
        addTask(tx, actor, setting, file, { ...task('x', today), assignee: south.userId }),
      ),
    ).rejects.toThrow('assignee: not-an-option')
  })
})

describe('notes', () => {
  const note = { kind: 'phone' as const, happenedOn: today, text: 'Angerufen', visibility: 'team' as const }

  test('a correction stands beside what was written; nobody overwrites, not even with a wrong query', async () => {
    const row = await aFile()
    const id = await write(north, row, (tx, actor, file) => addNote(tx, actor, setting, file, note))
    const correction = {
      kind: 'talk' as const,
      happenedOn: today,
      text: 'Gesprochen',
      reason: 'falsche Art',
      number: 1,
    }
    await expect(
      write(colleague, row, (tx, actor, file) => correctNote(tx, actor, setting, file, id, correction)),
    ).rejects.toThrow(Forbidden)
    await write(north, row, (tx, actor, file) => correctNote(tx, actor, setting, file, id, correction))
    await expect(
      write(north, row, (tx, actor, file) => correctNote(tx, actor, setting, file, id, correction)),
    ).rejects.toMatchObject({ name: 'ChangedMeanwhile' })
    const shown = await its.as(colleague, (tx) => notesOf(tx, row.id))
    expect(shown.map(({ text, number }) => [text, number])).toEqual([['Gesprochen', 2]])
    const versions = await its.as(colleague, (tx) => versionsOf(tx, { id: row.id }, id))
    expect(versions.map(({ text }) => text)).toEqual(['Gesprochen', 'Angerufen'])
    for (const statement of ["UPDATE case_note SET text = 'x'", 'DELETE FROM case_note'])
      await expect(its.as(north, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(/permission denied/)
  })

  test('one’s own is read by nobody else: no colleague, no supervision, no query', async () => {
    const row = await aFile()
    await write(north, row, (tx, actor, file) =>
      addNote(tx, actor, setting, file, { ...note, text: 'nur für mich', visibility: 'own' }),
    )
    await its.as('system', (tx) =>
      sql`INSERT INTO case_opening (id, case_id, controller_id, user_id, kind, reason, opened_at, until)
        VALUES (${newId()}, ${row.id}, ${row.controller_id}, ${coordinator.userId}, 'supervision', 'Stichprobe im Quartal', now(), now() + interval '1 hour')`.execute(
        tx,
      ),
    )
    expect(await its.as(north, (tx) => notesOf(tx, row.id))).toHaveLength(1)
    for (const other of [colleague, south, coordinator])
      expect(await its.as(other, (tx) => notesOf(tx, row.id))).toEqual([])
  })
})

describe('who had the file before, or opened it with a reason,', () => {
  test('reads what stands in it and writes nothing; another team reads nothing', async () => {
    const row = await aFile('south', {
      former_organisation_id: its.organisation('north'),
      after_until: addDays(today, 30),
      after_norm: 'Art. 6 Abs. 1 Buchst. e DSGVO',
    })
    await write(south, row, (tx, actor, file) =>
      addNote(tx, actor, setting, file, { kind: 'talk', happenedOn: today, text: 'neu', visibility: 'team' }),
    )
    expect(await its.as(north, (tx) => notesOf(tx, row.id))).toHaveLength(1)
    await expect(write(north, row, async () => undefined)).rejects.toThrow(Forbidden)
    const insert = (actor: Actor) =>
      its.as(actor, (tx) =>
        sql`INSERT INTO case_note (id, note_id, number, case_id, controller_id, kind, happened_on, text, visibility, author_id, simulated)
          VALUES (${newId()}, ${newId()}, 1, ${row.id}, ${row.controller_id}, 'talk', ${today}, 'x', 'team', ${actor.userId}, true)`.execute(
          tx,
        ),
      )
    await expect(insert(north)).rejects.toThrow(/row-level security/)
    await expect(insert(coordinator)).rejects.toThrow(/row-level security/)
    expect(await its.as(coordinator, (tx) => notesOf(tx, row.id))).toEqual([])
    await expect(its.as(coordinator, (tx) => getCase(tx, coordinator, row.id))).rejects.toThrow(NotFound)
  })

  test('no part of a file is kept under another controller than the file', async () => {
    const row = await aFile()
    await expect(
      its.as(north, (tx) =>
        sql`INSERT INTO case_goal (id, case_id, controller_id, position, title, state, simulated, version, changed_at)
          VALUES (${newId()}, ${row.id}, ${its.organisation('town')}, 1, 'x', 'open', true, 1, now())`.execute(tx),
      ),
    ).rejects.toThrow(/row-level security/)
  })
})

test('a document is judged by its content, and deleting it takes the content away', async () => {
  const row = await aFile()
  const input = { title: 'Bescheid', kind: 'notice' as const }
  const wrong = new File(['<html><script>'], 'bescheid.pdf')
  await expect(
    write(north, row, (tx, actor, file) => addDocument(tx, actor, setting, file, input, wrong)),
  ).rejects.toThrow(/file/)
  const text = new File(['Bescheid vom 1. Oktober\n'], 'bescheid.txt', { type: 'text/plain' })
  const id = await write(north, row, (tx, actor, file) => addDocument(tx, actor, setting, file, input, text))
  // Version 4: the address tells nothing and cannot be guessed.
  expect(id[14]).toBe('4')
  const owned = await its.as('system', (tx) => sql`SELECT owner_kind, owner_id FROM stored_file`.execute(tx))
  expect(owned.rows).toEqual([{ owner_kind: 'cases.file', owner_id: row.id }])
  await write(north, row, (tx, actor, file) =>
    removeDocument(tx, actor, setting, file, id, { reason: 'falsche Akte', version: 1 }),
  )
  const [left] = await its.as(north, (tx) => documentsOf(tx, row.id))
  expect(left).toMatchObject({ title: 'Bescheid', fileId: null, removedReason: 'falsche Akte' })
  const { rows } = await its.as('system', (tx) => sql`SELECT 1 FROM stored_file`.execute(tx))
  expect(rows).toEqual([])
})

test('an assessment keeps the questions it was given with, whatever the district asks later', async () => {
  const row = await aFile()
  const input = {
    form: 0,
    heldOn: today,
    resources: undefined,
    interpreterUsed: false,
    'r-housing': '2',
    'a-housing-own': 'no',
    'a-unknown': 'x',
  }
  await write(north, row, (tx, actor, file) => addAssessment(tx, actor, setting, file, input))
  const question = { key: 'q-new', text: 'Neu?', kind: 'yesNo' as const, options: [], required: true }
  await its.as(coordinator, (tx) =>
    changeForm(tx, coordinator, setting, 0, { kind: 'add', domain: 'housing', question }),
  )
  await its.as(coordinator, (tx) => changeForm(tx, coordinator, setting, 1, { kind: 'remove', key: 'housing-own' }))
  await expect(
    its.as(coordinator, (tx) => changeForm(tx, coordinator, setting, 1, { kind: 'remove', key: 'q-new' })),
  ).rejects.toMatchObject({ name: 'ChangedMeanwhile' })
  await expect(
    its.as(north, (tx) => changeForm(tx, north, setting, 2, { kind: 'remove', key: 'q-new' })),
  ).rejects.toThrow(/row-level security/)
  await expect(write(north, row, (tx, actor, file) => addAssessment(tx, actor, setting, file, input))).rejects.toThrow(
    'cases-form-changed',
  )
  await expect(
    write(north, row, (tx, actor, file) => addAssessment(tx, actor, setting, file, { ...input, form: 2 })),
  ).rejects.toThrow('a-q-new: required')
  await write(north, row, (tx, actor, file) =>
    addAssessment(tx, actor, setting, file, { ...input, form: 2, 'r-housing': '4', 'a-q-new': 'yes' }),
  )
  const [first, second] = await its.as(north, (tx) => assessmentsOf(tx, row.id))
  expect([first?.formNumber, first?.ratings, first?.answers]).toEqual([0, { housing: 2 }, { 'housing-own': 'no' }])
  expect([second?.formNumber, second?.answers]).toEqual([2, { 'q-new': 'yes' }])
  expect((await its.as(north, (tx) => currentForm(tx))).number).toBe(2)
})

test('the network map is a list that grows and shrinks', async () => {
  const row = await aFile()
  await write(north, row, (tx, actor, file) =>
    addContact(tx, actor, setting, file, {
      sphere: 'volunteers',
      label: 'Patin',
      closeness: 'close',
      support: undefined,
    }),
  )
  const [contact] = await its.as(north, (tx) => contactsOf(tx, row.id))
  await write(north, row, (tx, actor, file) => removeContact(tx, actor, setting, file, contact!.id, contact!.version))
  expect(await its.as(north, (tx) => contactsOf(tx, row.id))).toEqual([])
})

test('a conference lets a member of the same controller read until a day when that was chosen, and decisions become tasks', async () => {
  const row = await aFile()
  const guest = await its.member(['caseManager'], 'south')
  const stranger = await its.member(['caseManager'], 'town')
  const id = await write(north, row, (tx, actor, file) =>
    addConference(tx, actor, setting, file, {
      purpose: 'Kita und Kurs',
      heldOn: today,
      beginsAt: '14:00',
      place: undefined,
    }),
  )
  const asked = { organisation: undefined, label: 'Fachdienst', member: guest.userId, readsUntil: undefined }
  const add = (input: Parameters<typeof addParticipant>[5]) =>
    write(north, row, (tx, actor, file) => addParticipant(tx, actor, setting, file, id, input))
  await add(asked)
  await expect(its.as(guest, (tx) => getCase(tx, guest, row.id))).rejects.toThrow(NotFound)
  await expect(add({ ...asked, member: stranger.userId, readsUntil: today })).rejects.toThrow('member: not-an-option')
  await expect(add({ ...asked, readsUntil: addDays(today, 200) })).rejects.toThrow('cases-reads-too-long')
  await add({ ...asked, readsUntil: addDays(today, 14) })
  expect(await its.as(guest, async (tx) => (await getCase(tx, guest, row.id)).writes)).toBe(false)
  expect(await its.as(guest, async (tx) => (await participantsOf(tx, id)).length)).toBe(2)
  await write(north, row, (tx, actor, file) =>
    addDecision(tx, actor, setting, file, id, {
      title: 'Träger anfragen',
      dueOn: addDays(today, 7),
      assignee: undefined,
    }),
  )
  const [decided] = await its.as(north, (tx) => tasksOf(tx, row.id, 'open'))
  expect(decided).toMatchObject({ title: 'Träger anfragen', origin: 'conference', originId: id })
})

test('loaded in bulk, it is as if it had been written', async () => {
  const row = await aFile()
  const work: CaseWork = {
    caseId: row.id,
    goals: [
      {
        title: 'Eigene Wohnung',
        translated: { language: 'ar', title: 'مسكن خاص' },
        lifeDomain: 'housing',
        steps: [
          { title: 'Antrag', doer: 'person', state: 'done', endedOn: today },
          { title: 'Besichtigung', doer: 'office', doerName: 'Wohnungsamt', dueOn: addDays(today, 5) },
        ],
      },
    ],
    plans: [{ confirmedOn: today, how: 'spoken' }],
    tasks: [{ kind: 'appointment', title: 'Hausbesuch', dueOn: addDays(today, 2), dueAt: '14:00' }],
    notes: [{ kind: 'visit', happenedOn: addDays(today, -3), text: 'Zu Hause besucht.' }],
    assessments: [{ heldOn: addDays(today, -40), ratings: { housing: 1 } }],
    contacts: [{ sphere: 'family', label: 'Schwester', closeness: 'close' }],
    conferences: [
      { purpose: 'Wohnen', heldOn: addDays(today, -10), minutes: 'Besprochen.', participants: ['Wohnungsamt'] },
    ],
  }
  await its.as('system', (tx) => loadWork(tx, [work], { simulated: true, now: setting.now }))
  expect(await nextDueOf(row)).toBe(addDays(today, 2))
  const [goals, plans] = await its.as(north, async (tx) => [await goalsOf(tx, row.id), await plansOf(tx, row.id)])
  expect(goals[0]?.steps.map(({ state }) => state)).toEqual(['done', 'open'])
  expect(hasMoved(plans[0]!.content, planNow(goals))).toBe(false)
  await expect(
    its.as('system', (tx) => loadWork(tx, [{ caseId: newId<'case'>() }], { simulated: true, now: 0 })),
  ).rejects.toThrow(RangeError)
})
