/** What a finding can lead to, in the order in which it mostly happens; steering tells it by the same words. */
export const newsKinds = [
  'topicFormed',
  'proposed',
  'accepted',
  'rejected',
  'deferred',
  'escalated',
  'measure',
  'offer',
  'target',
  'helped',
  'didNot',
  'tooEarly',
  'closed',
  'reopened',
] as const
export type NewsKind = (typeof newsKinds)[number]
