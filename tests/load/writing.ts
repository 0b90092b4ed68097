import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Id } from '../../src/kernel/ids.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { asOwner, connect, getTenant, inTenant, sql } from '../../src/platform/database/index.ts'
import type { Installation } from './installation.ts'
import { type Answer, formsIn, Visitor } from './visitor.ts'

export const tenant = 'auental'
const newOrganisation = `/${tenant}/network/organisations/new`

/** A write that was answered with 303: what it made and where. */
export interface Acknowledged {
  readonly name: string
  readonly address: string
}

/** People who write without a pause, each one form after the other, and note what was acknowledged. */
export class Writers {
  readonly acknowledged: Acknowledged[] = []
  /** Answers that said no: status and heading, or that the connection was cut. */
  readonly refused = new Map<string, number>()
  readonly #origin: string
  readonly #patienceMs: number
  readonly #note: string
  #stopped = false
  #running: Promise<unknown> = Promise.resolve()

  /** `noteBytes`: of each form, to fill a disk sooner. */
  constructor(origin: string, { patienceMs = 20_000, noteBytes = 0 } = {}) {
    this.#origin = origin
    this.#patienceMs = patienceMs
    this.#note = randomBytes(noteBytes / 2).toString('hex')
  }

  async start(count: number): Promise<void> {
    const visitors = await Promise.all(
      Array.from({ length: count }, async () => {
        const visitor = new Visitor(this.#origin, this.#patienceMs)
        await visitor.enterAs(tenant, 'coordinator')
        return { visitor, fields: await fieldsOfForm(visitor) }
      }),
    )
    this.#running = Promise.all(
      visitors.map(({ visitor, fields }, writer) =>
        this.#write(visitor, fields, `${Date.now().toString(36)}-${writer}`),
      ),
    )
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
  }

  async #write(visitor: Visitor, fields: Readonly<Record<string, string>>, mark: string): Promise<void> {
    for (let number = 0; !this.#stopped; number++) {
      const name = `Stelle ${mark}-${number}`
      const said = await visitor.post(newOrganisation, { ...fields, name, note: this.#note }).then(
        (answer) => {
          const { status, headers } = answer
          if (status !== 303 || !/organisations\/stelle-/.test(headers.location ?? '')) return wordingOf(answer)
          this.acknowledged.push({ name, address: headers.location!.replace(/\?.*/, '') })
          return undefined
        },
        (error: NodeJS.ErrnoException) => `cut off (${error.code ?? error.message})`,
      )
      if (said === undefined) continue
      this.refused.set(said, (this.refused.get(said) ?? 0) + 1)
      await sleep(100)
    }
  }
}

/** What an answer tells its reader, in few words. */
export function wordingOf({ status, text }: Answer): string {
  const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(text)?.[1] ?? text.slice(0, 60).trim()
  return `${status} "${heading}"`
}

/** The form of a new organisation as it stands in the page, with its token. */
export async function fieldsOfForm(visitor: Visitor): Promise<Readonly<Record<string, string>>> {
  const { text } = await visitor.get(newOrganisation)
  const form = formsIn(text).find(
    ({ action, fields }) => action === newOrganisation || ('name' in fields && 'csrf' in fields),
  )
  if (!form) throw new Error('the page has no form for a new organisation')
  return form.fields
}

/** Writes that were acknowledged and whose page does not show them. */
export async function missingOf(origin: string, written: readonly Acknowledged[]): Promise<Acknowledged[]> {
  const visitor = new Visitor(origin)
  await visitor.enterAs(tenant, 'coordinator')
  const missing: Acknowledged[] = []
  for (const one of written) {
    const { status, text } = await visitor.get(one.address)
    if (status !== 200 || !text.includes(one.name)) missing.push(one)
  }
  return missing
}

/** Somebody who may see nothing, when nobody has written. */
const nobody = '00000000-0000-0000-0000-000000000000' as Id<'user'>

/** Acknowledged writes without an entry in the audit, and what checking the seals says (its exit code and words). */
export async function auditOf(
  installation: Installation,
  written: readonly Acknowledged[],
): Promise<{ readonly without: number; readonly sealed: boolean; readonly said: string }> {
  const db = await connect(readConfig(installation.env), { say: () => undefined })
  let noted: Set<string>
  try {
    const found = await getTenant(db, tenant)
    const { rows } = await asOwner(
      db,
      (tx) =>
        sql<{ user: Id<'user'>; subject: string }>`
          SELECT user_id AS user, subject FROM audit_entry WHERE event = 'network.organisation-created'`.execute(tx),
      found.schema,
    )
    const entries = new Set(rows.map(({ subject }) => subject))
    // The register itself is open to members only, to the owner of the database neither.
    const writer = rows[0]?.user ?? nobody
    const context = { userId: writer, organisationId: null, controllerId: null }
    const register = await inTenant(db, found, context, (tx) =>
      sql<{ id: string; name: string }>`SELECT organisation_id AS id, name FROM organisation_name`.execute(tx),
    )
    noted = new Set(register.rows.filter(({ id }) => entries.has(id)).map(({ name }) => name))
  } finally {
    await db.close()
  }
  const verified = await installation.command(['audit', 'verify', tenant])
  const without = written.filter(({ name }) => !noted.has(name)).length
  return { without, sealed: verified.code === 0, said: verified.said.trim() }
}
