import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { blocksOf, checksumOf, plainText, typedFrom } from './domain/content.ts'
import { dueDayOf, dueRuleOf, storedDue } from './domain/due.ts'
import { lightOf } from './domain/followup.ts'
import { obligationStates, paperStates } from './domain/kinds.ts'
import { paperNumber, readPaperNumber } from './domain/numbers.ts'
import { mayBecome, mayCorrect, mayMovePaper, paperMoves, urgencyOf } from './domain/states.ts'
import { cut, isPartOf, passageOf, quoted, sentencesOf } from './domain/wording.ts'

test.each([
  ['draft', ['submit', 'release']],
  ['internalReview', ['return', 'release']],
  ['released', ['schedule', 'finish', 'withdraw']],
  ['onAgenda', ['schedule', 'finish', 'withdraw']],
  ['final', []],
  ['withdrawn', []],
] as const)('a paper that is %s may be moved by %j', (state, moves) => {
  expect(paperMoves.filter((move) => mayMovePaper(state, move))).toEqual(moves)
})

test('what is out and stands can be corrected', () => {
  expect(paperStates.filter(mayCorrect)).toEqual(['released', 'onAgenda', 'final'])
})

test.each([
  ['open', ['inProgress', 'delayed', 'done'], 'red'],
  ['inProgress', ['inProgress', 'delayed', 'done'], 'yellow'],
  ['delayed', ['inProgress', 'delayed', 'done'], 'yellow'],
  ['done', [], 'green'],
  ['doneReported', [], 'green'],
] as const)('an obligation that is %s may become %j and shows %s', (from, to, light) => {
  expect(obligationStates.filter((state) => mayBecome(from, state))).toEqual(to)
  expect(lightOf[from]).toBe(light)
})

test.each([
  ['open', '2026-11-15', 'overdue'],
  ['open', '2026-11-16', 'soon'],
  ['delayed', '2026-12-14', 'soon'],
  ['inProgress', '2026-12-15', 'later'],
  ['open', null, 'undated'],
  ['done', '2020-01-01', 'none'],
] as const)('%s and due %s is %s on 16 November', (state, due, urgency) => {
  expect(urgencyOf(state, due === null ? null : day(due), day('2026-11-16'))).toBe(urgency)
})

describe('quotations', () => {
  const wording =
    'Die Verwaltung prüft den Bedarf. Sie berichtet im\nnächsten Ausschuss; Nr. 5 bleibt.\n\n„Mittel werden bereitgestellt.“'
  test.each([
    ['Die Verwaltung prüft den Bedarf.', true],
    ['Sie berichtet im nächsten Ausschuss', true],
    ['Sie berichtet im nächsten Kreistag', false],
    ['die Verwaltung prüft', false],
    ['"Mittel werden bereitgestellt."', false],
    ['', false],
  ])('%s is part of it: %s', (passage, expected) => expect(isPartOf(quoted(passage), quoted(wording))).toBe(expected))

  test('only what cannot be seen is evened out', () => {
    expect(quoted('  a \r\n  b\u00a0 c\n\n\n\nd ')).toBe('a\nb c\n\nd')
  })

  test('ticked sentences give a literal passage with all between', () => {
    const text = quoted(wording)
    expect(sentencesOf(text).map((one) => one.text)[0]).toBe('Die Verwaltung prüft den Bedarf.')
    expect(passageOf(text, [0, 1])).toContain('Bedarf. Sie berichtet')
    expect(passageOf(text, [99])).toBe('')
  })

  test('every choice of sentences is a part of the wording, and cutting loses nothing', () => {
    const word = fc.constantFrom('Bedarf', 'prüfen', 'Nr. 5', '„so“', 'Die', 'a.', '!', '\n', '\n\n', '  ')
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), fc.array(fc.nat(6)), (words, ticked) => {
        const text = quoted(words.join(' '))
        const passage = passageOf(text, ticked)
        if (passage !== '') expect(isPartOf(quoted(passage), text)).toBe(true)
        const pieces = cut(text, [{ position: 1, wording: passage }])
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      }),
    )
  })
})

