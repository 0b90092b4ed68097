import { chmodSync, createReadStream, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { startCluster } from '../cases/cluster.ts'
import type { Answer, Measured } from './answer.ts'
import { eventsCsv } from './duckdb.ts'

const question = `
  SELECT before, after, count(*)::integer AS n, avg(wait) AS mean,
    percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY wait) AS quantiles
  FROM (
    SELECT lag(activity) OVER step AS before, activity AS after, ts - lag(ts) OVER step AS wait
    FROM events WINDOW step AS (PARTITION BY case_id ORDER BY ts, seq)
  ) AS steps
  WHERE before IS NOT NULL GROUP BY before, after ORDER BY before, after`

/**
 * Debian's PostgreSQL 15 over the same columns with a covering index. Loading is not measured; CPU is that of the server's
 * process, read from /proc.
 */
export async function postgres(folder: string, repetitions: number): Promise<Measured> {
  const cluster = startCluster(join(tmpdir(), 'nahtlos-bench-pg15'), 54_391)
  const client = new pg.Client({ host: '127.0.0.1', port: cluster.port, user: 'postgres', database: 'postgres' })
  await client.connect()
  try {
    await client.query('DROP TABLE IF EXISTS events')
    await client.query('CREATE TABLE events (seq integer, case_id integer, activity smallint, ts double precision)')
    const csv = await eventsCsv(folder)
    chmodSync(csv, 0o644)
    await pipeline(createReadStream(csv), client.query(copyFrom('COPY events FROM STDIN (FORMAT csv, HEADER)')))
    await client.query('CREATE INDEX ON events (case_id, ts, seq) INCLUDE (activity)')
    await client.query('VACUUM ANALYZE events')
    await client.query("SET work_mem = '1GB'")
    await client.query('SET max_parallel_workers_per_gather = 0')
    const backend = Number((await client.query('SELECT pg_backend_pid() AS pid')).rows[0].pid)
    let best = { cpu: Number.POSITIVE_INFINITY, wall: Number.POSITIVE_INFINITY }
    let answer: Answer = []
    for (let i = 0; i < repetitions; i++) {
      const before = cpuOf(backend)
      const start = performance.now()
      const { rows } = await client.query(question)
      best = {
        wall: Math.min(best.wall, performance.now() - start),
        cpu: Math.min(best.cpu, cpuOf(backend) - before),
      }
      answer = rows.map(({ before, after, n, mean, quantiles }) => [before, after, n, mean, quantiles[0], quantiles[1]])
    }
    return { ...best, memory: Math.round(peakOf(backend) / 1024), answer }
  } finally {
    await client.end()
    cluster.stop()
  }
}

/** Milliseconds that a process has computed, in steps of ten. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Peak memory in KiB, shared buffers included. */
const peakOf = (pid: number) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
