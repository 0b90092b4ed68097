import { createWriteStream, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Answer } from './answer.ts'
import { loadColumns } from './columns.ts'

/** What is used of @duckdb/node-api, which is installed in bench/ only. */
interface Connection {
  run(sql: string): Promise<unknown>
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>
}
interface DuckDb {
  DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection>; closeSync(): void }> }
}

const question = `
  with steps as (
    select lag(activity) over step as before, activity as after, ts - lag(ts) over step as wait
    from events window step as (partition by case_id order by ts, seq)
  )
  select before, after, count(*), avg(wait), quantile_cont(wait, [0.5, 0.9])
  from steps where before is not null group by all order by all`

/** The columns as a table in memory, and the question as SQL. Loading is not measured. */
export async function duckdb(folder: string): Promise<{ query: () => Promise<Answer>; close: () => void }> {
  const name = '@duckdb/node-api'
  const { DuckDBInstance } = (await import(name)) as DuckDb
  const csv = await eventsCsv(folder)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(
    `create table events as from read_csv('${csv.replaceAll("'", "''")}', header = true, columns =
      {seq: 'INTEGER', case_id: 'INTEGER', activity: 'UTINYINT', ts: 'DOUBLE'})`,
  )
  const query = async () => {
    const rows = (await connection.runAndReadAll(question)).getRows()
    return rows.map(([before, after, n, mean, quantiles]): Answer[number] => {
      const [median, p90] = (quantiles as { items: readonly number[] }).items
      return [Number(before), Number(after), Number(n), Number(mean), median!, p90!]
    })
  }
  return { query, close: () => instance.closeSync() }
}

/** The columns as a file that databases read. */
export async function eventsCsv(folder: string): Promise<string> {
  const path = join(folder, 'events.csv')
  if (existsSync(path)) return path
  const { cases, activity, time } = loadColumns(folder)
  const out = createWriteStream(`${path}.${process.pid}`)
  out.write('seq,case_id,activity,ts\n')
  for (let row = 0; row < time.length; ) {
    let block = ''
    for (const end = Math.min(time.length, row + 50_000); row < end; row++)
      block += `${row},${cases[row]},${activity[row]},${time[row]}\n`
    if (!out.write(block)) await new Promise<void>((resolve) => out.once('drain', () => resolve()))
  }
  out.end()
  await finished(out)
  renameSync(`${path}.${process.pid}`, path)
  return path
}
