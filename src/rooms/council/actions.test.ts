import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Day, day } from '../../kernel/day.ts'
import { Conflict, Invalid } from '../../kernel/errors.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../platform/http/changed.ts'
import { tables } from './access.ts'
import { putOnAgenda } from './actions/agenda.ts'
import { removeConsultation } from './actions/consultations.ts'
import { issueList } from './actions/lists.ts'
import { markObligation } from './actions/marking.ts'
import { numberPaper } from './actions/numbering.ts'
import { dischargeObligation, moveObligation, reassignObligation, reopenObligation } from './actions/obligations.ts'
import { changePaper, createPaper, writePaper } from './actions/papers.ts'
import { movePaper, releasePaper } from './actions/releasing.ts'
import { correctResolution, recordResolution } from './actions/resolutions.ts'
import { recordResult } from './actions/results.ts'
import { blocksOf, checksumOf } from './domain/content.ts'
import { consultationsOf } from './queries/consultations.ts'
import { getIssuedList } from './queries/followup.ts'
import { dischargesOf, getObligation, listObligations, obligationsOf, stepsOf } from './queries/obligations.ts'
import { getPaper, versionsOf } from './queries/papers.ts'
import { getResolution, listResolutions, versionsOfResolution } from './queries/resolutions.ts'
import { conceptWording, setting, testCouncil } from './testing.ts'

const its = await testCouncil()
afterAll(its.close)
let lead: Actor
beforeAll(async () => {
  lead = await its.member('lead')
})

const content = { proposedResolution: 'Zur Kenntnis.', explanation: blocksOf('Der Stand.'), sources: [] }
const aPaper = (tx: Tx, more: Partial<Parameters<typeof createPaper>[3]> = {}) =>
  createPaper(tx, lead, setting, {
    kind: 'report',
    title: 'Umsetzungsstand',
    isPublic: true,
    datedOn: setting.today,
    content,
    consultations: [{ bodyId: its.body('committee'), role: 'information' }],
    ...more,
  })
const aReleased = async (tx: Tx) => {
  const id = await aPaper(tx)
  await releasePaper(tx, lead, setting, id)
  return id
}
const aResolution = (tx: Tx, more: Partial<Parameters<typeof recordResolution>[3]> = {}) =>
  recordResolution(tx, lead, setting, {
    title: 'Bericht',
    bodyId: its.body('committee'),
    decidedOn: day('2026-09-10'),
    wording: 'Die Verwaltung berichtet im nächsten Ausschuss.\nDie Mittel werden bereitgestellt.',
    isPublic: true,
    ...more,
  })
const as = <T>(work: (tx: Tx) => Promise<T>) => its.as(lead, work)

