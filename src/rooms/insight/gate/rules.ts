import type { Declaration } from './declaration.ts'

/** What the Land asks of integration management by reference date. */
const controllingNorm = 'KIM-Förderrichtlinie vom 12.12.2024 (MBl. NRW 2024 Nr. 43): Controlling'

/** Files by a code of theirs: to the Land exactly as it asks for them, to others with what is small withheld. */
const filesBy = (population: string): Declaration => ({
  rule: 'suppress',
  population,
  base: 'count',
  show: ['count'],
  norm: controllingNorm,
})

/**
 * The one rule of every table, by sheet and table. A table that is missing here is released to nobody but coordinators:
 * whoever adds a table must say here what it may be for others. Rules are for life; what changes is a new table.
 */
export const rules: Readonly<Record<string, Readonly<Record<string, Declaration>>>> = {
  situation: {
    district: {
      rule: 'cell-key',
      population: 'hand-overs-due',
      base: 'handOvers',
      show: ['handOvers', 'open', 'lostDays', 'waitingDays'],
    },
    hurdles: {
      rule: 'cell-key',
      population: 'hand-overs-due',
      base: 'handOvers',
      show: ['target', 'handOvers', 'open', 'lostDays', 'waitingDays', 'median', 'kept', 'judged', 'keptShare'],
      on: { keptShare: ['kept', 'judged'] },
    },
    hurdleTowns: {
      rule: 'cell-key',
      population: 'hand-overs-due',
      base: 'handOvers',
      show: ['handOvers', 'lostDays'],
      hierarchy: { town: 'regions' },
    },
    months: {
      rule: 'cell-key',
      population: 'hand-overs-offered',
      base: 'offered',
      show: ['offered', 'median'],
      hierarchy: { month: 'quarters' },
    },
    towns: {
      rule: 'cell-key',
      population: 'hand-overs-due',
      base: 'handOvers',
      show: ['handOvers', 'lostDays', 'residents'],
      hierarchy: { town: 'regions' },
    },
    changes: 'internal',
    jumps: 'internal',
    rises: 'internal',
    silences: 'internal',
    stale: 'internal',
    quality: 'internal',
  },
  interface: {
    hurdle: {
      rule: 'cell-key',
      population: 'hand-overs-due',
      base: 'handOvers',
      show: ['target', 'handOvers', 'open', 'lostDays', 'waitingDays', 'median', 'kept', 'judged', 'keptShare'],
      on: { keptShare: ['kept', 'judged'] },
    },
    months: {
      rule: 'cell-key',
      population: 'hand-overs-offered',
      base: 'offered',
      show: ['offered', 'median'],
      hierarchy: { month: 'quarters' },
    },
    towns: {
      rule: 'cell-key',
      population: 'hand-overs-due',
      base: 'handOvers',
      show: ['handOvers', 'lostDays', 'waitingDays'],
      hierarchy: { town: 'regions' },
    },
    waits: {
      rule: 'cell-key',
      population: 'hand-overs-due',
      base: 'arrived',
      show: ['to', 'arrived', 'open', 'inTarget'],
    },
    ranked: 'internal',
    changes: 'internal',
    answer: 'internal',
    waitClasses: 'internal',
    funnel: 'internal',
    funnelTowns: 'internal',
    funnelLimits: 'internal',
    reasons: {
      rule: 'suppress',
      population: 'hand-overs-late',
      base: 'handOvers',
      show: ['handOvers'],
    },
    stale: 'internal',
    quality: 'internal',
  },
  controlling: {
    caseload: filesBy('cases-by-figure'),
    towns: {
      rule: 'suppress',
      population: 'cases-by-town',
      base: 'open',
      show: ['opened', 'open', 'closed'],
      hierarchy: { town: 'regions' },
      norm: controllingNorm,
    },
    access: filesBy('cases-by-access'),
    groups: filesBy('cases-by-group'),
    closures: filesBy('cases-by-closure'),
    attainments: filesBy('cases-by-attainment'),
    handOvers: {
      rule: 'suppress',
      population: 'hand-overs-controlling',
      base: 'offered',
      show: ['offered', 'accepted', 'declined', 'arrived', 'median'],
      on: { median: ['arrived'] },
      norm: controllingNorm,
    },
  },
  findings: {
    cells: 'internal',
    groups: { rule: 'suppress', population: 'cases-told', base: 'cases', show: ['cases', 'findings'] },
  },
}
