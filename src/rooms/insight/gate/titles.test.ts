import { expect, test } from 'vitest'
import german from '../messages/de.releases.json' with { type: 'json' }
import english from '../messages/en.releases.json' with { type: 'json' }
import { rules } from './rules.ts'

test.each([german, english])('every sheet and table that leaves has a title %#', ({ insight }) => {
  const { sheet, table } = insight.releases
  for (const [name, declared] of Object.entries(rules)) {
    expect(sheet).toHaveProperty(name)
    for (const [one, rule] of Object.entries(declared)) if (rule !== 'internal') expect(table).toHaveProperty(one)
  }
})
