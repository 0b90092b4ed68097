// One test for a whole life: proposal, agenda, decision, measure, minutes; each step stands on the one before it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTenant, sql } from '../../../platform/database/index.ts'
import type { Browser } from '../../../platform/http/testing.ts'
import { countProcedures } from './actions/circulate.ts'
import { type TestGroup, testGroup } from './testing.ts'

let its: TestGroup
let coordinator: Browser & { readonly id: string }
let lead: Browser
let member: Browser
beforeAll(async () => {
  its = await testGroup()
  coordinator = await its.house.member(['coordinator'], { organisationId: its.organisation('kreis') })
  lead = await its.house.member(['lead'], { organisationId: its.organisation('kreis') })
  member = await its.house.member(['steering'], { organisationId: its.organisation('jobcenter') })
})
afterAll(() => its.close())

const written = {
  title: 'Lückenlose Zahlung beim Wechsel vom Sozialamt zum Jobcenter',
  decisionText: 'Die Lenkungsgruppe führt zum 01.03.2027 die Übergangszahlung mit Vorabprüfung ein.',
  about: 'Das Sozialamt beendet die Zahlung mit dem Monat der Anerkennung.',
  canChange: ['municipality', 'district'],
  changeNote: 'kein Landesrecht nötig',
  dueOn: '01.03.2027',
  interimOn: '15.01.2027',
  recommended: 'A',
  'A-title': 'Vorabprüfung 4 Wochen vorher',
  'A-from': '−7.400',
  'A-to': '−5.200',
  'A-effort': '0,4 Stellen Kreis',
  'A-legal': 'checked',
  'A-on': '05.11.2026',
  'A-risk': 'Mehrarbeit im Januar',
  'B-title': 'Nichts ändern',
  'B-from': '+800',
  'B-to': '+2.100',
  'B-legal': 'none',
  'C-legal': 'none',
}

async function propose(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const sent = await coordinator.post('/steering/proposals/new', {
    ...written,
    interface: its.interfaceId,
    responsible: its.organisation('jobcenter'),
    ...more,
  })
  expect(sent.status, sent.text.slice(0, 4000)).toBe(303)
  return sent.to?.replace('?done=created', '') ?? ''
}

/** The version in the first form of a page that carries one. */
const versionOn = async (who: Browser, path: string): Promise<string> =>
  /name="version" value="(\d+)"/.exec((await who.get(path)).text)?.[1] ?? ''

async function submit(path: string): Promise<void> {
  const version = await versionOn(coordinator, path)
  const sent = await coordinator.post(`${path}/move`, { move: 'submit', version }, { from: path })
  expect(sent.to).toBe(`${path}?done=submit`)
}

const rowsOf = <Row>(query: ReturnType<typeof sql<Row>>) =>
  inTenant(its.db, its.tenant, 'system', async (tx) => (await query.execute(tx)).rows)

const decision = (more: Readonly<Record<string, string | readonly string[]>>) => ({
  kind: 'accepted',
  option: 'A',
  text: written.decisionText,
  levels: ['district'],
  responsible: its.organisation('jobcenter'),
  dueOn: '01.03.2027',
  interimOn: '15.01.2027',
  yes: '9',
  no: '1',
  abstained: '2',
  ...more,
})