describe('papers', () => {
  test('go from draft to release, and what was released stays as it was', async () => {
    const { id, first, second } = await as(async (tx) => {
      const paper = await aPaper(tx)
      await movePaper(tx, lead, setting, paper, { move: 'submit' })
      await releasePaper(tx, lead, setting, paper)
      const [released] = await versionsOf(tx, paper)
      await writePaper(tx, lead, paper, {
        title: 'Umsetzungsstand, berichtigt',
        content: { ...content, proposedResolution: 'Der Bericht wird zur Kenntnis genommen.' },
      })
      // What everybody sees does not move before the correction is released.
      expect((await getPaper(tx, lead, paper)).title).toBe('Umsetzungsstand')
      await releasePaper(tx, lead, setting, paper, { reason: 'Der Vorschlag war unvollständig.' })
      return { id: paper, first: released, second: await versionsOf(tx, paper) }
    })
    expect(first?.checksum).toBe(checksumOf({ title: 'Umsetzungsstand', content }))
    expect(second.map(({ number, reason }) => [number, reason])).toEqual([
      [2, 'Der Vorschlag war unvollständig.'],
      [1, null],
    ])
    expect(second[1]).toEqual(first)
    for (const { checksum, title, content: kept } of second) expect(checksumOf({ title, content: kept })).toBe(checksum)
    expect(await as((tx) => getPaper(tx, lead, id))).toMatchObject({ state: 'released', number: expect.any(String) })
  })

  test('a released paper is changed by nobody, corrected only with a reason and a difference', async () => {
    await expect(
      as(async (tx) => {
        const id = await aReleased(tx)
        await changePaper(tx, lead, id, {
          kind: 'report',
          title: 'Anders',
          isPublic: true,
          datedOn: setting.today,
          version: 3,
        })
      }),
    ).rejects.toThrow(Conflict)
    await expect(
      as(async (tx) => releasePaper(tx, lead, setting, await aReleased(tx), { reason: 'Nochmals' })),
    ).rejects.toThrow('council-nothing-corrected')
    await expect(as(async (tx) => releasePaper(tx, lead, setting, await aReleased(tx)))).rejects.toThrow(Invalid)
  })

  test('two who change one draft lose nothing: the second is told', async () => {
    const id = await as((tx) => aPaper(tx))
    const change = (title: string) => (tx: Tx) =>
      changePaper(tx, lead, id, { kind: 'report', title, isPublic: true, datedOn: setting.today, version: 1 })
    await as(change('Erster'))
    await expect(as(change('Zweiter'))).rejects.toThrow(ChangedMeanwhile)
    expect((await as((tx) => getPaper(tx, lead, id))).title).toBe('Erster')
  })

  test('twelve who ask for a number at once get twelve numbers without a gap; who fails takes none', async () => {
    const other = { ...setting, today: day('2025-06-02') }
    const ids = await as(async (tx) => {
      const made = []
      for (let i = 0; i < 12; i++) made.push(await aPaper(tx))
      return made
    })
    const failing = as(async (tx) => {
      await numberPaper(tx, lead, other, ids[0] as string)
      throw new Error('on purpose')
    }).catch(() => 'failed')
    const given = await Promise.all([failing, ...ids.map((id) => as((tx) => numberPaper(tx, lead, other, id)))])
    expect(given.slice(1).sort()).toEqual(
      Array.from({ length: 12 }, (_, index) => `${String(index + 1).padStart(3, '0')}/2025`),
    )
    await expect(as((tx) => numberPaper(tx, lead, other, ids[3] as string))).rejects.toThrow('council-has-number')
  })

  test('a paper goes on an agenda of its body, is noted there, and is final', async () => {
    await as(async (tx) => {
      const id = await aReleased(tx)
      const [step] = await consultationsOf(tx, [id])
      await expect(
        putOnAgenda(tx, lead, setting, step!.id, { meetingId: its.meeting('steering-2026-10') }),
      ).rejects.toThrow(Invalid)
      await putOnAgenda(tx, lead, setting, step!.id, { meetingId: its.meeting('abi-2026-12') })
      const [scheduled] = await consultationsOf(tx, [id])
      expect((await getPaper(tx, lead, id)).state).toBe('onAgenda')
      await expect(removeConsultation(tx, lead, id, step!.id)).rejects.toThrow('council-consultation-bound')
      await expect(
        recordResult(tx, lead, setting, step!.id, { result: 'noted', version: scheduled!.version }),
      ).rejects.toThrow('council-not-held')
      const later = { ...setting, today: day('2026-12-04') }
      await recordResult(tx, lead, later, step!.id, { result: 'noted', version: scheduled!.version })
      expect((await getPaper(tx, lead, id)).state).toBe('final')
      await expect(
        recordResult(tx, lead, later, step!.id, { result: 'rejected', version: scheduled!.version + 1 }),
      ).rejects.toThrow('council-has-result')
    })
  })

  test('an adopted wording becomes a resolution; a rejected one does not', async () => {
    await as(async (tx) => {
      const id = await aPaper(tx, {
        kind: 'decision',
        consultations: [
          { bodyId: its.body('committee'), meetingId: its.meeting('abi-2026-09'), role: 'preparation' },
          { bodyId: its.body('council'), role: 'decision' },
        ],
      })
      await releasePaper(tx, lead, setting, id)
      const [first] = await consultationsOf(tx, [id])
      await expect(
        recordResult(tx, lead, setting, first!.id, { result: 'rejected', wording: 'Nein.', version: first!.version }),
      ).rejects.toThrow(Invalid)
      const resolution = await recordResult(tx, lead, setting, first!.id, {
        result: 'amended',
        votes: { yes: 11, no: 4, abstained: 1, excluded: 1 },
        wording: 'Die Verwaltung prüft den Bedarf.',
        version: first!.version,
      })
      expect(await getResolution(tx, lead, resolution!)).toMatchObject({
        decidedOn: '2026-09-10',
        paperId: id,
        wording: 'Die Verwaltung prüft den Bedarf.',
      })
      // The deciding body has not voted yet.
      expect((await getPaper(tx, lead, id)).state).toBe('released')
    })
  })
})

