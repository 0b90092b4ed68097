import { expect, test } from 'vitest'
import { gapLead, gapsLead } from './sentences.ts'

const gap = (unmetDays: number, first: number, last: number) => ({
  what: 'Sprache',
  where: 'in Hasselbeck',
  unmetDays,
  rank: { first, last },
})
const all = { needs: 100, unmetDays: 1000 }

test.each([
  ['nothing needed', [], { needs: 0, unmetDays: 0 }, ['gaps.lead.none']],
  ['all met at once', [gap(0, 1, 1)], { needs: 20, unmetDays: 0 }, ['gaps.lead.all-met']],
  ['few', [gap(90, 1, 1)], { needs: 11, unmetDays: 90 }, ['gaps.lead.few']],
  ['one stands out', [gap(600, 1, 1), gap(200, 2, 3)], all, ['gaps.lead.most', 'gaps.lead.share']],
  ['two may be first', [gap(600, 1, 2), gap(500, 1, 3)], all, ['gaps.lead.most', 'gaps.lead.or']],
])('%s', (_, ranked, whole, keys) => {
  expect(gapsLead(ranked, whole).map(({ key }) => key)).toEqual(keys)
})

test.each([
  [{ needs: 0, unmet: 0, median: null }, ['gap.lead.none']],
  [{ needs: 5, unmet: 3, median: 4 }, ['gap.lead.few']],
  [{ needs: 50, unmet: 30, median: 40.4 }, ['gap.lead.unmet', 'gap.lead.median']],
  [{ needs: 50, unmet: 40, median: null }, ['gap.lead.unmet', 'gap.lead.most-wait']],
])('one gap with %j', (figures, keys) => {
  const lead = gapLead({ what: 'Sprache', where: 'in Hasselbeck', unmetDays: 9, ...figures })
  expect(lead.map(({ key }) => key)).toEqual(keys)
})