test('from a draft to a measure and the minutes', async () => {
  const path = await propose()
  // A draft is not there for the group.
  expect((await member.get(path)).status).toBe(404)
  const sheet = await coordinator.get(`${path}/sheet`)
  expect(sheet.text).toContain('−7.400 bis −5.200 Tage')
  expect((await coordinator.get('/steering/proposals/new')).text).toMatch(
    /<details class="[^"]*"><summary>Möglichkeit C/,
  )
  const third = await coordinator.post('/steering/proposals/new', { 'C-title': 'Dritte Möglichkeit' })
  expect(third.text).toMatch(/<details[^>]* open=""[^>]*><summary>Möglichkeit C/)
  expect(sheet.text).toContain('A · Vorabprüfung 4 Wochen vorher (empfohlen)')
  expect(sheet.text).toContain('geprüft 05.11.2026')
  expect(sheet.text).toContain('Noch ohne festgehaltene Zahlen')
  await submit(path)
  expect((await member.get(path)).status).toBe(200)

  const agenda = `/steering/meetings/${its.meeting('today')}`
  const filled = await coordinator.post(`${agenda}/fill`, {}, { from: agenda })
  expect(filled.to).toBe(`${agenda}?done=filled`)
  expect((await member.get(path)).text).toContain('Tagesordnung vom 16.11.2026')
  expect((await member.get(agenda)).text).toContain('14:00 Uhr')
  expect((await member.get(agenda)).text).toContain(written.title)
  expect((await member.get('/steering')).text).toContain('1 Vorschlag wartet auf eine Entscheidung')
  expect((await member.get(`${path}/sheet`)).text).toMatch(/Lenkungsgruppe KIM · 16\.11\.2026, 14:00 Uhr · TOP/)

  const decide = `${path}/decide`
  const version = await versionOn(coordinator, decide)
  const going = {
    version,
    meeting: its.meeting('today'),
    measure: 'new',
    measureNumber: '7.01',
    measureTitle: 'Übergangszahlung mit Vorabprüfung',
    measureField: 'arbeit',
    offerName: 'Sprechstunde zum Wechsel ins Jobcenter',
    offerTopic: 'work',
    targetInterface: its.interfaceId,
    targetDays: '14',
    targetFrom: '01.12.2026',
  }
  // What is wrong with one consequence leaves nothing behind of the others.
  const refused = await coordinator.post(decide, decision({ ...going, measureField: 'gibt-es-nicht' }))
  expect(refused.status).toBe(422)
  expect(await rowsOf(sql`SELECT 1 FROM steering_decision UNION ALL SELECT 1 FROM measure`)).toEqual([])
  const missing = await coordinator.post(decide, decision({ ...going, responsible: '', dueOn: '' }))
  expect(missing.status).toBe(422)
  const early = await coordinator.post(decide, decision({ ...going, meeting: its.meeting('next') }))
  expect(early.text).toContain('Die Sitzung hat noch nicht stattgefunden.')

  const sent = await coordinator.post(decide, decision(going))
  expect(sent.to, sent.text.slice(0, 3000)).toBe(`${path}?done=decided`)
  const after = (await member.get(path)).text
  for (const words of [
    'angenommen',
    '9 / 1 / 2',
    '7.01 Übergangszahlung mit Vorabprüfung',
    'gewünschtes Angebot',
    ': 14 Tage',
  ])
    expect(after).toContain(words)
  const [measure] = await rowsOf(
    sql<{ id: string; state: string; kim: boolean }>`SELECT id, state, kim_linked AS kim FROM measure`,
  )
  expect(measure).toMatchObject({ state: 'adopted', kim: true })
  expect((await member.get(`/measures/${measure?.id}`)).text).toContain(written.title)
  // A measure with a target is checked, and that is planned before anybody knows how it ends.
  expect(await rowsOf(sql`SELECT measure_id, state, starts_on FROM effect_check`)).toEqual([
    { measure_id: measure?.id, state: 'planned', starts_on: '2027-03-01' },
  ])
  expect(await rowsOf(sql`SELECT days, valid_from FROM interface_target`)).toEqual([
    { days: 14, valid_from: '2026-12-01' },
  ])
  expect(await rowsOf(sql`SELECT name, state FROM offer`)).toEqual([{ name: going.offerName, state: 'planned' }])
  const cockpit = (await member.get('/steering')).text
  expect(cockpit).toContain('7.01 Übergangszahlung mit Vorabprüfung')
  expect(cockpit).toContain('beschlossen')
  // Decided is decided.
  expect((await coordinator.post(decide, decision(going), { from: path })).status).toBe(409)

  const correct = `${path}/correct`
  const corrected = await coordinator.post(correct, {
    ...decision({ seen: '1', correction: 'Stimmen falsch gezählt', yes: '10', no: '0' }),
  })
  expect(corrected.to).toBe(`${path}?done=corrected`)
  expect((await member.get(path)).text).toContain('Fassung 2, berichtigt: Stimmen falsch gezählt')
  expect(await rowsOf(sql`SELECT version, votes_yes FROM steering_decision ORDER BY version`)).toEqual([
    { version: 1, votes_yes: 9 },
    { version: 2, votes_yes: 10 },
  ])
  await expect(
    inTenant(its.db, its.tenant, 'system', (tx) => sql`UPDATE steering_decision SET votes_yes = 1`.execute(tx)),
  ).rejects.toThrow(/permission denied/)

  const minutes = `${agenda}/minutes`
  expect((await member.get(minutes)).status).toBe(404)
  expect((await coordinator.post(`${minutes}/compose`, {}, { from: minutes })).to).toBe(`${minutes}?done=composed`)
  const draft = await coordinator.get(minutes)
  expect(draft.text).toContain('Jobcenter Kreis Auental')
  const wrote = await coordinator.post(
    `${minutes}/write`,
    {
      version: '1',
      attendees: 'Jobcenter Kreis Auental; Leitung\nKreis Auental',
      'text-0': 'Das Protokoll wird genehmigt.',
      'text-1': 'Die Gruppe hat die Möglichkeiten verglichen.',
    },
    { from: minutes },
  )
  expect(wrote.to, wrote.text.slice(0, 2000)).toBe(`${minutes}?done=minutes`)
  expect((await coordinator.post(`${minutes}/release`, { version: '1' }, { from: minutes })).status).toBe(409)
  expect((await coordinator.post(`${minutes}/release`, { version: '2' }, { from: minutes })).to).toBe(
    `${minutes}?done=released`,
  )
  const released = (await member.get(minutes)).text
  for (const words of ['Das Protokoll wird genehmigt.', 'Jobcenter Kreis Auental, Leitung', '10 / 0 / 2', 'Prüfwert'])
    expect(released).toContain(words)
  await expect(
    inTenant(its.db, its.tenant, 'system', (tx) => sql`UPDATE steering_minutes SET version = 9`.execute(tx)),
  ).resolves.toMatchObject({ numAffectedRows: 0n })
  const file = await member.get(`${minutes}/docx`)
  expect([file.status, file.headers.get('content-disposition')]).toEqual([
    200,
    expect.stringContaining('Niederschrift-2026-11-16.docx'),
  ])
})

