import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { CampaignTables } from '../../campaigns/tables.ts'
import type { Content, Part } from '../../domain/content.ts'
import { measureContents } from '../../queries/contents.ts'
import { type Evidence, frozen } from '../domain/outcome.ts'
import { german, germanFormat } from '../german.ts'

/** Evidence that a reviewer can choose; the key tells it apart in the form. */
export interface OfferedEvidence {
  readonly key: string
  readonly evidence: Evidence
}

/** What a reviewer needs to know of a measure: everything the register says, and its last reports. */
export interface MeasureFile {
  readonly content: Content
  readonly reports: readonly Report[]
  readonly offered: readonly OfferedEvidence[]
}

export interface Report {
  readonly id: string
  readonly asOf: Day
  readonly author: string
  readonly done: string
  readonly obstacle: string | null
  readonly next: string | null
}

/** Everything about one measure on one page; undefined when the register does not have it any more. */
export async function findMeasureFile(tx: Tx, id: Id<'measure'>, today: Day): Promise<MeasureFile | undefined> {
  const content = (await measureContents(tx, [id], today)).get(id)
  if (!content) return undefined
  const reports = await lastReports(tx, id)
  return { content, reports, offered: offered(content, reports, today) }
}

/** The last approved reports on a measure, the newest first. */
function lastReports(tx: Tx, id: Id<'measure'>): Promise<Report[]> {
  return tx
    .withTables<Pick<CampaignTables, 'status_report'>>()
    .selectFrom('status_report')
    .where('measure_id', '=', id)
    .where('state', '=', 'approved')
    .select([
      'id',
      'as_of as asOf',
      'author_label as author',
      'done_text as done',
      'obstacle_text as obstacle',
      'next_text as next',
    ])
    .orderBy('as_of', 'desc')
    .orderBy('submitted_at', 'desc')
    .limit(3)
    .execute()
}

/**
 * What can be frozen as evidence: how the measure stands, the last value of each indicator, its last report, its documents.
 * Figures of insight come here when its release() has rules for steering group and public (see Evidence).
 */
function offered(content: Content, reports: readonly Report[], today: Day): OfferedEvidence[] {
  const option = (key: string, evidence: Omit<Evidence, 'checksum'>) => ({ key, evidence: frozen(evidence) })
  const { state, stateSince, stalledSince } = content.fields
  const [report] = reports
  return [
    option('state', {
      kind: 'registerFigure',
      label: german('measures.reviews.evidence.state'),
      content: german('measures.reviews.evidence.state-since', {
        state: german(`measures.state.${String(state)}`),
        day: germanFormat.day(stateSince as Day),
        stalled: stalledSince ? germanFormat.day(stalledSince as Day) : 'no',
      }),
      asOf: today,
    }),
    ...(content.parts['indicators'] ?? []).flatMap((indicator) => {
      const last = (content.parts['values'] ?? []).findLast(({ label }) => label === indicator.label)
      return last ? [option(`value:${last.id}`, indicatorEvidence(indicator, last))] : []
    }),
    ...(report ? [option(`report:${report.id}`, reportEvidence(report))] : []),
    ...(content.parts['documents'] ?? []).map((document) =>
      option(`document:${document.id}`, {
        kind: 'document',
        label: document.label,
        content: String(document.values['address'] ?? document.label),
        asOf: today,
      }),
    ),
  ]
}

function indicatorEvidence({ values }: Part, last: Part): Omit<Evidence, 'checksum'> {
  const measured = `${germanFormat.number(Number(last.values['value']))} ${String(values['unit'])}`
  const target = values['target']
  return {
    kind: 'registerFigure',
    label: String(values['name']),
    content: german('measures.reviews.evidence.value', {
      measured,
      target: typeof target === 'number' ? `${germanFormat.number(target)} ${String(values['unit'])}` : 'none',
    }),
    asOf: last.values['asOf'] as Day,
  }
}

function reportEvidence({ done, obstacle, next, asOf, author }: Report): Omit<Evidence, 'checksum'> {
  return {
    kind: 'report',
    label: german('measures.reviews.evidence.report', { author, day: germanFormat.day(asOf) }),
    content: [done, obstacle, next].filter(Boolean).join('\n\n'),
    asOf,
  }
}
