import { Command } from 'commander'
import { rooms } from '../app.ts'
import { readConfig } from '../platform/config/index.ts'
import { connect, migrate, platformSources, roomSources } from '../platform/database/index.ts'

export function migrateCommand(): Command {
  return new Command()
    .option('--dry-run', 'only list what would run')
    .action(async ({ dryRun = false }: { dryRun?: boolean }) => {
      const db = await connect(readConfig(process.env))
      try {
        const report = await migrate(db, [...platformSources(), ...roomSources(rooms)], { dryRun })
        for (const { schema, source, name } of report.steps) process.stdout.write(`${schema}  ${source}/${name}\n`)
        const what = dryRun ? 'to run' : 'run'
        process.stderr.write(
          report.steps.length === 0
            ? `Up to date: the shared schema and ${report.tenants} tenants.\n`
            : `${report.steps.length} steps ${what}.\n`,
        )
      } finally {
        await db.close()
      }
    })
}