test('two who change one proposal: the second sees both versions, nothing typed is lost', async () => {
  const path = await propose({ title: 'Zwei schreiben zugleich' })
  const edit = `${path}/edit`
  const version = await versionOn(coordinator, edit)
  const base = { ...written, interface: its.interfaceId, responsible: its.organisation('jobcenter'), version }
  expect((await lead.post(edit, { ...base, title: 'Fassung der Leitung' })).status).toBe(303)
  const second = await coordinator.post(edit, { ...base, title: 'Fassung der Koordination' })
  expect(second.status).toBe(409)
  expect(second.text).toContain('Fassung der Leitung')
  expect(second.text).toContain('Fassung der Koordination')
  expect(second.text).toContain('Zwei schreiben zugleich')
})

/** Counts in the morning of a day what is over by then. */
const count = (instant: string) =>
  inTenant(its.db, its.tenant, 'system', (tx) => {
    its.house.clock.set(instant)
    return countProcedures({ tx, db: its.db, tenant: its.tenant, clock: its.house.clock }, null)
  })

describe('in writing', () => {
  test('votes are counted by the job after the last day, and decide what may be recorded', async () => {
    const path = await propose({ title: 'Vordruck in einfacher Sprache' })
    await submit(path)
    const version = await versionOn(coordinator, path)
    const short = await coordinator.post(`${path}/circulate`, { version, endsOn: '29.11.2026' }, { from: path })
    expect(short.text).toContain('mindestens 14 Tage')
    const opened = await coordinator.post(`${path}/circulate`, { version, endsOn: '30.11.2026' }, { from: path })
    expect(opened.to).toBe(`${path}?done=circulated`)
    expect((await member.get('/inbox')).text).toContain('Vordruck in einfacher Sprache')
    expect((await member.post(`${path}/vote`, { vote: 'no' }, { from: path })).to).toBe(`${path}?done=voted`)
    expect((await member.post(`${path}/vote`, { vote: 'yes' }, { from: path })).status).toBe(303)
    expect((await member.get('/inbox')).text).not.toContain('Vordruck in einfacher Sprache')
    expect((await lead.post(`${path}/vote`, { vote: 'object' }, { from: path })).status).toBe(422)
    expect((await lead.post(`${path}/vote`, { vote: 'abstain' }, { from: path })).status).toBe(303)
    expect((await coordinator.post(`${path}/vote`, { vote: 'no' }, { from: path })).status).toBe(403)
    await count('2026-11-30T08:00:00Z')
    // Sessions do not last that long: others of the group and of coordination look.
    const other = await its.house.member(['steering'], { organisationId: its.organisation('jobcenter') })
    expect((await other.get(path)).text).toContain('im Umlauf')
    await count('2026-12-01T08:00:00Z')
    await count('2026-12-01T09:00:00Z')
    const later = await its.house.member(['steering'], { organisationId: its.organisation('jobcenter') })
    const office = await its.house.member(['coordinator'], { organisationId: its.organisation('kreis') })
    expect((await later.post(`${path}/vote`, { vote: 'no' }, { from: path })).status).toBe(409)
    const shown = (await later.get(path)).text
    expect(shown).toContain('Ausgezählt am 01.12.2026: angenommen.')
    expect(shown).toContain('1 Ja, 0 Nein, 1 Enthaltung')
    const decide = `${path}/decide`
    for (const kind of ['rejected', 'deferred']) {
      const other = decision({ kind, reason: 'Nein.', deferredUntil: '10.01.2027', meeting: '' })
      const refused = await office.post(decide, { ...other, version: await versionOn(office, decide) })
      expect([refused.status, refused.text.includes('lässt diese Entscheidung nicht zu')]).toEqual([422, true])
    }
    // The votes are those that were counted, not those that somebody types.
    const recorded = await office.post(
      decide,
      decision({ version: await versionOn(office, decide), meeting: '', yes: '9', no: '4', abstained: '7' }),
    )
    expect(recorded.to, recorded.text.slice(0, 3000)).toBe(`${path}?done=decided`)
    const votes = 'SELECT votes_yes AS yes, votes_no AS no, votes_abstained AS abstained FROM steering_decision'
    expect(await rowsOf(sql`${sql.raw(votes)} WHERE way = 'written'`)).toEqual([{ yes: 1, no: 0, abstained: 1 }])
    await office.post(`${path}/correct`, { ...decision({ seen: '1', correction: 'Wortlaut', yes: '9' }) })
    expect(await rowsOf(sql`${sql.raw(votes)} WHERE way = 'written' AND version = 2`)).toEqual([
      { yes: 1, no: 0, abstained: 1 },
    ])
  })

  test('what met an objection, or too few answers, does not circulate again in its round', async () => {
    for (const [title, vote] of [
      ['Mit Einwand', 'object'],
      ['Ohne genug Antworten', undefined],
    ] as const) {
      its.house.clock.set('2026-11-16T08:00:00Z')
      const path = await propose({ title })
      await submit(path)
      const circulate = async (who: Browser, endsOn: string) =>
        who.post(`${path}/circulate`, { version: await versionOn(who, path), endsOn }, { from: path })
      expect((await circulate(coordinator, '30.11.2026')).status).toBe(303)
      if (vote) await member.post(`${path}/vote`, { vote, comment: 'Erst reden.' }, { from: path })
      await count('2026-12-01T08:00:00Z')
      const office = await its.house.member(['coordinator'], { organisationId: its.organisation('kreis') })
      const again = await circulate(office, '20.12.2026')
      expect([again.status, again.text.includes('schon schriftlich abgestimmt')]).toEqual([409, true])
      expect((await office.get(path)).text).toContain(
        'Darüber wird in einer Sitzung beraten. Der Vorschlag steht noch auf keiner Tagesordnung. Die nächste Sitzung ist am 10.12.2026.',
      )
    }
  })

  test('what was voted on a text that was taken back decides nothing on the next one', async () => {
    its.house.clock.set('2026-11-16T08:00:00Z')
    const path = await propose({ title: 'Zurückgeholt nach dem Umlauf' })
    await submit(path)
    const endsOn = '30.11.2026'
    await coordinator.post(`${path}/circulate`, { version: await versionOn(coordinator, path), endsOn }, { from: path })
    expect((await member.post(`${path}/vote`, { vote: 'yes' }, { from: path })).status).toBe(303)
    expect((await lead.post(`${path}/vote`, { vote: 'yes' }, { from: path })).status).toBe(303)
    await count('2026-12-01T08:00:00Z')
    const office = await its.house.member(['coordinator'], { organisationId: its.organisation('kreis') })
    expect((await office.get(`${path}/sheet`)).text).toContain(`${path}/decide`)
    for (const move of ['takeBack', 'submit']) {
      const version = await versionOn(office, path)
      expect((await office.post(`${path}/move`, { move, version }, { from: path })).status).toBe(303)
    }
    expect((await office.get(path)).text).not.toContain(`${path}/decide`)
    const decide = `${path}/decide`
    expect((await office.get(decide)).text).not.toContain('im Umlaufverfahren')
    const version = await versionOn(office, decide)
    const recorded = await office.post(decide, decision({ version, meeting: '' }))
    expect(recorded.status).toBe(422)
  })

  test('a seat counts once, whoever votes for it, and however many at a time', async () => {
    its.house.clock.set('2026-11-16T08:00:00Z')
    // Before the opening: who may vote is fixed by then.
    const absent = await its.house.member(['steering'], { organisationId: its.organisation('jobcenter') })
    const path = await propose({ title: 'Zwei für einen Sitz' })
    await submit(path)
    const version = await versionOn(coordinator, path)
    await coordinator.post(`${path}/circulate`, { version, endsOn: '30.11.2026' }, { from: path })
    const standIn = await its.house.member(['coordinator'], { organisationId: its.organisation('jobcenter') })
    expect((await standIn.post(`${path}/vote`, { vote: 'yes' }, { from: path })).status).toBe(403)
    const days = { validFrom: '16.11.2026', validTo: '20.11.2026', reason: 'absence' }
    const set = await absent.post('/account/access', { ...days, substitute: standIn.id })
    expect(set.to).toBe('/account/access?done=set')
    expect((await absent.post(`${path}/vote`, { vote: 'yes' }, { from: path })).status).toBe(303)
    expect((await standIn.post(`${path}/vote`, { vote: 'no' }, { from: path })).status).toBe(303)
    const page = (await member.get(path)).text
    expect(page).toContain('0 Ja, 1 Nein, 0 Enthaltung')
    const sent = await Promise.all(
      ['yes', 'no', 'abstain', 'yes'].map((vote) => absent.post(`${path}/vote`, { vote }, { from: path })),
    )
    for (const { status } of sent) expect([303, 409]).toContain(status)
    const seats = await rowsOf(sql`
      SELECT DISTINCT seat_id FROM written_vote JOIN written_procedure ON id = procedure_id
      WHERE member_id IN (${absent.id}, ${standIn.id})`)
    expect(seats).toEqual([{ seat_id: absent.id }])
    // Not for a seat of others.
    const [open] = await rowsOf(sql<{ id: string }>`SELECT id FROM written_procedure WHERE state = 'open'`)
    const who = {
      userId: absent.id,
      organisationId: its.organisation('jobcenter'),
      controllerId: its.organisation('kreis'),
    }
    await expect(
      inTenant(its.db, its.tenant, who as never, (tx) =>
        sql`INSERT INTO written_vote (procedure_id, seat_id, member_id, number, vote, given_at)
          VALUES (${open?.id}, ${coordinator.id}, ${absent.id}, 1, 'yes', now())`.execute(tx),
      ),
    ).rejects.toThrow(/row-level security/)
  })
})

