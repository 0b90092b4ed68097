import type { Day } from '../../kernel/day.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { RoleKey } from '../access/index.ts'
import { sql, type Tx } from '../database/index.ts'
import type { ApiTables } from './tables.ts'

export type ProgramState = 'valid' | 'expired' | 'ended'

export interface ListedProgram {
  readonly id: Id<'program'>
  readonly memberId: Id<'user'>
  readonly name: string
  readonly organisationId: Id<'organisation'>
  readonly role: RoleKey
  readonly scopes: readonly string[]
  readonly tokenHint: string
  readonly validTo: Day
  readonly createdAt: Date
  readonly createdBy: Id<'user'> | null
  readonly renewedAt: Date | null
  readonly endedAt: Date | null
  readonly lastUsedAt: Date | null
  readonly version: number
  readonly state: ProgramState
}

/** Rows that a page shows. */
const most = 200

const columns = (today: Day) => sql`
  p.id, p.member_id AS "memberId", p.name, m.organisation_id AS "organisationId", p.scopes, p.token_hint AS "tokenHint",
  p.valid_to AS "validTo", p.created_at AS "createdAt", p.created_by AS "createdBy", p.renewed_at AS "renewedAt",
  p.ended_at AS "endedAt", p.last_used_at AS "lastUsedAt", p.version,
  (SELECT role FROM membership_role AS g WHERE g.member_id = p.member_id ORDER BY granted_at DESC, id DESC LIMIT 1) AS role,
  CASE WHEN p.ended_at IS NOT NULL THEN 'ended' WHEN p.valid_to < ${today}::date THEN 'expired' ELSE 'valid' END AS state`

/** Programs, those that are let in first, then by name. */
export async function listPrograms(tx: Tx, today: Day): Promise<readonly ListedProgram[]> {
  const { rows } = await sql<ListedProgram>`
    SELECT ${columns(today)} FROM program_access AS p JOIN membership AS m ON m.id = p.member_id
    ORDER BY p.ended_at IS NOT NULL, p.name, p.id LIMIT ${most}`.execute(tx)
  return rows
}

/** One program. Throws NotFound. */
export async function getProgram(tx: Tx, id: string, today: Day): Promise<ListedProgram> {
  const { rows } = await sql<ListedProgram>`
    SELECT ${columns(today)} FROM program_access AS p JOIN membership AS m ON m.id = p.member_id
    WHERE p.id = ${id}`.execute(tx)
  const [program] = rows
  if (!program) throw new NotFound(`there is no program ${id}`)
  return program
}

export interface ListedWebhook {
  readonly id: Id<'webhook'>
  readonly organisationId: Id<'organisation'>
  readonly address: string
  readonly events: readonly string[]
  readonly state: 'on' | 'paused'
  readonly failingSince: Date | null
  readonly version: number
}

const webhookColumns = [
  'id',
  'organisation_id as organisationId',
  'address',
  'events',
  'state',
  'failing_since as failingSince',
  'version',
] as const

/** Webhooks that are not removed, by address. */
export async function listWebhooks(tx: Tx): Promise<readonly ListedWebhook[]> {
  return await tx
    .withTables<ApiTables>()
    .selectFrom('webhook')
    .select(webhookColumns)
    .where('state', '<>', 'removed')
    .orderBy('address')
    .orderBy('id')
    .limit(most)
    .$narrowType<{ state: 'on' | 'paused' }>()
    .execute()
}

/** One webhook. Throws NotFound, also for one that was removed. */
export async function getWebhook(tx: Tx, id: string): Promise<ListedWebhook> {
  const webhook = await tx
    .withTables<ApiTables>()
    .selectFrom('webhook')
    .select(webhookColumns)
    .where('id', '=', id as Id<'webhook'>)
    .where('state', '<>', 'removed')
    .$narrowType<{ state: 'on' | 'paused' }>()
    .executeTakeFirst()
  if (!webhook) throw new NotFound(`there is no webhook ${id}`)
  return webhook
}

export interface Delivery {
  readonly id: Id<'delivery'>
  readonly event: string
  readonly state: ApiTables['webhook_delivery']['state']
  readonly attempts: number
  readonly status: number | null
  readonly error: string | null
  readonly createdAt: Date
}

/** The latest messages to one receiver. */
export async function latestDeliveries(tx: Tx, webhookId: Id<'webhook'>, count = 20): Promise<readonly Delivery[]> {
  return await tx
    .withTables<ApiTables>()
    .selectFrom('webhook_delivery')
    .select(['id', 'event', 'state', 'attempts', 'status', 'error', 'created_at as createdAt'])
    .where('webhook_id', '=', webhookId)
    .orderBy('created_at', 'desc')
    .limit(count)
    .execute()
}
