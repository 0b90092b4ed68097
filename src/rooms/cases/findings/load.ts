/** Loading findings in bulk, for the demo: with their authors, so that "Meine Hinweise" has something to show. */
import type { Clock } from '../../../kernel/clock.ts'
import { type Day, dayOfInstant } from '../../../kernel/day.ts'
import { type Id, newPublicId } from '../../../kernel/ids.ts'
import { monthOf } from '../../../kernel/period.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { secretOf } from './actions/reporting.ts'
import { hashOfCase } from './domain/counting.ts'
import { quarterOf } from './domain/quarter.ts'
import type { FindingState, ReturnReason } from './domain/states.ts'

export interface FindingData {
  readonly caseId: Id<'case'>
  readonly controllerId: Id<'organisation'>
  readonly authorId: Id<'user'>
  readonly interfaceId: Id<'interface'> | null
  readonly municipalityId: Id<'municipality'> | null
  /** Of the municipality; see network's municipalityNames. */
  readonly regionKey: string | null
  /** Key of the codelist of hurdles. */
  readonly hurdle: string
  readonly reportedAt: Date
  readonly text?: string | null
  readonly state: FindingState
  readonly reason?: ReturnReason
  readonly decidedOn?: Day
  /** Needed in the state inTopic. */
  readonly topic?: { readonly title: string; readonly decisionOn: Day | null }
}

const batchSize = 2000

/** Adds findings as the system, in the caller's transaction; returns their number. */
export async function loadFindings(
  tx: Tx,
  findings: readonly FindingData[],
  { clock, simulated }: { readonly clock: Clock; readonly simulated: boolean },
): Promise<number> {
  if (findings.length === 0) return 0
  const secret = await secretOf(tx, clock)
  for (let at = 0; at < findings.length; at += batchSize) {
    const given = findings.slice(at, at + batchSize).map((finding) => ({ ...finding, id: newPublicId<'finding'>() }))
    const rows = given.map((finding) => ({
      id: finding.id,
      controller_id: finding.controllerId,
      interface_id: finding.interfaceId,
      hurdle: finding.hurdle,
      quarter: quarterOf(monthOf(dayOfInstant(finding.reportedAt.getTime(), 'Europe/Berlin'))),
      region_key: finding.regionKey,
      text: finding.text ?? null,
      state: finding.state,
      reason: finding.reason ?? null,
      told_by: 'case',
      source_hash: `\\x${hashOfCase(secret, finding.caseId).toString('hex')}`,
      decided_on: finding.decidedOn ?? null,
      decided_by: null,
      topic_title: finding.topic?.title ?? null,
      topic_decision_on: finding.topic?.decisionOn ?? null,
      simulated,
      version: 1,
    }))
    const origins = given.map((finding) => ({
      finding_id: finding.id,
      controller_id: finding.controllerId,
      case_id: finding.caseId,
      author_id: finding.authorId,
      municipality_id: finding.municipalityId,
      reported_at: finding.reportedAt.toISOString(),
    }))
    await sql`
      INSERT INTO finding SELECT * FROM jsonb_populate_recordset(NULL::finding, ${JSON.stringify(rows)}::jsonb)
    `.execute(tx)
    await sql`
      INSERT INTO finding_origin
      SELECT * FROM jsonb_populate_recordset(NULL::finding_origin, ${JSON.stringify(origins)}::jsonb)
    `.execute(tx)
  }
  return findings.length
}
