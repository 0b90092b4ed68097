import { districtOf } from '../../../demo/district.ts'
import { type Filled, fillTenant } from '../../../demo/fill.ts'
import type { Plan } from '../../../demo/simulator/plan.ts'
import { rooms } from '../../app.ts'
import { Invalid } from '../../kernel/errors.ts'
import { readConfig } from '../../platform/config/index.ts'
import {
  connect,
  createTenant,
  type Database,
  findTenant,
  inTenant,
  type MigrationSource,
  migrate,
  platformSources,
  removeDemoTenant,
  roomSources,
  type Tenant,
} from '../../platform/database/index.ts'
import { seedDemoMembers } from '../../platform/identity/index.ts'
import { Usage } from '../explain.ts'

/** Fills a demo tenant of this installation and returns its address. Throws Usage as `fillDemoTenant`. */
export async function fillHere(
  key: string,
  plan: Plan,
  options: { readonly withTruth: boolean },
): Promise<Filled & { readonly address: string }> {
  const config = readConfig(process.env)
  const db = await connect(config)
  try {
    const sources = [...platformSources(), ...roomSources(rooms)]
    await migrate(db, sources)
    const filled = await fillDemoTenant(db, sources, key, plan, { ...options, now: config.clock.now() })
    return { ...filled, address: `${filled.tenant.origin ?? config.origin}/${key}/` }
  } finally {
    await db.close()
  }
}

/**
 * Fills a demo tenant, made if it does not exist, in one transaction, and gives it the demo roles. Throws Usage for a
 * tenant that is real or has data; one that was made for this and could not be filled is taken away again.
 */
export async function fillDemoTenant(
  db: Database,
  sources: readonly MigrationSource[],
  key: string,
  plan: Plan,
  options: { readonly withTruth?: boolean; readonly now: number },
): Promise<Filled & { readonly tenant: Tenant }> {
  const known = await findTenant(db, key)
  if (known && !known.demo) {
    throw new Usage(
      `The tenant ${key} is a real district. Simulated data goes into demo tenants only; choose another key.`,
    )
  }
  const tenant = known ?? (await makeTenant(db, sources, key, plan))
  try {
    const filled = await inTenant(db, tenant, 'system', (tx) => fillTenant(tx, plan, districtOf(plan), options))
    await seedDemoMembers(db, tenant, options.now)
    return { ...filled, tenant }
  } catch (error) {
    if (!known) await removeDemoTenant(db, key)
    throw isTaken(error)
      ? new Usage(`The tenant ${key} has data already. Choose a key that is new, such as ${key}-2.`)
      : error
  }
}

function makeTenant(
  db: Database,
  sources: readonly MigrationSource[],
  key: string,
  { scenario }: Plan,
): Promise<Tenant> {
  return createTenant(db, sources, { key, name: scenario.name, demo: true, land: scenario.land }).catch((error) => {
    if (!(error instanceof Invalid)) throw error
    throw new Usage(
      `"${key}" cannot be the key of a tenant: lower-case letters, digits and single hyphens, at most 32, beginning with a letter, and no word that is an address of the program.`,
    )
  })
}

/** A network can be loaded once only: there is one district in a tenant. */
function isTaken(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'district_one_per_tenant'
}