test('a report to the ministry is tracked until it is answered', async () => {
  its.house.clock.set('2026-11-16T08:00:00Z')
  const path = await propose({ title: 'Erlass zur Fiktionsbescheinigung' })
  await submit(path)
  const decide = `${path}/decide`
  // Neither a meeting before it was submitted, nor one whose minutes are released.
  for (const [key, words] of [
    ['held', 'bevor der Vorschlag vorgelegt wurde'],
    ['today', 'Niederschrift ist freigegeben'],
  ] as const) {
    const past = { version: await versionOn(coordinator, decide), kind: 'toMinistry', text: 'Nein.' }
    const refused = await coordinator.post(decide, { ...past, meeting: its.meeting(key) })
    expect([key, refused.status, refused.text.includes(words)]).toEqual([key, 409, true])
  }
  const sent = await coordinator.post(decide, {
    version: await versionOn(coordinator, decide),
    kind: 'toMinistry',
    text: 'Das Ministerium wird um einen Erlass gebeten.',
    meeting: its.meeting('evening'),
    answerDueOn: '01.02.2027',
  })
  expect(sent.to, sent.text.slice(0, 2000)).toBe(`${path}?done=decided`)
  const unsent = await coordinator.post(
    `${path}/report`,
    { version: '1', answeredOn: '02.02.2027', answer: 'Ein Erlass folgt.' },
    { from: path },
  )
  expect(unsent.status).toBe(422)
  const tracked = await coordinator.post(
    `${path}/report`,
    { version: '1', sentOn: '20.11.2026', answeredOn: '02.02.2027', answer: 'Ein Erlass folgt.' },
    { from: path },
  )
  expect(tracked.to).toBe(`${path}?done=tracked`)
  expect((await member.get(path)).text).toContain('Ein Erlass folgt.')
})

