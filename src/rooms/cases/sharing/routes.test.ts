import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql } from '../../../platform/database/index.ts'
import { type TestGate, testGate } from '../../../platform/http/testing.ts'
import { room as journeys } from '../../journeys/index.ts'
import { room as network } from '../../network/index.ts'
import { room as offers } from '../../offers/index.ts'
import { type DataCategory, loadBases, room as people } from '../../people/index.ts'
import { room as cases, loadCourse } from '../index.ts'
import { type TestFile, type TestSharing, testSharing } from './testing.ts'

type Member = Awaited<ReturnType<TestGate['member']>>

let its: TestSharing
let gate: TestGate
let giver: Member
let file: TestFile

const consent = (person: string, categories: readonly DataCategory[], recipient = 'jobcenter') =>
  its.as('system', (tx) =>
    loadBases(
      tx,
      [
        {
          key: 'one',
          controllerId: its.organisation('district'),
          personId: its.people.persons.get(person) as Id<'person'>,
          kind: 'consent',
          purpose: 'responsibilityChange',
          recipientId: its.organisation(recipient),
          categories,
          givenOn: day('2026-10-12'),
          validUntil: day('2027-10-12'),
        },
      ],
      { simulated: true, today: day('2026-11-16') },
    ),
  )

beforeAll(async () => {
  its = await testSharing()
  gate = await testGate(its, { rooms: [network, offers, people, journeys, cases] })
  giver = await gate.member(['caseManager'], { organisationId: its.organisation('district') })
  file = await its.file('district')
  await consent('layla', ['contact', 'household', 'language', 'livelihood', 'identity'])
  await consent('layla', ['contact', 'household', 'language', 'livelihood', 'identity'], 'town')
})
afterAll(() => its.close())

const at = (path = 'new') => `/cases/${file.id}/handovers/${path}`
const typed = (over: Record<string, string | string[]> = {}) => ({
  to: its.organisation('jobcenter'),
  interface: its.interfaceId,
  chosenFor: `${its.organisation('jobcenter')} ${its.interfaceId}`,
  categories: ['contact', 'household', 'language', 'livelihood'],
  members: [its.people.persons.get('nour') as string, its.people.persons.get('omar') as string],
  endsOn: '30.11.2026',
  note: 'Bitte ein Termin am Nachmittag.',
  reads: 'days90',
  ...over,
})
const seenOn = (page: string) => /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? ''
/** Offers as a person does it: refreshes the preview, then sends what stands there. */
async function offer(over: Record<string, string | string[]> = {}) {
  const kept = await giver.post(at('preview'), { ...typed(over), do: 'preview' }, { from: at() })
  const page = await giver.get(kept.to ?? '')
  return { page, sent: await giver.post(at(), { ...typed(over), seen: seenOn(page.text), do: 'offer' }) }
}
const contentOf = async (path: string | undefined) => {
  const id = /handovers\/([0-9a-f-]{36})/.exec(path ?? '')?.[1]
  const { rows } = await its.as('system', (tx) =>
    sql<{ items: unknown; note: string | null }>`
      SELECT items, note FROM handover_content WHERE handover_id = ${id} AND side = 'receiver'
    `.execute(tx),
  )
  return { id, ...rows[0] }
}

