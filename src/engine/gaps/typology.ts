import type { NeedCounts, TopicKind } from './results.ts'

/**
 * Four kinds of topics by how often something is needed and whether the offers can take those who come, after Kreuter et al.,
 * Health Affairs 39 (2020), 679-688, who ordered 711,613 requests for 50 needs to a helpline by prevalence and by the share
 * for which nobody could be named who would help. What to do differs: frequent and served needs a good way there; frequent
 * and not served needs more places; rare and served needs to be known; rare and not served needs somebody for several towns.
 *
 * The paper fixes no thresholds for other places, so these are ours: a topic is frequent when it has at least as many needs as
 * it would have if all topics had equally many, and served when at least half of its needs were met.
 */
export function thresholdsOf(topics: readonly NeedCounts[]): { frequentFrom: number; servedFrom: number } {
  const needs = topics.reduce((sum, topic) => sum + topic.needs, 0)
  return { frequentFrom: topics.length === 0 ? 0 : needs / topics.length, servedFrom: 0.5 }
}

/** The kind of a topic with at least one need. */
export function kindOf(
  topic: NeedCounts,
  { frequentFrom, servedFrom }: { readonly frequentFrom: number; readonly servedFrom: number },
): TopicKind {
  return { frequent: topic.needs >= frequentFrom, served: topic.needs > 0 && topic.met / topic.needs >= servedFrom }
}
