import { join } from 'node:path'
import { rooms } from '../../app.ts'
import { type Config, openSecrets, readConfig } from '../../platform/config/index.ts'
import { connect, type Database, migrate, platformSources, roomSources } from '../../platform/database/index.ts'
import { createLog } from '../../platform/observe/index.ts'
import { type Serving, startServing } from '../../platform/serving/index.ts'
import { cacheFolder } from '../../start/places.mjs'
import { loadDemoOnce } from './demo.ts'
import { type Ending, listenForEnd } from './ending.ts'
import { type Port, takePort } from './port.ts'

/** How long requests under way may take when the program ends. */
const patienceMs = 10_000

/** Starts the platform and serves until it is told to end. What was opened is closed in any case, in the opposite order. */
export async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const ending = listenForEnd()
  const say = (message: string) => process.stderr.write(`${message}\n`)
  const port = await takePort(config.host, config.port)
  let db: Database | undefined
  let started: Promise<Serving | undefined> | undefined
  let serving: Serving | undefined
  try {
    db = await connect(config, { say })
    started = start(config, db, port, ending, say)
    serving = await Promise.race([started, ending.whenAsked.then(() => undefined)])
    await ending.whenAsked
    say('Ending: finishing requests under way.')
  } finally {
    await port.close(ending.asked ? patienceMs : 0)
    await serving?.stop()
    await db?.close()
    // Told to end while it still started: that was cut off by closing the database, and what it says now is of no interest.
    if (!serving) await started?.then((late) => late?.stop()).catch(() => undefined)
  }
}

async function start(
  config: Config,
  db: Database,
  port: Port,
  ending: Ending,
  say: (message: string) => void,
): Promise<Serving | undefined> {
  const report = await migrate(db, [...platformSources(), ...roomSources(rooms)])
  if (report.steps.length > 0 && report.existed) say(`Migrated the database: ${report.steps.length} steps.`)
  if (config.demo && !ending.asked) await loadDemoOnce(db, rooms, config.clock, say)
  if (ending.asked) return undefined
  const origin = originOf(config, port)
  const serving = await startServing({
    db,
    rooms,
    clock: config.clock,
    secrets: await openSecrets(config),
    log: createLog(config.logLevel),
    origin,
    cacheDir: join(cacheFolder() ?? config.dataDir, 'assets'),
    trustedProxies: config.trustedProxies,
    ...(config.metricsToken !== undefined && { metricsToken: config.metricsToken }),
    ...(config.mail && { mail: config.mail }),
    config,
  })
  port.handle(serving.listener)
  if (!ending.asked) process.stdout.write(`Nahtlos: ${origin}\n`)
  if (config.demo && !['localhost', '127.0.0.1', '::1'].includes(config.host))
    say(
      `Whoever reaches ${config.host} can enter the demo tenants with one click. For real districts set NAHTLOS_DEMO=off.`,
    )
  return serving
}

/** The port is known only now when any free one was asked for. */
function originOf(config: Config, port: Port): string {
  return config.port === 0 ? config.origin.replace(/:0$/, `:${port.number}`) : config.origin
}
