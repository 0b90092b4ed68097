import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Assessed,
  changedForm,
  compareAssessments,
  type FormContent,
  keysOf,
  type Question,
  type Rating,
  readAnswers,
} from './domain.ts'
import { shippedForm } from './shipped.ts'

const question = (key: string, rest: Partial<Question> = {}): Question => ({
  key,
  text: `Frage ${key}`,
  kind: 'text',
  options: [],
  required: false,
  ...rest,
})

const form = (...questions: Question[]): FormContent => ({ domains: [{ domain: 'housing', questions }] })

describe('what is answered', () => {
  test.each([
    [question('a', { required: true }), '', 'required'],
    [question('a', { required: true }), '  ', 'required'],
    [question('a'), '', undefined],
    [question('a'), 'x'.repeat(2001), 'too-long'],
    [question('a', { kind: 'choice', options: ['Arbeit', 'Rente'] }), 'Rente', undefined],
    [question('a', { kind: 'choice', options: ['Arbeit', 'Rente'] }), 'Lotto', 'not-an-option'],
    [question('a', { kind: 'scale' }), '5', undefined],
    [question('a', { kind: 'scale' }), '6', 'not-an-option'],
    [question('a', { kind: 'yesNo' }), 'no', undefined],
    [question('a', { kind: 'yesNo' }), 'on', 'not-an-option'],
  ] as const)('%o answered with %j: %s', (asked, typed, code) => {
    const { answers, issues } = readAnswers(form(asked), () => typed)
    expect(issues).toEqual(code ? [{ key: 'a', code }] : [])
    expect(answers).toEqual(code || typed.trim() === '' ? {} : { a: typed })
  })
})

describe('a change of the form', () => {
  const three = form(question('a'), question('b'), question('c'))
  const order = (content: FormContent | undefined) => content && [...keysOf(content)].join('')

  test.each([
    [{ kind: 'up', key: 'b' }, 'bac'],
    [{ kind: 'down', key: 'b' }, 'acb'],
    [{ kind: 'up', key: 'a' }, undefined],
    [{ kind: 'down', key: 'c' }, undefined],
    [{ kind: 'remove', key: 'a' }, 'bc'],
    [{ kind: 'remove', key: 'z' }, undefined],
    [{ kind: 'add', domain: 'work', question: question('d') }, 'abcd'],
    [{ kind: 'add', domain: 'work', question: question('a') }, undefined],
    [{ kind: 'change', question: question('a') }, undefined],
  ] as const)('%o gives %s', (change, expected) => {
    expect(order(changedForm(three, change))).toBe(expected)
  })

  test('down and up again is as before, and no move loses a question', () => {
    const keys = [...keysOf(shippedForm)]
    fc.assert(
      fc.property(fc.constantFrom(...keys), (key) => {
        const down = changedForm(shippedForm, { kind: 'down', key })
        if (!down) return
        expect(new Set(keysOf(down))).toEqual(new Set(keys))
        expect(changedForm(down, { kind: 'up', key })).toEqual(shippedForm)
      }),
    )
  })
})

describe('two assessments side by side', () => {
  const at = (
    rating: Rating | undefined,
    answers: Record<string, string> = {},
    content = form(question('a')),
  ): Assessed => ({
    ratings: rating ? { housing: rating } : {},
    answers,
    form: content,
  })

  test.each([
    [2, 4, 'better'],
    [4, 2, 'worse'],
    [3, 3, 'same'],
    [undefined, 3, 'unknown'],
  ] as const)('from %s to %s is %s', (first, last, turn) => {
    expect(compareAssessments(at(first), at(last))[0]?.turn).toBe(turn)
  })

  test('a question that was reworded is compared under its newer words; one that is no longer asked keeps its answer', () => {
    const before = at(2, { a: 'alt', gone: 'damals' }, form(question('a'), question('gone')))
    const after = at(4, { a: 'neu' }, form(question('a', { text: 'Neu gefragt' })))
    expect(compareAssessments(before, after)[0]?.questions).toEqual([
      { key: 'a', text: 'Neu gefragt', kind: 'text', first: 'alt', last: 'neu' },
      { key: 'gone', text: 'Frage gone', kind: 'text', first: 'damals', last: null },
    ])
  })

  test('compared the other way round, better becomes worse and nothing else differs', () => {
    const rated = fc.record({ housing: fc.constantFrom<Rating>(1, 2, 3, 4, 5), work: fc.constantFrom<Rating>(1, 2, 3) })
    fc.assert(
      fc.property(rated, rated, (one, other) => {
        const [a, b] = [one, other].map((ratings) => ({ ratings, answers: {}, form: shippedForm }))
        const there = compareAssessments(a!, b!)
        const back = compareAssessments(b!, a!)
        const turned = { better: 'worse', worse: 'better', same: 'same', unknown: 'unknown' } as const
        expect(back).toEqual(
          there.map((each) => ({ ...each, first: each.last, last: each.first, turn: turned[each.turn] })),
        )
      }),
    )
  })
})
