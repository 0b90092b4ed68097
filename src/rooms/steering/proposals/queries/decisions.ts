import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { DecisionKind, Letter, Level } from '../domain/states.ts'
import type { EffectKind } from '../tables.ts'

export interface Decision {
  readonly proposalId: Id<'proposal'>
  readonly proposal: number
  readonly title: string
  readonly round: number
  readonly version: number
  readonly kind: DecisionKind
  readonly option: Letter | null
  readonly text: string
  readonly reason: string | null
  readonly deferredUntil: Day | null
  readonly levels: readonly Level[]
  readonly responsibleId: Id<'organisation'> | null
  /** What the office was called on that day. */
  readonly responsible: string | null
  readonly dueOn: Day | null
  readonly interimOn: Day | null
  readonly way: 'meeting' | 'written'
  readonly meetingId: Id<'meeting'> | null
  readonly procedureId: Id<'procedure'> | null
  readonly yes: number | null
  readonly no: number | null
  readonly abstained: number | null
  readonly decidedOn: Day
  /** Why a version before it was wrong. */
  readonly correction: string | null
}

const columns = [
  'steering_decision.proposal_id as proposalId',
  'proposal.number as proposal',
  'proposal.title',
  'steering_decision.round',
  'steering_decision.version',
  'steering_decision.kind',
  'steering_decision.option_letter as option',
  'steering_decision.text',
  'steering_decision.reason',
  'steering_decision.deferred_until as deferredUntil',
  'steering_decision.levels',
  'steering_decision.responsible_id as responsibleId',
  'steering_decision.responsible_name as responsible',
  'steering_decision.due_on as dueOn',
  'steering_decision.interim_on as interimOn',
  'steering_decision.way',
  'steering_decision.meeting_id as meetingId',
  'steering_decision.procedure_id as procedureId',
  'steering_decision.votes_yes as yes',
  'steering_decision.votes_no as no',
  'steering_decision.votes_abstained as abstained',
  'steering_decision.decided_on as decidedOn',
  'steering_decision.correction',
] as const

const decisions = (tx: Tx) =>
  tables(tx)
    .selectFrom('steering_decision')
    .innerJoin('proposal', 'proposal.id', 'steering_decision.proposal_id')
    .select(columns)

/** Whether a row is the last version of its round: the one that holds. */
const holds = sql<boolean>`NOT EXISTS (
  SELECT FROM steering_decision AS later
  WHERE later.proposal_id = steering_decision.proposal_id AND later.round = steering_decision.round
    AND later.version > steering_decision.version
)`

/** Everything that was decided on a proposal, corrections included, the newest first. */
export function decisionsOf(tx: Tx, id: Id<'proposal'>): Promise<Decision[]> {
  return decisions(tx)
    .where('steering_decision.proposal_id', '=', id)
    .orderBy('steering_decision.round', 'desc')
    .orderBy('steering_decision.version', 'desc')
    .limit(100)
    .execute()
}

/** What holds: the last version of each round, newest first. */
export function decisionsThatHold(
  tx: Tx,
  { meetingId, since, limit = 50 }: { meetingId?: string; since?: Day; limit?: number },
): Promise<Decision[]> {
  return decisions(tx)
    .where(holds)
    .where((eb) =>
      eb.and([
        ...(meetingId ? [eb('steering_decision.meeting_id', '=', meetingId as Id<'meeting'>)] : []),
        ...(since ? [eb('steering_decision.decided_on', '>=', since)] : []),
      ]),
    )
    .orderBy('steering_decision.decided_on', 'desc')
    .orderBy('proposal.number', 'desc')
    .limit(Math.min(limit, 200))
    .execute()
}

export interface DecisionEffect {
  readonly proposalId: Id<'proposal'>
  readonly round: number
  readonly kind: EffectKind
  readonly subject: string
  readonly label: string
}

/** What decisions on these proposals set going. */
export async function effectsOf(tx: Tx, ids: readonly Id<'proposal'>[]): Promise<DecisionEffect[]> {
  if (ids.length === 0) return []
  return await tables(tx)
    .selectFrom('decision_effect')
    .select(['proposal_id as proposalId', 'round', 'kind', 'subject', 'label'])
    .where('proposal_id', 'in', [...new Set(ids)])
    .orderBy('noted_at')
    .limit(1000)
    .execute()
}

/** Where something that a decision set going came from. */
export function decisionsBehind(tx: Tx, subject: string): Promise<{ number: number; title: string }[]> {
  return tables(tx)
    .selectFrom('decision_effect')
    .innerJoin('proposal', 'proposal.id', 'decision_effect.proposal_id')
    .select(['proposal.number', 'proposal.title'])
    .distinct()
    .where('decision_effect.subject', '=', subject)
    .orderBy('proposal.number')
    .limit(20)
    .execute()
}

export interface MinistryReport {
  readonly id: Id<'ministryReport'>
  readonly round: number
  readonly text: string
  readonly sentOn: Day | null
  readonly answerDueOn: Day | null
  readonly answeredOn: Day | null
  readonly answer: string | null
  readonly version: number
}

/** Reports to the ministry on a proposal, the newest first. */
export function reportsOf(tx: Tx, id: Id<'proposal'>): Promise<MinistryReport[]> {
  return tables(tx)
    .selectFrom('ministry_report')
    .select([
      'id',
      'round',
      'text',
      'sent_on as sentOn',
      'answer_due_on as answerDueOn',
      'answered_on as answeredOn',
      'answer',
      'version',
    ])
    .where('proposal_id', '=', id)
    .orderBy('round', 'desc')
    .execute()
}

export interface PassedOn {
  readonly title: string
  readonly about: string
  /** What the group decided, word for word. */
  readonly text: string
  readonly decidedOn: Day
  /** A paper was drafted for it already. */
  readonly drafted: boolean
}

/** For the council's room: what the group passed on to a committee or the council with its last decision, if it did. */
export async function findPassedOn(tx: Tx, id: string): Promise<PassedOn | undefined> {
  const [last] = await decisionsOf(tx, id as Id<'proposal'>)
  if (last?.kind !== 'toCommittee' && last?.kind !== 'toCouncil') return undefined
  const { about } = await tables(tx)
    .selectFrom('proposal')
    .select('about')
    .where('id', '=', last.proposalId)
    .executeTakeFirstOrThrow()
  const effects = await effectsOf(tx, [last.proposalId])
  return {
    title: last.title,
    about,
    text: last.text,
    decidedOn: last.decidedOn,
    drafted: effects.some(({ kind, round }) => kind === 'paper' && round === last.round),
  }
}
