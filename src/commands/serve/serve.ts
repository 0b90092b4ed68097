import { rooms } from '../../app.ts'
import { type Config, openSecrets, readConfig } from '../../platform/config/index.ts'
import { connect, type Database, migrate, platformSources, roomSources } from '../../platform/database/index.ts'
import { createLog } from '../../platform/observe/index.ts'
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
  try {
    db = await connect(config, { say })
    const opened = db
    const started = start(config, opened, port, ending, say)
    // Told to end while still starting: what is under way is cut off by closing the database.
    await Promise.race([started, ending.whenAsked])
    if (!ending.asked) await ending.whenAsked
    started.catch(() => undefined)
    say('Ending: finishing requests under way.')
  } finally {
    await port.close(ending.asked ? patienceMs : 0)
    await db?.close()
  }
}

async function start(
  config: Config,
  db: Database,
  port: Port,
  ending: Ending,
  say: (message: string) => void,
): Promise<void> {
  const report = await migrate(db, [...platformSources(), ...roomSources(rooms)])
  if (report.steps.length > 0 && report.existed) say(`Migrated the database: ${report.steps.length} steps.`)
  if (config.demo && !ending.asked) await loadDemoOnce(db, rooms, say)
  const secrets = await openSecrets(config)
  const log = createLog(config.logLevel)
  void secrets
  void log
  port.handle((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' })
    response.end('Nahtlos\n')
  })
  if (!ending.asked) process.stdout.write(`Nahtlos: ${originOf(config, port)}\n`)
}

/** The port is known only now when any free one was asked for. */
function originOf(config: Config, port: Port): string {
  return config.port === 0 ? config.origin.replace(/:0$/, `:${port.number}`) : config.origin
}