test('a committee gets a job that drafts its paper, deferred comes again, and rejecting needs a reason', async () => {
  const path = await propose({ title: 'Stelle für Lotsen' })
  await submit(path)
  const decide = `${path}/decide`
  const version = () => versionOn(coordinator, decide)
  const meeting = its.meeting('evening')
  const without = await coordinator.post(decide, { version: await version(), kind: 'rejected', text: 'Nein.', meeting })
  expect(without.status).toBe(422)
  const deferred = await coordinator.post(decide, {
    version: await version(),
    kind: 'deferred',
    text: 'Vertagt.',
    deferredUntil: '10.12.2026',
    meeting,
  })
  expect(deferred.to).toBe(`${path}?done=decided`)
  expect((await member.get(path)).text).toContain(
    'Die Koordination legt den Vorschlag zur Sitzung am 10.12.2026 neu vor.',
  )
  expect((await member.get('/steering')).text).toContain('Wiedervorlage zur Sitzung am 10.12.2026')
  await submit(path)
  expect((await member.get(path)).text).toContain('Der Vorschlag steht noch auf keiner Tagesordnung.')
  const nobody = await coordinator.post(decide, {
    version: await version(),
    kind: 'toCommittee',
    text: 'Weiter.',
    meeting,
  })
  expect(nobody.status).toBe(422)
  const passed = await coordinator.post(decide, {
    version: await version(),
    kind: 'toCommittee',
    text: 'Der Ausschuss entscheidet.',
    body: its.body('committee'),
    meeting,
  })
  expect(passed.to, passed.text.slice(0, 2000)).toBe(`${path}?done=decided`)
  // What is passed on needs no date, so none is missing.
  expect((await member.get(`${path}/sheet`)).text).not.toContain('noch ohne Frist')
  expect(
    await rowsOf(
      sql`SELECT round, kind FROM steering_decision WHERE kind IN ('deferred', 'toCommittee') ORDER BY round`,
    ),
  ).toEqual([
    { round: 1, kind: 'deferred' },
    { round: 2, kind: 'toCommittee' },
  ])
})

