import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOfNumber } from '../../../../kernel/day.ts'
import { linesOf, type PersonFacts } from '../domain/content.ts'
import { germanWords } from '../german.ts'
import { sharedPersons } from './identity.ts'

const name = fc.constantFrom('Layla', 'al-Haddad', 'Jean-Luc', "N'Diaye", 'van der Berg', 'Øster', 'نور')
const born = fc.integer({ min: -20_000, max: 20_000 }).map(dayOfNumber)
const person = (role: PersonFacts['role']) =>
  fc.record({
    id: fc.uuid(),
    givenName: fc.option(name),
    familyName: name,
    birthDate: fc.option(born),
    birthPrecision: fc.constantFrom('day' as const, 'year' as const),
    role: fc.constant(role),
  })

test('names and births come back as they were sent', () => {
  fc.assert(
    fc.property(fc.tuple(person('main'), person('child')), person('partner'), (family, partner) => {
      const facts = { persons: [], languages: [], holding: {} } as never
      const items = [family, [partner]].map((persons) => ({
        category: 'identity' as const,
        lines: linesOf('identity', facts, persons, { lines: {}, endsOn: null }, germanWords),
      }))
      const back = sharedPersons(items)
      expect(back.map(({ role }) => role)).toEqual(['main', 'child', 'partner'])
      for (const [index, sent] of [...family, partner].entries()) {
        expect(back[index]).toMatchObject({ givenName: sent.givenName, familyName: sent.familyName })
        const year = sent.birthDate?.slice(0, 4)
        if (sent.birthDate === null) expect(back[index]?.birth).toBeNull()
        else if (sent.birthPrecision === 'day') expect(back[index]?.birth?.date).toBe(sent.birthDate)
        else expect(back[index]?.birth).toEqual({ date: `${year}-01-01`, precision: 'year' })
      }
    }),
  )
})

test('where no name was shared nobody is read', () => {
  expect(sharedPersons([{ category: 'household', lines: ['1 erwachsene Person (1988)'] }])).toEqual([])
})
