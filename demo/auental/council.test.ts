import { describe, expect, test } from 'vitest'
import { addDays, type Day, day, dayNumber } from '../../src/kernel/day.ts'
import { workingCalendar } from '../../src/kernel/workingdays.ts'
import { dueOn } from '../../src/rooms/network/index.ts'
import { warendorfMeetings } from '../warendorf/council.ts'
import { warendorfCouncil } from '../warendorf/papers.ts'
import { abis, plannedMeetings } from './councildays.ts'
import { auentalMeetings } from './meetings.ts'
import { auentalCouncil } from './papers.ts'

/** The demo may be made on any day: every eleventh of three years, among them days of meetings and ends of terms. */
const days: readonly Day[] = Array.from({ length: 100 }, (_, index) => addDays(day('2025-10-30'), index * 11))
const calendar = workingCalendar('NW')

describe('on whatever day the demo is made', () => {
  test('each body meets four times a year, on working days, with one meeting fallen out and made up for', () => {
    for (const today of days) {
      const planned = plannedMeetings(today)
      const keys = planned.map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      for (const body of [abis, 'kreisausschuss', 'kreistag', 'lenkungsgruppe-kim']) {
        const standing = planned.filter((meeting) => meeting.body === body && !meeting.cancelled)
        expect(standing.length, `${body} on ${today}`).toBeGreaterThanOrEqual(15)
        expect(standing.length, `${body} on ${today}`).toBeLessThanOrEqual(17)
      }
      expect(planned.filter(({ on }) => !calendar.isWorkingDay(dayNumber(on)))).toEqual([])
      const cancelled = planned.filter((meeting) => meeting.cancelled)
      expect(cancelled).toHaveLength(2)
      for (const meeting of cancelled) {
        expect(meeting.cancelled!.on <= today).toBe(true)
        expect(keys).toContain(meeting.cancelled!.replacedBy)
      }
    }
  })

  test('papers, resolutions and agendas fit together', () => {
    for (const today of days) {
      const { meetings = [], partyGroups = [] } = auentalMeetings(today)
      const items = new Set(meetings.flatMap(({ key, agenda = [] }) => agenda.map((item) => `${key}/${item.key}`)))
      const known = new Map(meetings.map((meeting) => [meeting.key, meeting]))
      const { papers = [], resolutions = [] } = auentalCouncil(today)
      expect(papers.length).toBeGreaterThanOrEqual(20)
      expect(resolutions.length).toBeGreaterThanOrEqual(12)
      expect(new Set(papers.flatMap(({ number = [] }) => number)).size).toBeGreaterThan(17)
      for (const paper of papers) {
        expect(paper.datedOn < today, paper.key).toBe(true)
        if (paper.originator) expect(partyGroups.map(({ key }) => key)).toContain(paper.originator)
        for (const { agendaItem, meeting, result } of paper.consultations ?? []) {
          if (agendaItem) expect(items, `${paper.key} on ${today}`).toContain(agendaItem)
          if (result) expect(known.get(meeting!)!.state, paper.key).toBe('held')
        }
      }
      for (const { agendaItem, meeting, decidedOn, public: isPublic } of resolutions) {
        if (meeting) expect(known.get(meeting)).toMatchObject({ on: decidedOn, state: 'held' })
        const item = meeting && known.get(meeting)!.agenda!.find(({ key }) => `${meeting}/${key}` === agendaItem)
        if (item) expect(item.public).toBe(isPublic)
      }
    }
  })

  test('a report on the concept of 2010 is due in the next meeting of the committee', () => {
    for (const today of days) {
      const meetings = plannedMeetings(today)
      const asked = auentalCouncil(today).resolutions!.find(({ key }) => key === 'antrag-integrationskonzept')!
      const report = asked.obligations!.find(({ kind }) => kind === 'report')!
      expect(report.events).toEqual([])
      const known = meetings.map(({ key, body, on, cancelled }) => ({
        id: key,
        bodyId: body,
        heldOn: on,
        cancelledOn: cancelled?.on ?? null,
        replacedBy: cancelled?.replacedBy ?? null,
      }))
      const due = dueOn({ kind: 'nextMeeting', bodyId: abis }, asked.decidedOn, known, 'NW')!
      expect(due >= today, `due ${due} on ${today}`).toBe(true)
      expect(due < addDays(today, 200)).toBe(true)
    }
  })
})

test('obligations are in every state, two resolutions are not public', () => {
  const { resolutions = [], papers = [] } = auentalCouncil(day('2026-11-16'))
  const obligations = resolutions.flatMap((resolution) => resolution.obligations ?? [])
  expect(obligations.length).toBeGreaterThanOrEqual(18)
  const states = new Set(obligations.map(({ events = [] }) => events.at(-1)?.state ?? 'open'))
  expect([...states].toSorted()).toEqual(['delayed', 'done', 'doneReported', 'inProgress', 'open'])
  expect(resolutions.filter((resolution) => resolution.public === false)).toHaveLength(2)
  expect(papers.filter((paper) => paper.public === false)).toHaveLength(2)
})

describe('Kreis Warendorf', () => {
  test('has the meetings that the sources name, with nothing that they do not tell', () => {
    const { meetings = [], terms } = warendorfMeetings
    expect(meetings.map(({ body, on }) => `${body} ${on}`)).toEqual([
      'kreistag 2010-07-02',
      'biks 2022-11-21',
      'biks 2023-05-25',
    ])
    expect(terms).toBeUndefined()
    for (const meeting of meetings) {
      expect(meeting).not.toHaveProperty('startsAt')
      expect(meeting).not.toHaveProperty('place')
      expect(meeting.sources?.length).toBeGreaterThan(0)
      expect(meeting.agenda?.every((item) => item.number === null)).toBe(true)
    }
  })

  test('has the report discharged and the review open', () => {
    const asked = warendorfCouncil.resolutions!.find(({ key }) => key === 'ueberpruefung-2022')!
    const become = asked.obligations!.map(({ kind, events = [], discharge }) => [
      kind,
      events.at(-1)?.state ?? 'open',
      discharge?.paper,
    ])
    expect(become).toEqual([
      ['review', 'open', undefined],
      ['implement', 'open', undefined],
      ['report', 'done', 'bericht-066-2023'],
    ])
    const meetings = warendorfMeetings.meetings!.map(({ key, body, on }) => ({
      id: key,
      bodyId: body,
      heldOn: on,
      cancelledOn: null,
      replacedBy: null,
    }))
    expect(dueOn({ kind: 'nextMeeting', bodyId: 'biks' }, asked.decidedOn, meetings, 'NW')).toBe('2023-05-25')
  })
})