describe('resolutions and obligations', () => {
  test('an obligation is a literal part of the wording', async () => {
    await as(async (tx) => {
      const id = await aResolution(tx)
      const mark = (wording: string) => markObligation(tx, lead, setting, id, { kind: 'report', wording, due: null })
      await expect(mark('Die Verwaltung berichtet im nächsten Kreistag.')).rejects.toThrow(Invalid)
      await mark('Die Verwaltung berichtet\nim nächsten Ausschuss.')
      await mark('Die Mittel werden bereitgestellt.')
      expect((await obligationsOf(tx, lead, setting, id)).map(({ position }) => position)).toEqual([1, 2])
    })
  })

  test('a correction stands beside the old wording, and only what still is in it goes on', async () => {
    await as(async (tx) => {
      const id = await aResolution(tx)
      const report = await markObligation(tx, lead, setting, id, {
        kind: 'report',
        wording: 'Die Verwaltung berichtet im nächsten Ausschuss.',
        due: null,
      })
      await markObligation(tx, lead, setting, id, {
        kind: 'fund',
        wording: 'Die Mittel werden bereitgestellt.',
        due: null,
      })
      await moveObligation(tx, lead, setting, report, { state: 'inProgress', note: 'Begonnen.', version: 1 })
      const next = await correctResolution(tx, lead, setting, id, {
        wording: 'Die Verwaltung berichtet im nächsten Ausschuss.\nDie Mittel werden geprüft.',
        reason: 'Hörfehler in der Niederschrift.',
      })
      const versions = await versionsOfResolution(tx, lead, await getResolution(tx, lead, id))
      expect(versions.map(({ id: one, correctionReason }) => [one, correctionReason])).toEqual([
        [next, 'Hörfehler in der Niederschrift.'],
        [id, null],
      ])
      const carried = await obligationsOf(tx, lead, setting, next)
      expect(carried.map(({ kind, state }) => [kind, state])).toEqual([['report', 'inProgress']])
      const { rows } = await listObligations(tx, lead, setting, {})
      expect(rows.filter(({ resolutionId }) => resolutionId === id)).toEqual([])
      expect((await listResolutions(tx, lead, { text: 'bereitgestellt' })).rows.map((row) => row.id)).not.toContain(id)
      await expect(
        correctResolution(tx, lead, setting, id, { wording: 'Ganz anders.', reason: 'Nochmals' }),
      ).rejects.toThrow('council-already-corrected')
    })
  })

  test('states: delayed needs a reason, done says by what, done opens again when its paper is withdrawn', async () => {
    await as(async (tx) => {
      const id = await markObligation(tx, lead, setting, await aResolution(tx), {
        kind: 'report',
        wording: 'Die Verwaltung berichtet im nächsten Ausschuss.',
        due: null,
      })
      await expect(moveObligation(tx, lead, setting, id, { state: 'delayed', version: 1 })).rejects.toThrow(Invalid)
      await moveObligation(tx, lead, setting, id, { state: 'delayed', reason: 'Stelle unbesetzt', version: 1 })
      await expect(moveObligation(tx, lead, setting, id, { state: 'open', version: 2 })).rejects.toThrow(Conflict)
      await expect(dischargeObligation(tx, lead, setting, id, { on: setting.today })).rejects.toThrow(Invalid)
      const paper = await aReleased(tx)
      await dischargeObligation(tx, lead, setting, id, { paperId: paper, on: day('2026-11-02') })
      expect(await getObligation(tx, lead, setting, id)).toMatchObject({ state: 'done', since: '2026-11-02' })
      await movePaper(tx, lead, setting, paper, { move: 'withdraw', reason: 'Zahlen falsch' })
      expect(await getObligation(tx, lead, setting, id)).toMatchObject({
        state: 'inProgress',
        lastReport: 'Zahlen falsch',
      })
      expect(await dischargesOf(tx, [id])).toEqual([])
      expect((await stepsOf(tx, [id])).get(id)?.map(({ event }) => event)).toEqual([
        'recorded',
        'moved',
        'discharged',
        'reopened',
      ])
      await expect(reopenObligation(tx, lead, setting, id, { reason: 'Nochmals' })).rejects.toThrow(Conflict)
      await expect(
        reassignObligation(tx, lead, setting, id, { due: null, note: 'Zu spät gesehen', version: 1 }),
      ).rejects.toThrow(ChangedMeanwhile)
    })
  })

  test.each<[string, Parameters<typeof markObligation>[4]['due'], Day | null]>([
    ['next meeting: the cancelled one counts through its replacement', null, day('2026-12-03')],
    ['a day stays as it was set', { kind: 'onDay', day: day('2026-12-26') }, day('2026-12-26')],
    ['working days', { kind: 'workingDays', count: 10 }, day('2026-09-24')],
    ['months end on a working day', { kind: 'monthsAfter', count: 3 }, day('2026-12-10')],
    ['ongoing: from the decision on', { kind: 'ongoing', everyMonths: 6 }, day('2027-03-10')],
  ])('due, %s', async (_name, due, expected) => {
    await as(async (tx) => {
      const id = await markObligation(tx, lead, setting, its.resolution('concept'), {
        kind: 'report',
        wording: conceptWording,
        due: due ?? { kind: 'nextMeeting', bodyId: its.body('committee') },
      })
      expect((await getObligation(tx, lead, setting, id)).due).toBe(expected)
    })
  })

  test('the due day follows the calendar when a meeting is cancelled, without anything being written here', async () => {
    const due = () => as(async (tx) => (await getObligation(tx, lead, setting, its.obligation('report'))).due)
    expect(await due()).toBe('2026-12-03')
    const december = its.meeting('abi-2026-12')
    await its.as('system', (tx) =>
      sql`UPDATE meeting SET cancelled_on = '2026-11-20', cancelled_reason = 'Frost' WHERE id = ${december}`.execute(
        tx,
      ),
    )
    expect(await due()).toBe('2027-02-11')
    await its.as('system', (tx) =>
      sql`UPDATE meeting SET cancelled_on = NULL, cancelled_reason = NULL WHERE id = ${december}`.execute(tx),
    )
  })
})

