import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { Translate } from '../../../platform/i18n/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'
import type { NewsKind } from './domain/news.ts'

/** One thing that a finding led to. */
export interface FindingNews {
  readonly kind: NewsKind
  readonly on: Day
  readonly title: string | null
  /** Median wait in days before and after; null where nothing was measured. */
  readonly before: number | null
  readonly after: number | null
}

/** "Maßnahme „…“ beschlossen am 10.12.2026", as a part of a sentence. */
export function newsText(news: FindingNews, t: Translate, format: { day: (day: Day) => string }): string {
  const measured = news.before !== null && news.after !== null
  return t(`cases.finding.news.${news.kind}`, {
    on: format.day(news.on),
    title: news.title ?? '',
    measured: measured ? 'yes' : 'no',
    before: news.before ?? 0,
    after: news.after ?? 0,
  })
}

/** The job by which steering learns that a released finding waits for a topic: where it lies, not which it is. */
const findingReleased = 'steering.finding-released'

/** Says so in the transaction in which a finding is released. */
export async function announceRelease(
  tx: Tx,
  {
    interface_id,
    hurdle,
    quarter,
    region_key,
  }: {
    readonly interface_id: Id<'interface'> | null
    readonly hurdle: string
    readonly quarter: Day
    readonly region_key: string | null
  },
): Promise<void> {
  await enqueue(tx, findingReleased, { interfaceId: interface_id, hurdle, quarter, regionKey: region_key })
}
