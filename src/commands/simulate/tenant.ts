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
  migrate,
  platformSources,
  roomSources,
  type Tenant,
} from '../../platform/database/index.ts'
import { Usage } from '../explain.ts'

/**
 * Fills a demo tenant, made if it does not exist, in one transaction. Throws Usage for a tenant that is real or has data.
 */
export async function fillDemoTenant(
  key: string,
  plan: Plan,
  options: { readonly withTruth: boolean },
): Promise<Filled & { readonly address: string }> {
  const config = readConfig(process.env)
  const db = await connect(config)
  try {
    await migrate(db, [...platformSources(), ...roomSources(rooms)])
    const tenant = await demoTenant(db, key, plan)
    const filled = await inTenant(db, tenant, 'system', (tx) => fillTenant(tx, plan, districtOf(plan), options)).catch(
      (error) => {
        throw isTaken(error)
          ? new Usage(`The tenant ${key} has data already. Choose a key that is new: --tenant ${key}-2`)
          : error
      },
    )
    return { ...filled, address: `${tenant.origin ?? config.origin}/${tenant.key}/` }
  } finally {
    await db.close()
  }
}

async function demoTenant(db: Database, key: string, { scenario }: Plan): Promise<Tenant> {
  const known = await findTenant(db, key)
  if (known && !known.demo) {
    throw new Usage(
      `The tenant ${key} is a real district. Simulated data goes into demo tenants only; choose another key.`,
    )
  }
  if (known) return known
  const sources = [...platformSources(), ...roomSources(rooms)]
  const wanted = { key, name: scenario.name, demo: true, land: scenario.land }
  return createTenant(db, sources, wanted).catch((error) => {
    throw error instanceof Invalid
      ? new Usage(
          `"${key}" cannot be the key of a tenant: lower-case letters, digits and single hyphens, at most 32, beginning with a letter.`,
        )
      : error
  })
}

/** A network can be loaded once only: there is one district in a tenant. */
function isTaken(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'district_one_per_tenant'
}
