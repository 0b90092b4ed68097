import { type Database, listTenants, type Tenant } from '../../database/index.ts'

/** The tenants of this installation, read again every few seconds and when an unknown one is asked for. */
export interface TenantDirectory {
  find(key: string): Promise<Tenant | undefined>
  all(): Promise<readonly Tenant[]>
}

const freshMs = 5_000
/** An unknown key asks the database at most this often, so that guessing addresses costs nothing. */
const patienceMs = 1_000

export function tenantDirectory(db: Database): TenantDirectory {
  let known: Promise<readonly Tenant[]> | undefined
  let readAt = 0

  function read(olderThanMs: number): Promise<readonly Tenant[]> {
    const now = performance.now()
    if (!known || now - readAt > olderThanMs) {
      readAt = now
      known = listTenants(db)
      known.catch(() => {
        known = undefined
      })
    }
    return known
  }

  return {
    async find(key) {
      const tenant = (await read(freshMs)).find((candidate) => candidate.key === key)
      return tenant ?? (await read(patienceMs)).find((candidate) => candidate.key === key)
    },
    all: () => read(freshMs),
  }
}
