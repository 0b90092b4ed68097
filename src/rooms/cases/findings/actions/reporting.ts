import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../../kernel/clock.ts'
import { Conflict, Invalid, NotFound } from '../../../../kernel/errors.ts'
import { type Id, newPublicId } from '../../../../kernel/ids.ts'
import { monthOf } from '../../../../kernel/period.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tenant, Tx } from '../../../../platform/database/index.ts'
import { findTraces, isRefused } from '../../../../platform/redaction/index.ts'
import { municipalityNames } from '../../../network/index.ts'
import { ownFindings } from '../access.ts'
import { hashOfCase } from '../domain/counting.ts'
import { quarterOf } from '../domain/quarter.ts'
import { type FindingMove, stateAfter, stateOfNew } from '../domain/states.ts'
import { announceRelease } from '../news.ts'
import { tables } from '../tables.ts'

/** What somebody reports. Everything else is known from the case and the day. */
export interface NewFinding {
  readonly interfaceId: Id<'interface'> | null
  readonly hurdle: string
  /** Redacted by whoever wrote it; null: the hurdle says it all. */
  readonly text: string | null
}

/** The case it is reported from, as far as a finding has to know. */
export interface FindingSource {
  readonly id: Id<'case'>
  readonly controllerId: Id<'organisation'>
  readonly municipalityId: Id<'municipality'> | null
  /** Names of the people of the case: none of them may stand in the text. */
  readonly names: readonly string[]
}

export interface FindingSetting {
  readonly clock: Clock
  readonly tenant: Pick<Tenant, 'demo'>
}

/**
 * Reports a hurdle. Without a text it counts at once; with one it waits for a second person. Throws Invalid for a text that
 * tells who somebody is.
 */
export async function reportFinding(
  tx: Tx,
  actor: Actor,
  source: FindingSource,
  finding: NewFinding,
  { clock, tenant }: FindingSetting,
): Promise<Id<'finding'>> {
  refuseTraces(finding.text, source.names)
  const id = newPublicId<'finding'>()
  const regions = source.municipalityId === null ? [] : await municipalityNames(tx)
  const state = stateOfNew(finding.text)
  const cell = {
    interface_id: finding.interfaceId,
    hurdle: finding.hurdle,
    quarter: quarterOf(monthOf(clock.today())),
    region_key: regions.find((one) => one.id === source.municipalityId)?.regionKey ?? null,
  }
  await tables(tx)
    .insertInto('finding')
    .values({
      id,
      controller_id: source.controllerId,
      ...cell,
      text: finding.text,
      state,
      reason: null,
      told_by: 'case',
      source_hash: hashOfCase(await secretOf(tx, clock), source.id),
      decided_on: null,
      decided_by: null,
      topic_title: null,
      topic_decision_on: null,
      simulated: tenant.demo,
      version: 1,
    })
    .execute()
  await tables(tx)
    .insertInto('finding_origin')
    .values({
      finding_id: id,
      controller_id: source.controllerId,
      case_id: source.id,
      author_id: actor.userId,
      municipality_id: source.municipalityId,
      reported_at: new Date(clock.now()),
    })
    .execute()
  if (state === 'released') await announceRelease(tx, cell)
  await record(tx, actor, {
    event: 'cases.finding-reported',
    subject: id,
    subjectKind: 'cases.finding',
    details: { hurdle: finding.hurdle, text: finding.text !== null },
  })
  return id
}

/** Sends a text again after it came back, or lets it count without one. Throws NotFound, Conflict, Invalid. */
export async function sendAgain(
  tx: Tx,
  actor: Actor,
  id: Id<'finding'>,
  text: string | null,
  names: readonly string[],
): Promise<void> {
  refuseTraces(text, names)
  await moveOwn(tx, actor, id, 'send', text)
}

/** Takes a finding back that nobody has released yet. Throws NotFound, Conflict. */
export async function withdrawFinding(tx: Tx, actor: Actor, id: Id<'finding'>): Promise<void> {
  await moveOwn(tx, actor, id, 'withdraw')
}

async function moveOwn(tx: Tx, actor: Actor, id: Id<'finding'>, move: FindingMove, text?: string | null) {
  const own = await ownFindings(tx, actor)
    .select([
      'finding.state',
      'finding.version',
      'finding.interface_id',
      'finding.hurdle',
      'finding.quarter',
      'finding.region_key',
    ])
    .where('finding.id', '=', id)
    .executeTakeFirst()
  if (!own) throw new NotFound(`there is no finding ${id}`)
  const after = stateAfter(own.state, move)
  if (!after) throw new Conflict('cases-finding-decided')
  const state = text === null ? 'released' : after
  const { numUpdatedRows } = await tables(tx)
    .updateTable('finding')
    .set({ state, reason: null, version: own.version + 1, ...(text !== undefined && { text }) })
    .where('id', '=', id)
    .where('version', '=', own.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Conflict('cases-finding-decided')
  if (state === 'released') await announceRelease(tx, own)
  await record(tx, actor, {
    event: move === 'send' ? 'cases.finding-sent-again' : 'cases.finding-withdrawn',
    subject: id,
    subjectKind: 'cases.finding',
    details: { state },
  })
}

/** Throws Invalid for a text that tells who somebody is, naming the place. */
export function refuseTraces(text: string | null, names: readonly string[]): void {
  const refused = text === null ? undefined : findTraces(text, names).find(({ trace }) => isRefused(trace))
  if (refused)
    throw new Invalid([{ field: 'text', code: `cases-finding-${refused.trace}`, values: { found: refused.text } }])
}

/** The key of this district, made when the first finding is reported. */
export async function secretOf(tx: Tx, clock: Clock): Promise<Buffer> {
  await tables(tx)
    .insertInto('finding_key')
    .values({ id: 1, secret: randomBytes(32), made_at: new Date(clock.now()) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { secret } = await tables(tx).selectFrom('finding_key').select('secret').executeTakeFirstOrThrow()
  return secret
}
