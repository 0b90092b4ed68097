import { openSecret, type Secrets, sealSecret } from '../config/index.ts'
import type { Querying } from './session.ts'
import { qualified, shapesOf } from './tables.ts'

/** Secrets of this installation and, where it is another one and known, of the one that made the backup. */
export interface Sealing {
  readonly secrets: Secrets
  readonly former: Secrets | undefined
}

/**
 * The keys of second factors are sealed with the secret of their installation. In another one they are sealed anew, or,
 * without the former secret, left out: a factor that nobody can check would lock its owner out. Returns how many were.
 */
export async function resealFactors(client: Querying, schema: string, sealing: Sealing): Promise<number> {
  const credential = qualified(schema, 'credential')
  const { rows } = await client.query<{ id: string; secret: string }>(
    `SELECT id, secret FROM ${credential} WHERE kind = 'totp' AND secret LIKE 'v_.%'`,
  )
  let lost = 0
  for (const { id, secret } of rows) {
    const sealed = resealed(secret, 'totp', 'totp', sealing)
    if (sealed === undefined) lost++
    if (sealed === undefined) await client.query(`DELETE FROM ${credential} WHERE id = $1`, [id])
    else if (sealed !== secret) await client.query(`UPDATE ${credential} SET secret = $2 WHERE id = $1`, [id, sealed])
  }
  return lost
}

/** The same for what a tenant has sealed in its settings; its key is part of the purpose. What cannot be opened stays. */
export async function resealSettings(
  client: Querying,
  schema: string,
  keys: { readonly from: string; readonly to: string },
  sealing: Sealing,
): Promise<void> {
  if (!(await shapesOf(client, schema)).some(({ name }) => name === 'setting')) return
  const setting = qualified(schema, 'setting')
  const { rows } = await client.query<{ version: number; secret: string }>(
    `SELECT version, value ->> 'clientSecret' AS secret FROM ${setting}
     WHERE key = 'identity.directory' AND value ->> 'clientSecret' LIKE 'v_.%'`,
  )
  const purpose = (key: string) => `client secret of the directory of ${key}`
  for (const { version, secret } of rows) {
    const sealed = resealed(secret, purpose(keys.from), purpose(keys.to), sealing)
    if (sealed !== undefined && sealed !== secret)
      await client.query(
        `UPDATE ${setting} SET value = jsonb_set(value, '{clientSecret}', to_jsonb($2::text))
         WHERE key = 'identity.directory' AND version = $1`,
        [version, sealed],
      )
  }
}

/** Sealed for this installation: as it is where that opens already, anew where another secret or purpose was used. */
function resealed(sealed: string, before: string, now: string, { secrets, former }: Sealing): string | undefined {
  const opened = [secrets, former].map((one) => one && open(one, before, sealed))
  if (opened[0] && before === now) return sealed
  const content = opened[0] ?? opened[1]
  return content && sealSecret(secrets, now, content)
}

function open(secrets: Secrets, purpose: string, sealed: string): Buffer | undefined {
  try {
    return openSecret(secrets, purpose, sealed)
  } catch {
    return undefined // sealed with another secret, which is what was asked
  }
}