describe('what was typed as explanation', () => {
  const typed = '# Anlass\n\nErster Absatz,\nzweite Zeile.\n\n- eins\n- zwei\n\nSchluss.'
  test('becomes blocks, and comes back as it was', () => {
    const blocks = blocksOf(typed)
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'list', 'paragraph'])
    expect(typedFrom(blocks)).toBe(typed)
    expect(plainText(blocks)).toContain('eins\nzwei')
  })
  test('a composed text is not for typing', () => {
    expect(typedFrom([{ kind: 'quotation', text: ['a'] }])).toBeNull()
    expect(typedFrom([{ kind: 'paragraph', text: [{ kind: 'figure', text: '80', source: 1 }] }])).toBeNull()
  })
})

test('a checksum does not depend on the order of keys, and on nothing that is absent', () => {
  expect(checksumOf({ b: [1, { d: 1, c: 2 }], a: 'x', e: undefined })).toBe(
    checksumOf({ a: 'x', b: [1, { c: 2, d: 1 }] }),
  )
  expect(checksumOf({ a: 'x' })).not.toBe(checksumOf({ a: 'y' }))
})

test('numbers of papers', () => {
  expect(paperNumber(66, 2023)).toBe('066/2023')
  expect(paperNumber(1203, 2026)).toBe('1203/2026')
  expect(readPaperNumber('066/2023')).toEqual({ count: 66, year: 2023 })
  expect(readPaperNumber('SV-10-0898')).toBeUndefined()
})

describe('due days', () => {
  const meetings = [
    { id: 'a', bodyId: 'x', heldOn: day('2026-05-07'), cancelledOn: null, replacedBy: null },
    { id: 'b', bodyId: 'x', heldOn: day('2026-06-11'), cancelledOn: day('2026-06-01'), replacedBy: 'c' },
    { id: 'c', bodyId: 'x', heldOn: day('2026-06-25'), cancelledOn: null, replacedBy: null },
  ]
  const none = { dueKind: 'none', dueBodyId: null, dueDay: null, dueCount: null } as const
  const owed = { decidedOn: day('2026-05-07'), lastReportOn: null, nextReportOn: null }
  test.each([
    ['nothing set', { ...owed, ...none }, null],
    ['next meeting, moved', { ...owed, ...none, dueKind: 'nextMeeting', dueBodyId: 'x' }, '2026-06-25'],
    ['next meeting of a body without one', { ...owed, ...none, dueKind: 'nextMeeting', dueBodyId: 'y' }, null],
    // Ascension Day, Whit Monday and Corpus Christi 2026 are holidays in Nordrhein-Westfalen.
    ['20 working days over three holidays', { ...owed, ...none, dueKind: 'workingDays', dueCount: 20 }, '2026-06-09'],
    [
      'ongoing from the last report',
      { ...owed, ...none, dueKind: 'ongoing', dueCount: 6, lastReportOn: day('2026-06-30') },
      '2026-12-30',
    ],
    [
      'ongoing with an announced day',
      { ...owed, ...none, dueKind: 'ongoing', dueCount: 6, nextReportOn: day('2026-09-01') },
      '2026-09-01',
    ],
  ] as const)('%s', (_name, one, expected) => expect(dueDayOf(one, meetings, 'NW')).toBe(expected))

  test('a rule is stored and read without loss', () => {
    for (const rule of [
      { kind: 'nextMeeting', bodyId: 'x' },
      { kind: 'onDay', day: day('2026-01-02') },
      { kind: 'workingDays', count: 3 },
      { kind: 'monthsAfter', count: 6 },
      { kind: 'ongoing', everyMonths: 12 },
      null,
    ] as const)
      expect(dueRuleOf(storedDue(rule))).toEqual(rule)
  })
})