test('who somebody is stands in no proposal and in no decision; days may', async () => {
  const name = 'Familie Beispielmann'
  const tells = `„${name}“ könnte verraten, um wen es geht.`
  for (const field of ['title', 'decisionText', 'about', 'involved', 'A-title', 'A-effort', 'A-risk']) {
    const asked = { ...written, interface: its.interfaceId, [field]: `Anlass war ${name} aus dem Nordkreis` }
    const refused = await coordinator.post('/steering/proposals/new', asked)
    expect(refused.status, field).toBe(422)
    expect(refused.text, field).toContain(tells)
    expect(refused.text, field).toContain(`Anlass war ${name}`)
  }
  const path = await propose()
  const edit = `${path}/edit`
  const version = await versionOn(coordinator, edit)
  const worse = { ...written, interface: its.interfaceId, about: 'Auskunft unter 02581 53-1234.', version }
  expect((await coordinator.post(edit, worse)).status).toBe(422)
  await submit(path)
  const decide = `${path}/decide`
  const seen = await versionOn(coordinator, decide)
  const place = { meeting: its.meeting('today'), version: seen }
  for (const field of ['text', 'reason']) {
    const refused = await coordinator.post(
      decide,
      decision({ ...place, [field]: `Beschlossen für ${name} und andere` }),
    )
    expect(refused.status, field).toBe(422)
    expect(refused.text, field).toContain(tells)
  }
  expect((await coordinator.get(path)).text).not.toContain(name)
})

