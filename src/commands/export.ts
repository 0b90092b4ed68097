import { Command, Option } from 'commander'
import { exportTenant } from '../platform/backup/index.ts'
import { readConfig } from '../platform/config/index.ts'
import { getTenant } from '../platform/database/index.ts'
import {
  createFormat,
  createTranslate,
  type Locale,
  readCatalogues,
  referenceLocale,
  staffLocales,
} from '../platform/i18n/index.ts'
import { openDatabase } from './opendatabase.ts'

/** `nahtlos export TENANT FOLDER`. */
export function exportCommand(): Command {
  return new Command()
    .argument('<tenant>', 'key of the tenant')
    .argument('<folder>', 'a new folder')
    .addOption(
      new Option('--locale <language>', 'language of the description').choices(staffLocales).default(referenceLocale),
    )
    .action(run)
}

async function run(key: string, folder: string, { locale }: { readonly locale: Locale }): Promise<void> {
  const config = readConfig(process.env)
  const db = await openDatabase(config)
  try {
    const tenant = await getTenant(db, key)
    const catalogues = await readCatalogues([new URL('../platform/backup/', import.meta.url)])
    const { tables, rows, files } = await exportTenant({
      db,
      tenant,
      folder,
      now: config.clock.now(),
      t: createTranslate(locale, catalogues),
      format: createFormat(locale),
    })
    process.stderr.write(
      `${tables} tables, ${rows} rows, ${files} files. It is not encrypted. Begin with README.html.\n`,
    )
    process.stdout.write(`${folder}\n`)
  } finally {
    await db.close()
  }
}