describe('preparing a hand-over', () => {
  test('begins with receiver and purpose; for those what is needed and covered stands ticked', async () => {
    const empty = await giver.get(at())
    expect(empty.status).toBe(200)
    expect(empty.text).not.toContain('Welche Angaben gehen mit?')
    const chosen = await giver.get(`${at()}?to=${its.organisation('jobcenter')}&interface=${its.interfaceId}`)
    expect(chosen.text).toContain('Welche Angaben gehen mit?')
    expect(chosen.text).toMatch(/checked="" value="household"|value="household"[^>]*checked/)
    expect(chosen.text).toMatch(/value="health"[^>]*disabled|disabled=""[^>]*value="health"/)
    expect(chosen.text).toContain('Einwilligung einholen')
  })

  test('the receiver gets exactly what stood in the preview', async () => {
    const { page, sent } = await offer()
    expect(sent.status).toBe(303)
    expect(sent.to).toContain('/sent')
    const { items, note } = await contentOf(sent.to)
    const lines = (items as { label: string; lines: string[] }[]).flatMap((item) => [item.label, ...item.lines])
    expect(lines).toContain('1 erwachsene Person (1988)')
    const preview = page.text.slice(page.text.indexOf('nl-preview'))
    for (const line of [...lines, note ?? '']) expect(preview).toContain(line)
    expect(JSON.stringify(items)).not.toMatch(/1991|Omar|Haddad/)
    expect((await giver.get(sent.to ?? '')).text).toContain('Jobcenter Kreis Auental')
  })

  test('what was changed after the preview is shown once more before it goes', async () => {
    const { page } = await offer({ note: '' })
    const check = await giver.post(at(), { ...typed({ note: 'Anders' }), seen: seenOn(page.text), do: 'offer' })
    expect(check.status).toBe(200)
    expect(check.text).toContain('Jetzt anbieten')
    const sent = await giver.post(at(), { ...typed({ note: 'Anders' }), seen: seenOn(check.text), do: 'offer' })
    expect((await contentOf(sent.to)).note).toBe('Anders')
  })

  test('all that is wrong is said at once, and nothing is sent', async () => {
    const { sent } = await offer({ categories: ['contact'], endsOn: '31.11.2026', reads: '', note: 'Layla kommt' })
    expect(sent.status).toBe(422)
    for (const words of ['kann der Empfänger nicht beginnen', 'Bitte wählen Sie eine Dauer', '„Layla“ ist ein Name'])
      expect(sent.text).toContain(words)
    expect(sent.text).toContain('Layla kommt')
  })

  test('a basis that is revoked while the form stands open lets nothing pass', async () => {
    const { page } = await offer({
      to: its.organisation('town'),
      chosenFor: `${its.organisation('town')} ${its.interfaceId}`,
    })
    await its.as('system', (tx) =>
      sql`UPDATE transfer_basis SET revoked_on = '2026-11-16', revoked_at = now()
          WHERE recipient_organisation_id = ${its.organisation('town')}`.execute(tx),
    )
    const values = typed({ to: its.organisation('town'), chosenFor: `${its.organisation('town')} ${its.interfaceId}` })
    const sent = await giver.post(at(), { ...values, seen: seenOn(page.text), do: 'offer' })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('keine Grundlage')
  })

  test('a draft is kept and comes back', async () => {
    const kept = await giver.post(at('preview'), { ...typed({ note: 'Entwurf' }), do: 'draft' }, { from: at() })
    expect(kept.to).toBe(`/cases/${file.id}?done=handover-kept`)
    // On the page of the file and beside a new one; it opens at an address of its own.
    const [address] =
      /cases\/[0-9a-f-]+\/handovers\/new\/[0-9a-f-]+/.exec((await giver.get(`/cases/${file.id}`)).text) ?? []
    expect((await giver.get(at())).text).toContain('liegt noch ein Entwurf')
    expect((await giver.get(`/${address}?draft=restore`)).text).toContain('Entwurf</textarea>')
  })

  test('drafts for another receiver stand beside each other, and go when they are offered', async () => {
    const town = its.organisation('town')
    const other = { to: town, chosenFor: `${town} ${its.interfaceId}`, note: 'Für die Stadt' }
    const one = await giver.post(at('preview'), { ...typed({ note: 'Fürs Jobcenter' }), do: 'preview' })
    const two = await giver.post(at('preview'), { ...typed(other), do: 'preview' })
    expect(one.to).not.toBe(two.to)
    expect((await giver.get(one.to ?? '')).text).toContain('Fürs Jobcenter')
    const second = await giver.get(two.to ?? '')
    expect(second.text).toContain('Für die Stadt')
    expect(second.text).toContain('Jobcenter Kreis Auental · Sozialamt an Jobcenter')
    // Another receiver chosen at the address of the first: it moves there, and the first is not there twice.
    const from = one.to?.split('/').at(-1)?.split('?')[0]
    const moved = await giver.post(`${at('preview')}?from=${from}`, { ...typed(other), do: 'preview' })
    expect(moved.to).toBe(two.to)
    expect((await giver.get(at())).text).not.toContain('Jobcenter Kreis Auental · Sozialamt an Jobcenter')
    expect((await giver.get(at('new/anything'))).status).toBe(404)
  })

  test('what does not go says so in the preview, with why', async () => {
    const { sent } = await offer({ categories: ['contact', 'health'], endsOn: '31.11.2026', reads: '' })
    expect(sent.status).toBe(422)
    const preview = sent.text.slice(sent.text.indexOf('nl-preview'))
    for (const words of [
      'wird nicht gesendet',
      'gilt keine Einwilligung',
      'Diesen Tag gibt es nicht',
      'noch nicht gewählt',
    ])
      expect(preview).toContain(words)
  })

  test('what has no basis is asked for where it is missed, and the draft comes back with it', async () => {
    const person = its.people.persons.get('layla') as string
    const page = await giver.post(at('preview'), { ...typed({ note: 'Bleibt' }), do: `consent ${person} health` })
    const form = page.to ?? ''
    expect(form.split('?')[0]).toBe(`/people/${person}/bases/new`)
    const asked = new URLSearchParams(form.split('?')[1])
    expect(asked.get('recipient')).toBe(its.organisation('jobcenter'))
    expect(asked.get('purpose')).toBe('responsibilityChange')
    expect(asked.getAll('categories')).toEqual(['health'])
    const shown = await giver.get(form)
    expect(shown.text).toMatch(/value="health"[^>]*checked|checked=""[^>]*value="health"/)
    const drafted = await giver.post(form.split('?')[0] ?? '', {
      recipient: its.organisation('jobcenter'),
      purpose: 'responsibilityChange',
      categories: ['health'],
      validUntil: '10.11.2027',
      language: 'ar',
      back: asked.get('back') ?? '',
    })
    const [basis, query] = (drafted.to ?? '').split('?')
    const home = new URLSearchParams(query).get('back') ?? ''
    expect(home).toMatch(/handovers\/new\/[0-9a-f]{12}-[0-9a-f]{12}$/)
    expect((await giver.get(drafted.to ?? '')).text).toContain(`name="back" value="${home}"`)
    const sign = { version: '1', givenOn: '16.11.2026', method: 'signed' }
    // Another host is no way back.
    const elsewhere = await giver.post(`${basis}/sign`, { ...sign, givenOn: '', back: '//evil.example' })
    expect(elsewhere.text).not.toContain('evil.example')
    const signed = await giver.post(`${basis}/sign`, { ...sign, back: home })
    expect(signed.to).toBe(`${home}?draft=restore`)
    const back = await giver.get(signed.to ?? '')
    expect(back.text).toContain('Bleibt')
    expect(back.text).toMatch(/value="health"[^>]*checked|checked=""[^>]*value="health"/)
  })

  test('another adult is asked for a consent of their own; a stranger is not found', async () => {
    const omar = its.people.persons.get('omar') as string
    const page = await giver.post(at('preview'), { ...typed(), do: `consent ${omar}` })
    expect(page.to).toContain(`/people/${omar}/bases/new?`)
    expect(new URLSearchParams(page.to?.split('?')[1]).getAll('categories')).toEqual(['household'])
    const child = its.people.persons.get('nour') as string
    for (const other of [child, file.id])
      expect((await giver.post(at('preview'), { ...typed(), do: `consent ${other}` })).status).toBe(404)
  })

  test('the file says what is open, and what held', async () => {
    await its.as('system', (tx) =>
      loadCourse(
        tx,
        [
          {
            caseId: file.id,
            controllerId: its.organisation('district'),
            kind: 'asylumBenefits',
            from: day('2025-10-01'),
          },
        ],
        Date.parse('2026-11-01'),
      ),
    )
    const page = await giver.get(`/cases/${file.id}`)
    for (const words of [
      'Offene Übergaben',
      'Jobcenter Kreis Auental',
      'AsylbLG → SGB II · wartet 0 Tage',
      'AsylbLG, Sozialamt',
    ])
      expect(page.text).toContain(words)
    expect((await giver.get(`/cases/${file.id}/handovers`)).status).toBe(200)
  })

  test('before a revocation it is told what it stops, afterwards what it has stopped, and the receiver which hand-overs', async () => {
    const person = its.people.persons.get('layla') as string
    await consent('layla', ['contact', 'livelihood'], 'town')
    const to = { to: its.organisation('town'), chosenFor: `${its.organisation('town')} ${its.interfaceId}` }
    const { sent } = await offer({ ...to, categories: ['contact', 'livelihood'], members: [] })
    const { id: handover } = await contentOf(sent.to)
    const { rows } = await its.as('system', (tx) =>
      sql<{ id: string }>`
        SELECT id FROM transfer_basis
        WHERE recipient_organisation_id = ${its.organisation('town')} AND revoked_at IS NULL
      `.execute(tx),
    )
    const basis = `/people/${person}/bases/${rows[0]?.id}`
    const list = await giver.get(`/people/${person}/bases`)
    expect(list.text).toMatch(/trägt eine offene Übergabe/)
    const before = await giver.get(basis)
    expect(before.text).toContain('Was ein Widerruf anhält')
    expect(before.text).toContain(`/handovers/${handover}`)
    const intake = await gate.member(['municipality'], { organisationId: its.organisation('town') })
    expect((await intake.get(`/handovers/${handover}`)).text).toContain('30.11.2026')
    const revoked = await giver.post(`${basis}/revoke`, {}, { from: basis })
    const after = await giver.get(revoked.to ?? '')
    expect(after.text).toContain('Was der Widerruf angehalten hat')
    expect(after.text).toContain(`/handovers/${handover}`)
    const notice = /\/people\/notices\/[0-9a-f-]{36}/.exec((await intake.get('/inbox')).text)?.[0] ?? ''
    const told = await intake.get(notice)
    expect(told.text).toContain('Übergaben mit diesen Angaben')
    expect(told.text).toContain(`/handovers/${handover}`)
    expect(told.text).not.toMatch(/Layla|Haddad/)
    expect((await intake.get(`/handovers/${handover}`)).text).not.toContain('30.11.2026')
  })

  test('the sheet for a person leads to the code of their hand-overs', async () => {
    const sheet = await giver.get(`/people/${its.people.persons.get('layla')}/information`)
    expect(sheet.text).toContain('Was Sie noch mitgeben können')
    expect(sheet.text).toMatch(/\/handovers\/[0-9a-f-]{36}\/code/)
  })

  test('nobody else opens the form: 404 for another team, 403 without the right', async () => {
    const other = await gate.member(['caseManager'], { organisationId: its.organisation('town') })
    const intake = await gate.member(['intake'], { organisationId: its.organisation('jobcenter') })
    expect([(await other.get(at())).status, (await intake.get(at())).status]).toEqual([404, 403])
  })
})

