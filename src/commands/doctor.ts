import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Command } from 'commander'
import { rooms } from '../app.ts'
import { type Config, openSecrets, programVersion, readConfig, type Secrets } from '../platform/config/index.ts'
import {
  connect,
  type Database,
  hasSharedSchema,
  listTenants,
  platformSources,
  roomSources,
  type Tenant,
} from '../platform/database/index.ts'
import { examine, type HealthResult, healthChecks, worstOf } from '../platform/health/index.ts'
import { runningCheck } from '../platform/health/running.ts'
import { messageFolders } from '../platform/http/gate/own.ts'
import { createFormat, createTranslate, readCatalogues } from '../platform/i18n/index.ts'
import { languageOf } from './analyse/language.ts'
import { groupByCheck, tellCheck, tellResult } from './doctor/tell.ts'

export function doctorCommand(): Command {
  return new Command()
    .option('--json', 'the results as one JSON object')
    .addHelpText('after', '\nEnds with 0 when all is good, 1 when something wants a look, 2 when something is broken.')
    .action(doctor)
}

/** How long the database may take to be reached; the embedded one is started for it where the program does not run. */
const reachMs = 30_000

/** Checks everything, goes on whatever fails, and says of each what was found and what to do. */
async function doctor({ json = false }: { json?: boolean }): Promise<void> {
  const config = readConfig(process.env)
  const sources = [...platformSources(), ...roomSources(rooms)]
  const language = languageOf(process.env)
  const catalogues = await readCatalogues([...messageFolders(), ...rooms.map(({ folder }) => folder)])
  const words = { t: createTranslate(language, catalogues), format: createFormat(language) }
  const say = (text: string) => process.stdout.write(`${text}\n`)
  if (!json) {
    const at = words.format.instant(Date.now())
    say(words.t('health.doctor.heading', { version: programVersion(), at }))
    say(`${words.t('health.doctor.data', { folder: config.dataDir })}\n`)
  }
  const results: HealthResult[] = []
  const opened = await open(config)
  try {
    const { reach, db, secrets, tenants } = opened
    const context = { config, secrets, clock: config.clock, sources }
    const checks = [runningCheck, ...healthChecks]
    const found = (async function* () {
      if (reach) yield reach
      yield* examine({ checks, context, db, tenants })
    })()
    for await (const group of groupByCheck(found)) {
      results.push(...group)
      if (!json) for (const line of tellCheck(group, words)) say(line)
    }
  } finally {
    // A server that does not let go must not keep the answer.
    await Promise.race([opened.db?.close().catch(() => undefined), sleep(5000, undefined, { ref: false })])
  }
  const state = worstOf(results.map((result) => result.state))
  if (json) say(JSON.stringify({ state, version: programVersion(), at: new Date().toISOString(), results }))
  else say(`\n${tellResult(state, results, words)}`)
  process.exitCode = { ok: 0, attention: 1, broken: 2 }[state]
  // What a check began and did not end (a name that is not resolved, a server that does not answer) holds nobody up.
  setTimeout(() => process.exit(), 500).unref()
}

interface Opened {
  /** What is wrong with the database; undefined when it can be used. */
  readonly reach?: HealthResult
  readonly db?: Database
  readonly secrets: Secrets
  readonly tenants: readonly Tenant[]
}

async function open(config: Config): Promise<Opened> {
  const key = 'database.reach'
  // Looking must make nothing: neither a secret nor a database.
  const empty = config.database.kind === 'embedded' && !existsSync(join(config.dataDir, 'postgres/data/PG_VERSION'))
  if (empty) {
    const values = { folder: config.dataDir }
    return { reach: { key, state: 'attention', code: 'none', values }, secrets: noSecrets, tenants: [] }
  }
  let db: Database | undefined
  try {
    const secrets = await openSecrets(config)
    db = await Promise.race([connect(config, { say: () => undefined }), tooLong()])
    if (!(await Promise.race([hasSharedSchema(db), tooLong()])))
      return { reach: { key, state: 'attention', code: 'empty' }, db, secrets, tenants: [] }
    return { db, secrets, tenants: await Promise.race([listTenants(db), tooLong()]) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return {
      reach: { key, state: 'broken', code: 'away', values: { message } },
      secrets: noSecrets,
      tenants: [],
      ...(db && { db }),
    }
  }
}

const noSecrets: Secrets = {
  derive: () => {
    throw new Error('there is no secret without a database')
  },
}

async function tooLong(): Promise<never> {
  await sleep(reachMs, undefined, { ref: false })
  throw new Error(`no answer in ${reachMs / 1000} s`)
}
