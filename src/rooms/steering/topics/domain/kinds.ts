/** Closed lists of a topic's assessment. Order: from little to much, from near to far. */
export const frequencies = ['single', 'occasional', 'frequent', 'constant'] as const
export type Frequency = (typeof frequencies)[number]

export const severities = ['low', 'noticeable', 'serious', 'existential'] as const
export type Severity = (typeof severities)[number]

/** Who can change it. */
export const levels = ['team', 'municipality', 'district', 'land', 'federal'] as const
export type Level = (typeof levels)[number]

/** What happened to a topic; see topic_change. */
export const changeKinds = [
  'formed',
  'described',
  'cellsAdded',
  'cellsRemoved',
  'merged',
  'received',
  'unmerged',
  'split',
  'splitOff',
  'assessed',
  'assigned',
  'moved',
  'told',
] as const
export type ChangeKind = (typeof changeKinds)[number]