describe('taking a hand-over into a file of one’s own', () => {
  const criteria = { complexNeed: 'yes', manyActors: 'yes', regularWaysFail: 'yes', ownResources: 'yes', agreed: 'yes' }

  test('members of the family come along only where they are chosen', async () => {
    await its.as('system', (tx) => sql`UPDATE transfer_basis SET revoked_on = NULL, revoked_at = NULL`.execute(tx))
    const to = { to: its.organisation('town'), chosenFor: `${its.organisation('town')} ${its.interfaceId}` }
    const { sent } = await offer({ ...to, categories: ['contact', 'identity', 'livelihood', 'household', 'language'] })
    const { id } = await contentOf(sent.to)
    const receiver = await gate.member(['caseManager'], { organisationId: its.organisation('town') })
    await its.as('system', (tx) =>
      sql`UPDATE handover SET state = 'accepted', answered_on = '2026-11-16' WHERE id = ${id}`.execute(tx),
    )
    expect((await receiver.get(`/handovers/${id}`)).text).toContain('Als Fall aufnehmen')
    const page = await receiver.get(`/cases/from/${id}`)
    expect(page.text).toContain('Haddad, Nour, geb. 20.05.2018')
    expect(page.text).not.toContain('Omar')
    const person = { givenName: 'Layla', familyName: 'Haddad', birth: '12.03.1988', decision: 'accept' }
    const taken = await receiver.post(`/cases/from/${id}`, { ...person, ...criteria })
    expect(taken.status).toBe(303)
    const { rows } = await its.as('system', (tx) =>
      sql<{ given_name: string; controller_id: string }>`
        SELECT given_name, controller_id FROM person WHERE controller_id = ${its.organisation('town')}
      `.execute(tx),
    )
    expect(rows.map((row) => row.given_name)).toEqual(['Layla'])
    expect((await receiver.get(taken.to ?? '')).text).toContain('von Kreis Auental')
    // Once taken it stands in one file; and the giver's file is still nobody else's.
    expect((await receiver.get(`/cases/from/${id}`)).status).not.toBe(200)
    expect((await receiver.get(`/cases/${file.id}`)).status).toBe(404)
  })
})

test('a hurdle is reported in two clicks: what it is, and send', async () => {
  const form = `/cases/${file.id}/findings/new?at=interface.${its.interfaceId}`
  const page = await giver.get(form)
  expect(page.text).toMatch(
    new RegExp(`value="${its.interfaceId}"[^>]*selected|selected=""[^>]*value="${its.interfaceId}"`),
  )
  const sent = await giver.post(form, { interface: its.interfaceId, hurdle: 'missingDocument' })
  expect(sent.to).toBe(`/cases/${file.id}?done=finding-counted`)
  const shown = await giver.post(form, { hurdle: 'language', text: 'Frau M. versteht die Briefe nicht' })
  expect(shown.text).toContain('<mark>Frau M.</mark>')
  const again = await giver.post(form, { hurdle: 'language', text: 'Briefe sind nicht zu verstehen', confirmed: 'on' })
  expect(again.to).toContain('done=finding-sent')
  expect((await giver.get('/findings')).text).toContain('wartet auf Freigabe')
  expect((await giver.get(`/cases/${file.id}`)).text).toContain('Ihre Hinweise wirken')
})
