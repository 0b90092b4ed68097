import { Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../access/index.ts'
import type { Secrets } from '../../config/secrets.ts'
import { sql, type Tenant, type Tx } from '../../database/index.ts'
import { readSetting, writeSetting } from '../../settings/index.ts'
import type { Place } from './claims.ts'
import { type Directory, directorySetting, sealClientSecret } from './config.ts'

export interface Deciding {
  readonly tx: Tx
  readonly tenant: Tenant
  readonly actor: Actor
  readonly secrets: Secrets
  readonly now: number
  /** Of the page it was decided on. */
  readonly version: number
}

export interface DirectoryInput extends Omit<Directory, 'clientSecret' | 'mappings'> {
  /** Undefined: as it is. */
  readonly clientSecret: string | undefined
}

/**
 * Decides how people sign in from the directory. Throws Invalid where the secret is missing, also after a change of the
 * provider: the old secret belongs to the old one and must not be sent to another. Throws Conflict when somebody was faster.
 */
export async function saveDirectory(deciding: Deciding, input: DirectoryInput): Promise<void> {
  const { tx, tenant, actor, secrets, now, version } = deciding
  const { value: before } = await readSetting(tx, directorySetting)
  const same = before !== null && before.issuer === input.issuer && before.clientId === input.clientId
  const kept = same ? before.clientSecret : undefined
  const sealed = input.clientSecret === undefined ? kept : sealClientSecret(secrets, tenant, input.clientSecret)
  if (sealed === undefined)
    throw new Invalid([{ field: 'clientSecret', code: before ? 'client-secret-again' : 'required' }])
  if (!input.passwords && !(await holdsForEmergency(tx, input.emergency)))
    throw new Invalid([{ field: 'emergency', code: 'emergency-account' }])
  const after: Directory = { ...input, clientSecret: sealed, mappings: before?.mappings ?? [] }
  await writeSetting(tx, actor, directorySetting, after, version, now)
}

/** Adds a row to the table of groups; throws Invalid when it is there. */
export async function addMapping(deciding: Deciding, group: string, role: RoleKey, place: Place | null): Promise<void> {
  const { tx, actor, version, now } = deciding
  const { value: before } = await readSetting(tx, directorySetting)
  if (!before) throw new Invalid([{ field: '', code: 'directory-first' }])
  if (before.mappings.some((row) => row.group === group && row.role === role))
    throw new Invalid([{ field: 'group', code: 'group-there' }])
  const mappings = [...before.mappings, { group, role, place }]
  await writeSetting(tx, actor, directorySetting, { ...before, mappings }, version, now)
}

/** Takes a row out; nothing happens when it is gone. */
export async function removeMapping(deciding: Deciding, group: string, role: RoleKey): Promise<void> {
  const { tx, actor, version, now } = deciding
  const { value: before } = await readSetting(tx, directorySetting)
  if (!before) return
  const mappings = before.mappings.filter((row) => row.group !== group || row.role !== role)
  await writeSetting(tx, actor, directorySetting, { ...before, mappings }, version, now)
}

export interface EmergencyChoice {
  readonly id: Id<'user'>
  readonly name: string
}

/** Administrators who have a password: one of them is kept for the day on which the provider is away. */
export async function emergencyChoices(tx: Tx): Promise<readonly EmergencyChoice[]> {
  const { rows } = await sql<EmergencyChoice>`
    SELECT m.id, m.name FROM membership AS m
    WHERE m.deactivated_at IS NULL AND m.accepted_at IS NOT NULL
      AND EXISTS (SELECT FROM access_own_grants(m.id, access_today()) AS g WHERE g.role = 'administrator' AND g.source = 'hand')
      AND EXISTS (SELECT FROM credential AS c WHERE c.account_id = m.account_id AND c.kind = 'password')
    ORDER BY m.name, m.id LIMIT 100
  `.execute(tx)
  return rows
}

/** Whether this member can still get in without the directory, as an administrator. */
export async function holdsForEmergency(tx: Tx, id: Id<'user'> | null): Promise<boolean> {
  return id !== null && (await emergencyChoices(tx)).some((choice) => choice.id === id)
}
