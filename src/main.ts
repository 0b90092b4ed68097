/** The command line. Each command is loaded only when it is asked for: analysing a file needs neither pages nor a database. */
import { existsSync, readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { explain } from './commands/explain.ts'

interface CommandModule {
  readonly describe: string
  readonly load: () => Promise<Command>
}

const commands: Readonly<Record<string, CommandModule>> = {
  serve: {
    describe: 'start the platform and serve its pages',
    load: async () => (await import('./commands/serve.ts')).serveCommand(),
  },
  analyse: {
    describe: 'who waits for whom, from an event log (CSV or XES)',
    load: async () => (await import('./commands/analyse/index.ts')).analyseCommand(),
  },
  migrate: {
    describe: 'bring the database up to date',
    load: async () => (await import('./commands/migrate.ts')).migrateCommand(),
  },
  tenant: {
    describe: 'make and list tenants (districts)',
    load: async () => (await import('./commands/tenant.ts')).tenantCommand(),
  },
  audit: {
    describe: 'check the audit against its seals, print what to keep outside',
    load: async () => (await import('./commands/audit.ts')).auditCommand(),
  },
  backup: {
    describe: 'back up the whole installation or one tenant, restored on trial; make keys, look into files',
    load: async () => (await import('./commands/backup.ts')).backupCommand(),
  },
  restore: {
    describe: 'bring a backup back: a whole one into an empty installation, or one tenant beside others',
    load: async () => (await import('./commands/restore.ts')).restoreCommand(),
  },
  export: {
    describe: 'give out everything of a tenant in open formats, described',
    load: async () => (await import('./commands/export.ts')).exportCommand(),
  },
  simulate: {
    describe: 'play a scenario: write an event log or fill a demo tenant',
    load: async () => (await import('./commands/simulate/index.ts')).simulateCommand(),
  },
  doctor: {
    describe: 'look whether everything is in order',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  },
}

async function run(argv: readonly string[]): Promise<void> {
  loadEnvironmentFile()
  // React decides when it is loaded; its other build renders a page ten times slower.
  process.env['NODE_ENV'] ??= 'production'
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const program = new Command('nahtlos')
    .description('Open platform for municipal integration management.')
    .version(version)
    .exitOverride()
  const asked = argv.find((word) => !word.startsWith('-') && word !== 'help')
  for (const [name, { describe, load }] of Object.entries(commands)) {
    const command = name === asked ? await load() : new Command(name)
    program.addCommand(command.name(name).description(describe))
    inherit(command, program)
  }
  await program.parseAsync(argv, { from: 'user' })
}

/** What was set for the whole program holds for commands of commands too: a wrong call ends with 2 there as well. */
function inherit(command: Command, from: Command): void {
  command.copyInheritedSettings(from)
  for (const below of command.commands) inherit(below, command)
}

/** `.env` beside `.env.example`; what the environment says already stays. */
function loadEnvironmentFile(): void {
  const file = new URL('../.env', import.meta.url)
  if (existsSync(file)) process.loadEnvFile(file)
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said it already. 2 for a wrong call, as usual.
    process.exitCode = error.exitCode === 0 ? 0 : 2
  } else {
    process.stderr.write(`${explain(error)}\n`)
    process.exitCode = 1
  }
}
