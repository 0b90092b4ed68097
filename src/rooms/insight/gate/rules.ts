import type { Declaration } from './declaration.ts'

/** What the Land asks of integration management by reference date. */
const controllingNorm = 'KIM-Förderrichtlinie vom 12.12.2024 (MBl. NRW 2024 Nr. 43): Controlling'

/**
 * Files by a code of theirs: to the Land exactly as it asks for them, to others rounded. A fixed report a reference date,
 * of files that have no keys. For want of them one file is one person: a family in one file is thereby protected as one, and
 * somebody with two files, one after the other, counts twice.
 */
const filesBy = (population: string): Declaration => ({
  rule: 'round-5',
  population,
  base: 'count',
  show: ['count'],
  norm: controllingNorm,
})

/** Needs are met, open or given up; those not met are the other two. */
const needParts = {
  needs: ['met', 'open', 'givenUp'],
  met: ['met'],
  open: ['open'],
  givenUp: ['givenUp'],
  unmet: ['open', 'givenUp'],
} as const

/** Needs by the side on which they arose and were met: 1 before a measure, 2 since, 0 on neither. */
const comparedParts = {
  needs: ['1-0', '1-1', '1-2', '0-1', '0-2', '2-0', '2-2'],
  arisenBefore: ['1-0', '1-1', '1-2'],
  metBefore: ['1-1', '0-1'],
  arisenAfter: ['2-0', '2-2'],
  metAfter: ['1-2', '0-2', '2-2'],
} as const

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
    chart: 'internal',
    chartLimits: 'internal',
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
      rule: 'round-5',
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
      rule: 'round-5',
      population: 'hand-overs-controlling',
      base: 'offered',
      show: ['offered', 'accepted', 'declined', 'arrived', 'median'],
      on: { median: ['arrived'] },
      norm: controllingNorm,
    },
  },
  gaps: {
    district: {
      rule: 'suppress',
      population: 'needs-open',
      base: 'needs',
      parts: needParts,
      show: ['needs', 'met', 'open', 'givenUp', 'unmet', 'unmetDays', 'unmetShare'],
      on: { unmetShare: ['unmet', 'needs'] },
    },
    topics: {
      rule: 'suppress',
      population: 'needs-open',
      base: 'needs',
      parts: needParts,
      show: ['needs', 'met', 'open', 'givenUp', 'unmet', 'unmetDays', 'unmetShare'],
      on: { unmetShare: ['unmet', 'needs'] },
    },
    towns: {
      rule: 'suppress',
      population: 'needs-open',
      base: 'needs',
      parts: needParts,
      show: ['needs', 'met', 'open', 'givenUp', 'unmetDays', 'residents'],
      hierarchy: { town: 'regions' },
    },
    cells: 'internal',
    thresholds: 'internal',
    months: 'internal',
    reasons: 'internal',
    reach: 'internal',
    reachOf: 'internal',
  },
  gap: {
    gap: {
      rule: 'suppress',
      population: 'needs-of-a-gap',
      base: 'needs',
      parts: needParts,
      asked: ['topic', 'language'],
      show: ['needs', 'met', 'open', 'givenUp', 'unmet', 'unmetDays', 'unmetShare', 'median'],
      on: { unmetShare: ['unmet', 'needs'], median: ['arisen'] },
    },
    months: 'internal',
    changes: 'internal',
    supply: 'internal',
    anyLanguage: 'internal',
    towns: 'internal',
    funnel: 'internal',
    funnelTowns: 'internal',
    funnelLimits: 'internal',
    reasons: 'internal',
    reach: 'internal',
    reachOf: 'internal',
  },
  // Until the comparison series came; such releases are in the ledger, no new ones are made.
  coverage: {
    coverage: {
      rule: 'suppress',
      population: 'needs-compared',
      base: 'needs',
      parts: comparedParts,
      asked: ['topic', 'language'],
      show: ['needs', 'arisenBefore', 'metBefore', 'arisenAfter', 'metAfter', 'monthsBefore', 'monthsAfter'],
    },
    months: 'internal',
  },
  effect: {
    effect: {
      rule: 'suppress',
      population: 'hand-overs-compared',
      base: 'handOvers',
      parts: { handOvers: ['before', 'after'], before: ['before'], after: ['after'] },
      labels: ['verdict'],
      show: [
        'handOvers',
        'before',
        'after',
        'monthsBefore',
        'monthsAfter',
        'medianBefore',
        'medianAfter',
        'ratio',
        'ratioLow',
        'ratioHigh',
        'relevantDrop',
        'knownUntil',
      ],
      on: {
        medianBefore: ['before'],
        medianAfter: ['after'],
        ratio: ['after'],
        ratioLow: ['after'],
        ratioHigh: ['after'],
      },
    },
    months: 'internal',
  },
  power: {
    power: {
      rule: 'suppress',
      population: 'hand-overs-compared',
      base: 'handOvers',
      // What a measure is compared with is what was handed over before it.
      parts: { handOvers: ['before'] },
      show: ['handOvers', 'months', 'perMonth', 'median', 'months10', 'months20', 'months30', 'months50', 'entryDays'],
    },
    byMonth: 'internal',
  },
  // What a verdict on a measure for a gap rests on: counts exact or not at all, so that everybody sees what was compared.
  'need-effect': {
    effect: {
      rule: 'suppress',
      population: 'needs-compared',
      base: 'needs',
      parts: comparedParts,
      asked: ['topic', 'language'],
      labels: ['verdict'],
      show: [
        'needs',
        'arisenBefore',
        'metBefore',
        'arisenAfter',
        'metAfter',
        'monthsBefore',
        'monthsAfter',
        'metRatio',
        'metLow',
        'metHigh',
        'relevantDrop',
        'knownUntil',
      ],
      // No shares of one count in another: those stand on two.
      on: {
        metRatio: ['needs', 'metBefore', 'metAfter'],
        metLow: ['needs', 'metBefore', 'metAfter'],
        metHigh: ['needs', 'metBefore', 'metAfter'],
      },
    },
    months: 'internal',
  },
  'need-power': {
    power: {
      rule: 'suppress',
      population: 'needs-compared',
      base: 'needs',
      // What a measure is compared with is what arose and was met before it.
      parts: { needs: comparedParts.arisenBefore, met: comparedParts.metBefore },
      asked: ['topic', 'language'],
      show: ['needs', 'met', 'months', 'metPerMonth', 'months10', 'months25', 'months50', 'months100'],
      on: {
        metPerMonth: ['needs', 'met'],
        months10: ['needs', 'met'],
        months25: ['needs', 'met'],
        months50: ['needs', 'met'],
        months100: ['needs', 'met'],
      },
    },
    byMonth: 'internal',
  },
  findings: {
    cells: 'internal',
    groups: { rule: 'suppress', population: 'cases-told', base: 'cases', show: ['cases', 'findings'] },
  },
}