test('members name offices of their own organisation, comment, and change nothing else', async () => {
  const page = '/steering/participation'
  const name = (organisation: string) =>
    member.post(page, {
      body: its.body('ag-sprache'),
      organisation,
      office: 'Leitung Eingangszone',
      since: '16.11.2026',
    })
  expect((await name(its.organisation('jobcenter'))).to).toBe(`${page}?done=named`)
  expect((await name(its.organisation('jobcenter'))).status).toBe(422)
  expect((await name(its.organisation('caritas'))).status).toBe(403)
  expect((await member.get(page)).text).toContain('Leitung Eingangszone')
  const [row] = await rowsOf(sql<{ id: string }>`SELECT id FROM steering_participation`)
  expect((await member.post(`${page}/${row?.id}/end`, {}, { from: page })).to).toBe(`${page}?done=ended`)

  const path = await propose({ title: 'Gemeinsamer Termin' })
  await submit(path)
  const said = await member.post(`${path}/comments`, { text: 'Das geht ab März.' }, { from: path })
  expect(said.to).toBe(`${path}?done=commented`)
  expect((await lead.get(path)).text).toContain('Das geht ab März.')
  for (const forbidden of [`${path}/decide`, `${path}/edit`, '/steering/proposals/new', '/steering/rules'])
    expect((await member.get(forbidden)).status).toBe(403)
  expect((await member.get('/search?q=gemeinsamer')).text).toContain('Gemeinsamer Termin')
})

test('nobody records in the name of others', async () => {
  const kreis = its.organisation('kreis')
  const who = { userId: coordinator.id, organisationId: kreis, controllerId: kreis } as never
  const write = (by: string) =>
    inTenant(its.db, its.tenant, who, (tx) =>
      sql`INSERT INTO decision_effect (id, proposal_id, round, kind, subject, label, noted_at, noted_by)
        SELECT gen_random_uuid(), id, 9, 'report', 'x', 'x', now(), ${by} FROM proposal LIMIT 1`.execute(tx),
    )
  await expect(write(its.organisation('caritas'))).rejects.toThrow(/row-level security/)
  expect(await write(coordinator.id)).toMatchObject({ numAffectedRows: 1n })
})
