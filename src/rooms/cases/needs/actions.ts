import type { Clock } from '../../../kernel/clock.ts'
import { type Day, daysBetween } from '../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import type { CaseFile } from '../queries.ts'
import { readLifeDomains } from '../work/domains.ts'
import { type NeedMove, stateAfter } from './domain/states.ts'
import { readReasons, type StoredNeed } from './queries.ts'
import { tables } from './tables.ts'

/** The case it belongs to; the caller has reached it for writing. */
type Owner = Pick<CaseFile, 'id' | 'controllerId' | 'organisationId' | 'municipalityId' | 'targetGroup' | 'simulated'>

export interface NewNeed {
  /** Key of a life domain. */
  readonly topic: string
  readonly language?: string | undefined
  readonly neededOn: Day
  /** Key of a hurdle: why it is not met so far. */
  readonly reason?: string | undefined
}

/** Throws Invalid for a topic or a reason that the lists do not have, or a day to come. */
export async function recordNeed(tx: Tx, actor: Actor, file: Owner, need: NewNeed, clock: Clock): Promise<Id<'need'>> {
  await demandKnown(tx, need, clock.today())
  const id = newId<'need'>(clock.now())
  const now = new Date(clock.now())
  await tables(tx)
    .insertInto('case_need')
    .values({
      id,
      case_id: file.id,
      controller_id: file.controllerId,
      recorded_by: file.organisationId,
      ...columnsOf(need),
      target_group: file.targetGroup,
      municipality_id: file.municipalityId,
      met_on: null,
      met_how: null,
      offer_id: null,
      given_up_on: null,
      record_lag_days: daysBetween(need.neededOn, clock.today()),
      simulated: file.simulated,
      version: 1,
      created_at: now,
      created_by: actor.userId,
      changed_at: now,
      changed_by: actor.userId,
    })
    .execute()
  await note(tx, actor, 'recorded', file.id, id)
  return id
}

/** Throws Invalid as `recordNeed`, ChangedMeanwhile when somebody was faster. */
export async function correctNeed(
  tx: Tx,
  actor: Actor,
  stored: StoredNeed,
  version: number,
  need: NewNeed,
  clock: Clock,
): Promise<void> {
  await demandKnown(tx, need, clock.today())
  const ended = stored.metOn ?? stored.givenUpOn
  if (ended !== null && need.neededOn > ended)
    throw new Invalid([{ field: 'neededOn', code: 'cases-need-after-its-end' }])
  if (stored.state === 'givenUp' && need.reason === undefined) throw new Invalid([{ field: 'reason', code: 'choose' }])
  await update(tx, actor, stored, version, columnsOf(need), clock)
  await note(tx, actor, 'corrected', stored.caseId as string, stored.id)
}

/** How a need ends: met by one of the directory's offers, met elsewhere, or given up with the key of a hurdle. */
export type Ending =
  | { readonly move: 'meet'; readonly on: Day; readonly offerId: Id<'offer'> | null }
  | { readonly move: 'giveUp'; readonly on: Day; readonly reason: string }
  | { readonly move: 'reopen' }

/** Throws Conflict for a move that its state does not have, Invalid for an impossible day, ChangedMeanwhile. */
export async function endNeed(
  tx: Tx,
  actor: Actor,
  stored: StoredNeed,
  version: number,
  ending: Ending,
  clock: Clock,
): Promise<void> {
  const { move } = ending
  if (!stateAfter(stored.state, move)) {
    if (stored.version !== version) throw meanwhile()
    throw new Conflict(`a need that is ${stored.state} cannot ${move}`)
  }
  const cleared = { met_on: null, met_how: null, offer_id: null, given_up_on: null }
  if (ending.move === 'reopen') {
    await update(tx, actor, stored, version, cleared, clock)
  } else {
    if (ending.on < stored.neededOn) throw new Invalid([{ field: 'endedOn', code: 'cases-need-ends-before' }])
    if (ending.on > clock.today()) throw new Invalid([{ field: 'endedOn', code: 'cases-day-in-future' }])
    if (ending.move === 'giveUp' && !(await readReasons(tx, 'de')).has(ending.reason))
      throw new Invalid([{ field: 'reason', code: 'not-an-option' }])
    const lag = { record_lag_days: daysBetween(ending.on, clock.today()) }
    await update(
      tx,
      actor,
      stored,
      version,
      ending.move === 'meet'
        ? {
            ...cleared,
            ...lag,
            met_on: ending.on,
            met_how: ending.offerId ? 'offer' : 'elsewhere',
            offer_id: ending.offerId,
          }
        : { ...cleared, ...lag, given_up_on: ending.on, reason: ending.reason },
      clock,
    )
  }
  await note(tx, actor, words[move], stored.caseId as string, stored.id)
}

const words: Readonly<Record<NeedMove, 'met' | 'given-up' | 'reopened'>> = {
  meet: 'met',
  giveUp: 'given-up',
  reopen: 'reopened',
}

const columnsOf = ({ topic, language, neededOn, reason }: NewNeed) => ({
  topic,
  language: language ?? null,
  needed_on: neededOn,
  reason: reason ?? null,
})

async function demandKnown(tx: Tx, need: NewNeed, today: Day): Promise<void> {
  const issues = [
    !(await readLifeDomains(tx, 'de')).has(need.topic) && { field: 'topic', code: 'not-an-option' },
    need.reason !== undefined &&
      !(await readReasons(tx, 'de')).has(need.reason) && { field: 'reason', code: 'not-an-option' },
    need.neededOn > today && { field: 'neededOn', code: 'cases-day-in-future' },
  ].filter((issue) => issue !== false)
  if (issues.length > 0) throw new Invalid(issues)
}

async function update(
  tx: Tx,
  actor: Actor,
  { id, caseId }: StoredNeed,
  version: number,
  values: Record<string, unknown>,
  clock: Clock,
): Promise<void> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('case_need')
    .set({ ...values, version: version + 1, changed_at: new Date(clock.now()), changed_by: actor.userId })
    .where('id', '=', id)
    .where('case_id', '=', caseId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw meanwhile()
}

const meanwhile = () => new ChangedMeanwhile('', new Date(), 'cases-meanwhile')

const note = (tx: Tx, actor: Actor, what: string, caseId: string, need: string) =>
  record(tx, actor, {
    event: `cases.need-${what}`,
    subject: caseId,
    subjectKind: 'cases.file',
    details: { need },
  })
