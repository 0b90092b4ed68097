import { Command } from 'commander'
import { rooms } from '../app.ts'
import { readConfig } from '../platform/config/index.ts'
import { connect, type Database, migrate, platformSources, roomSources } from '../platform/database/index.ts'
import { type Rehearsal, type RehearsedSchema, rehearse } from '../platform/upgrade/index.ts'
import { Usage } from './explain.ts'

interface MigrateOptions {
  readonly dryRun?: boolean
  readonly rehearse?: boolean
  readonly districts: string
}

export function migrateCommand(): Command {
  return new Command()
    .option('--dry-run', 'only list what would run')
    .option('--rehearse', 'run it on a copy inside the same database and tell the time of each step and what it locks')
    .option('--districts <count>', 'with --rehearse: how many districts to copy, the largest first', '1')
    .action(run)
}

async function run({ dryRun = false, rehearse: rehearsal = false, districts }: MigrateOptions): Promise<void> {
  if (!/^\d+$/.test(districts)) throw new Usage(`--districts is "${districts}" and must be a whole number`)
  const sources = [...platformSources(), ...roomSources(rooms)]
  const db = await connect(readConfig(process.env))
  try {
    if (rehearsal) await tellRehearsal(db, Number(districts))
    else {
      const report = await migrate(db, sources, { dryRun })
      for (const { schema, source, name } of report.steps) process.stdout.write(`${schema}  ${source}/${name}\n`)
      const what = dryRun ? 'to run' : 'run'
      process.stderr.write(
        report.steps.length === 0
          ? `Up to date: the shared schema and ${report.tenants} tenants.\n`
          : `${report.steps.length} steps ${what}.\n`,
      )
    }
  } finally {
    await db.close()
  }

  async function tellRehearsal(database: Database, count: number): Promise<void> {
    const say = (message: string) => process.stderr.write(`${message}\n`)
    const found = await rehearse({ db: database, sources, districts: count, say })
    for (const schema of found.schemas) for (const line of linesOf(schema)) process.stdout.write(`${line}\n`)
    for (const line of summaryOf(found)) say(line)
  }
}

function linesOf({ schema, bytes, rows, copyMs, steps }: RehearsedSchema): string[] {
  const total = steps.reduce((sum, { ms }) => sum + ms, 0)
  return [
    `${schema}: ${Math.ceil(bytes / 1e6)} MB, ${rows} rows, copied in ${seconds(copyMs)}; ${steps.length} steps in ${seconds(total)}`,
    ...steps.map(({ source, name, ms, locked }) => {
      const tables = locked.map(({ table, reading }) => (reading ? `${table} (reading too)` : table)).join(', ')
      return `  ${seconds(ms).padStart(9)}  ${source}/${name}${tables ? `  keeps waiting who writes: ${tables}` : ''}`
    }),
  ]
}

/** What was measured, and what that says about the districts that were not copied. */
function summaryOf({ schemas, left }: Rehearsal): string[] {
  if (schemas.length === 0 && left.length === 0) return ['Up to date: there is nothing to rehearse.']
  const sum = (list: readonly RehearsedSchema[]) =>
    list.flatMap(({ steps }) => steps).reduce((total, { ms }) => total + ms, 0)
  const longest = schemas.flatMap(({ steps }) => steps).reduce((most, { ms }) => Math.max(most, ms), 0)
  const largest = Math.max(...schemas.map((schema) => sum([schema])), 0)
  return [
    `Measured: ${seconds(sum(schemas))} in all; no table is locked for longer than ${seconds(longest)}. The copies are removed.`,
    ...(left.length === 0
      ? []
      : [
          `Not copied: ${left.length} smaller districts. None should take longer than the largest, so together at most ${seconds(left.length * largest)} more.`,
        ]),
    'Every row was copied, none left out. A busy server takes longer: locks must be waited for, which was not measured.',
  ]
}

const seconds = (ms: number) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`)