test('a list that was issued never changes; what is done in it was shown once and is archived', async () => {
  const id = its.obligation('cancel')
  const list = await as(async (tx) => {
    await dischargeObligation(tx, lead, setting, id, { on: setting.today, note: 'Vertrag gekündigt.' })
    return await issueList(tx, lead, setting, its.meeting('abi-2026-12'))
  })
  const before = await as((tx) => getIssuedList(tx, lead, list))
  expect(before.content.rows.map(({ obligationId, state }) => [obligationId, state])).toContainEqual([id, 'done'])
  await as(async (tx) => {
    expect((await getObligation(tx, lead, setting, id)).state).toBe('doneReported')
    const report = await getObligation(tx, lead, setting, its.obligation('report'))
    await moveObligation(tx, lead, setting, report.id, {
      state: 'delayed',
      reason: 'Neue Lage',
      version: report.version,
    })
  })
  const after = await as((tx) => getIssuedList(tx, lead, list))
  expect(after).toEqual(before)
  expect(checksumOf(after.content)).toBe(after.checksum)
  await expect(as((tx) => issueList(tx, lead, setting, its.meeting('abi-2026-12')))).rejects.toThrow(Conflict)
  const open = await as((tx) => listObligations(tx, lead, setting, { bodyId: its.body('committee') }))
  expect(open.rows.map((row) => row.id)).not.toContain(id)
  const archive = await as((tx) => listObligations(tx, lead, setting, { view: 'archive' }))
  expect(archive.rows.map((row) => row.id)).toContain(id)
  // The public list of the same meeting has no trace of what is not public.
  const rows = await its.as('system', (tx) =>
    tables(tx).selectFrom('followup_list').select('content').where('is_public', '=', true).execute(),
  )
  expect(JSON.stringify(rows)).not.toContain('Mietvertrag')
})
