import { createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import {
  type AuditReport,
  exportCheckpoints,
  type Finding,
  keyIdOf,
  publicKeyText,
  readExported,
  sealAudit,
  sealKeyFrom,
  verifyAudit,
} from '../platform/audit/index.ts'
import { openSecrets, readConfig } from '../platform/config/index.ts'
import { getTenant } from '../platform/database/index.ts'
import { Usage } from './explain.ts'
import { withDatabase } from './opendatabase.ts'

interface VerifyOptions {
  readonly against?: string
  readonly key?: readonly string[]
  readonly json?: boolean
}

/** `nahtlos audit verify TENANT`, `nahtlos audit checkpoints TENANT`, `nahtlos audit key`. */
export function auditCommand(): Command {
  const command = new Command()
  command
    .command('verify <tenant>')
    .description('check every entry of the audit against its seals; ends with 1 when something was changed')
    .option('--against <file>', 'checkpoints that were kept outside of the database (see: checkpoints)')
    .option('--key <file...>', 'public keys of earlier secrets of this installation, as PEM')
    .option('--json', 'the result as JSON')
    .action(verify)
  command
    .command('checkpoints <tenant>')
    .description('print the signed states, one line of JSON each, to keep outside of the database')
    .option('--from <size>', 'only those after a tree of this size', '0')
    .action(checkpoints)
  command.command('key').description('print the public key of the seals').action(printKey)
  return command
}

async function verify(tenantKey: string, options: VerifyOptions): Promise<void> {
  await withDatabase(async (db, config) => {
    const tenant = await getTenant(db, tenantKey)
    const own = sealKeyFrom(await openSecrets(config))
    // What was written since the last second counts too.
    await sealAudit(db, tenant, own, config.clock)
    const keys = new Map<string, KeyObject>([[own.id, own.publicKey]])
    for (const file of options.key ?? []) {
      const key = readKey(file)
      keys.set(keyIdOf(key), key)
    }
    const against = options.against ? readCheckpoints(options.against) : []
    const report = await verifyAudit(db, tenant, { keys, against })
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : wording(report))
    if (report.findings.length > 0) process.exitCode = 1
  })
}

async function checkpoints(tenantKey: string, options: { readonly from: string }): Promise<void> {
  if (!/^\d+$/.test(options.from)) throw new Usage(`--from is "${options.from}" and must be a whole number`)
  await withDatabase(async (db) => {
    process.stdout.write(await exportCheckpoints(db, await getTenant(db, tenantKey), Number(options.from)))
  })
}

async function printKey(): Promise<void> {
  const key = sealKeyFrom(await openSecrets(readConfig(process.env)))
  process.stdout.write(publicKeyText(key))
}

const sentences: Readonly<Record<Finding['code'], string>> = {
  changed: 'was changed after it had been sealed',
  removed: 'was sealed and is gone',
  inserted: 'never went through the sealer',
  'expired-early': 'has lost its content before the time was over',
  root: 'the order of the entries is not the one that was signed',
  signature: 'the signature was not made with a known key, or what it signs was changed',
  chain: 'does not continue the state before it',
  'kept-outside': 'was kept outside and is not in the database: its newest part was cut off or rewritten',
}

function wording(report: AuditReport): string {
  const { entries, expired, pending, findings } = report
  const lines = [
    `${report.tenant}: ${entries} sealed entries, ${report.checkpoints} checkpoints, ${expired} with expired content, ${pending} waiting`,
    ...findings.map(
      ({ code, entry, size }) => `  ${entry ? `entry ${entry}` : `checkpoint ${size}`}: ${sentences[code]}`,
    ),
    findings.length === 0 ? 'Nothing was changed.' : `${findings.length} findings.`,
  ]
  return `${lines.join('\n')}\n`
}

function readKey(file: string): KeyObject {
  try {
    return createPublicKey(readFileSync(file))
  } catch {
    throw new Usage(`${file} is no public key in PEM`)
  }
}

function readCheckpoints(file: string) {
  try {
    return readExported(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Usage(`${file}: ${error instanceof SyntaxError ? error.message : 'cannot be read'}`)
  }
}
