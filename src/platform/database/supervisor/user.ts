/**
 * A program that uses the embedded server, for tests that kill it: `node user.ts DATA-FOLDER [write]`. It says `ready PID`,
 * with `write` the number of each row that was committed, and ends on SIGTERM.
 */

import { readConfig } from '../../config/index.ts'
import { asOwner, connect, sql } from '../index.ts'
import { findPostmaster } from './postmaster.ts'

const [dataDir = '', mode] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)
const db = await connect(readConfig({ NAHTLOS_DATA: dataDir }), { say: (message) => say(`note ${message}`) })

let ended = false
const stay = setInterval(() => undefined, 60_000)
process.once('SIGTERM', () => {
  clearInterval(stay)
  ended = true
  void db.close()
})
say(`ready ${findPostmaster(`${dataDir}/postgres/data`)?.pid}`)
if (mode === 'write') {
  await asOwner(db, (tx) => sql`CREATE TABLE IF NOT EXISTS public.row (number int PRIMARY KEY)`.execute(tx))
  for (let number = 0; !ended; number++)
    await asOwner(db, (tx) => sql`INSERT INTO public.row VALUES (${number})`.execute(tx)).then(
      () => say(`wrote ${number}`),
      // Not acknowledged, so it may be there or not; the next one waits for the database to come back.
      (error: Error) => say(`lost ${number} ${error.message}`),
    )
}
