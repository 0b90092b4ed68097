import { afterAll, expect, test } from 'vitest'
import { testGate } from '../../platform/http/testing.ts'
import { room as measures } from '../measures/index.ts'
import { room as network } from '../network/index.ts'
import { room } from './index.ts'
import { testCouncil } from './testing.ts'

const its = await testCouncil()
afterAll(its.close)
const { member, clock } = await testGate(its, { rooms: [network, measures, room] })

const committee = its.body('committee')

test('from a draft to a resolution, its obligations, and the list that is laid before the committee', async () => {
  let lead = await member(['lead'])
  const begun = await lead.post('/papers/new', {
    kind: 'decision',
    title: '=SUMME(1): Ankommenszentrum',
    isPublic: 'yes',
    datedOn: '10.11.2026',
    body: committee,
    role: 'decision',
    proposedResolution: 'Die Verwaltung richtet ein Ankommenszentrum ein. Sie berichtet in der nächsten Sitzung.',
    explanation: '# Anlass\n\nFamilien warten.',
  })
  const paper = begun.to?.split('?')[0] ?? ''
  expect(paper).toMatch(/^\/papers\/[0-9a-f-]{36}$/)
  const draft = await lead.get(paper)
  expect(draft.text).toContain('ohne Nummer')
  expect(draft.text).toContain('Familien warten.')

  let council = await member(['council'])
  expect((await council.get(paper)).status).toBe(404)
  expect((await lead.post(`${paper}/release`, { version: '1' }, { from: paper })).to).toBe(`${paper}?done=released`)
  expect((await council.get(paper)).text).toContain('Ankommenszentrum')
  expect((await council.get('/papers')).text).not.toContain('Mietvertrag')

  const released = await lead.get(paper)
  const step = /\/consultations\/([0-9a-f-]{36})\/agenda/.exec(released.text)?.[1] ?? ''
  const put = await lead.post(
    `/consultations/${step}/agenda`,
    { meeting: its.meeting('abi-2026-12'), version: '1', consultation: step },
    { from: paper },
  )
  expect(put.to).toBe(`${paper}?done=scheduled`)
  const early = await lead.post(`/consultations/${step}/result`, { result: 'unchanged', version: '2' })
  expect(early.status).toBe(409)

  // Sessions end overnight: both sign in again.
  clock.set('2026-12-04T08:00:00Z')
  lead = await member(['lead'])
  council = await member(['council'])
  const meeting = `/meetings/${its.meeting('abi-2026-12')}`
  expect((await lead.get(meeting)).text).toContain(`/consultations/${step}/result`)
  const form = await lead.get(`/consultations/${step}/result`)
  expect(form.text).toContain('Sie berichtet in der nächsten Sitzung.')
  const recorded = await lead.post(`/consultations/${step}/result`, {
    result: 'unchanged',
    yes: '14',
    no: '3',
    abstained: '1',
    wording: 'Die Verwaltung richtet ein Ankommenszentrum ein. Sie berichtet in der nächsten Sitzung.',
    version: '2',
  })
  const resolution = recorded.to?.split('?')[0] ?? ''
  expect(resolution).toMatch(/^\/resolutions\//)
  expect((await lead.get(meeting)).text).toContain(resolution)
  expect((await lead.get(paper)).text).toContain('14 Ja, 3 Nein, eine Enthaltung')

  const wrong = await lead.post(`${resolution}/obligations/new`, {
    kind: 'report',
    passage: 'Sie berichtet im Kreistag.',
    due: 'onDay',
  })
  expect(wrong.status).toBe(422)
  const unfaithful = await lead.post(`${resolution}/obligations/new`, {
    kind: 'report',
    passage: 'Sie berichtet im Kreistag.',
    due: 'none',
  })
  expect(unfaithful.text).toContain('steht so nicht im Wortlaut')
  const marked = await lead.post(`${resolution}/obligations/new`, {
    kind: 'report',
    sentences: '1',
    responsible: its.organisation('youth-office'),
    due: 'nextMeeting',
    dueBody: committee,
  })
  expect(marked.to).toBe(`${resolution}?done=obligation`)
  const shown = await lead.get(resolution)
  expect(shown.text).toContain('11.02.2027')
  const obligation = /\/obligations\/([0-9a-f-]{36})\/move/.exec(shown.text)?.[1] ?? ''

  const delayed = await lead.post(`/obligations/${obligation}/move`, { state: 'delayed', version: '1' })
  expect(delayed.status).toBe(422)
  expect(delayed.text).toContain('warum es sich verzögert')
  await lead.post(`/obligations/${obligation}/move`, { state: 'delayed', reason: 'Stelle unbesetzt', version: '1' })
  const stale = await lead.post(`/obligations/${obligation}/move`, {
    state: 'inProgress',
    note: 'Von mir getippt',
    version: '1',
  })
  expect(stale.status).toBe(409)
  expect(stale.text).toContain('Von mir getippt')
  expect(stale.text).toContain('verzögert')

  const list = await lead.get('/resolutions?body=committee')
  expect(list.text).toContain('Stelle unbesetzt')
  expect(list.text).toContain('Mietvertrag')
  const seen = await council.get('/resolutions?body=committee')
  expect(seen.text).toContain('Stelle unbesetzt')
  expect(seen.text).not.toMatch(/Mietvertrag|nichtöffentlich/)

  const csv = await lead.get('/resolutions/files/csv?body=committee')
  expect(csv.text).toContain('Geschäftszimmer, 02999 100-51')
  // Titles that a spreadsheet would compute come with an apostrophe.
  expect(csv.text).toContain("'=SUMME(1)")
  expect(csv.text).not.toContain('Mietvertrag')
  expect((await lead.get('/resolutions/files/csv?body=committee&version=full')).text).toContain('Mietvertrag')
  expect((await council.get('/resolutions/files/csv?version=full')).status).toBe(403)

  const issued = await lead.post(
    '/resolutions/issue',
    { meeting: its.meeting('abi-2027-02') },
    { from: '/resolutions?body=committee' },
  )
  const laid = issued.to?.split('?')[0] ?? ''
  expect((await lead.get(laid)).text).toContain('Mietvertrag')
  expect((await council.get(laid)).status).toBe(404)
  const open = await council.get('/resolutions?body=committee')
  const theirs = /\/resolutions\/lists\/[0-9a-f-]{36}/.exec(open.text)?.[0] ?? ''
  expect((await council.get(theirs)).text).not.toContain('Mietvertrag')
  const file = await council.get(`${theirs}/json`)
  expect(file.text).toContain('Beschlusskontrolle, öffentlich')
  expect(file.text).not.toContain('Mietvertrag')
})

test('a correction of a released paper is a version of its own, with what changed', async () => {
  const lead = await member(['lead'])
  const paper = `/papers/${its.paper('motion')}`
  const fixed = await lead.post(
    `${paper}/correction`,
    {
      title: 'Antrag: Integrationskonzept überprüfen und anpassen',
      proposedResolution: 'Es wird überprüft und angepasst.',
      reason: 'Der Betreff war unvollständig.',
      version: '1',
    },
    { from: `${paper}/edit` },
  )
  expect(fixed.to).toBe(`${paper}?done=corrected`)
  const shown = await lead.get(paper)
  expect(shown.text).toContain('Der Betreff war unvollständig.')
  expect((await lead.get(`${paper}?version=1`)).text).toContain('Sie ist überholt')
  expect((await lead.get(`${paper}/versions/2`)).text).toMatch(/<ins/)
  expect((await lead.get(`${paper}/files/json?version=1`)).text).toContain('überholte Fassung')
})

test('what is due waits for the lead, and for a municipality what it answers for', async () => {
  const lead = await member(['lead'])
  expect((await lead.get('/inbox')).text).toContain('Überprüfung des Integrationskonzepts')
  const town = await member(['municipality'], { organisationId: its.organisation('town') })
  expect((await town.get('/inbox')).text).not.toContain('Überprüfung des Integrationskonzepts')
})
