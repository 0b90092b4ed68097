import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { testFolder } from './testing.ts'

/** The command as a process of its own, as a shell starts it. */
const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const loader = new URL('../../start/loader.mjs', import.meta.url).href
const folder = testFolder()
afterAll(() => folder.remove())

const lines = Array.from({ length: 20_000 }, (_, i) => `${i % 500},Schritt ${i % 90},2026-01-01T00:00:00Z\n`)
const log = folder.file('log.csv', `case,activity,time\n${lines.join('')}`)

function start(args: readonly string[]) {
  const env = { ...process.env, LANG: 'de_DE.UTF-8', NO_COLOR: '1' }
  return spawn(process.execPath, ['--import', loader, file('../../main.ts'), 'analyse', ...args], { env })
}

async function finished(child: ReturnType<typeof start>, stdin?: Uint8Array | string) {
  const out: Uint8Array[] = []
  const err: Uint8Array[] = []
  child.stdout.on('data', (piece) => out.push(piece))
  child.stderr.on('data', (piece) => err.push(piece))
  child.stdin.end(stdin)
  const [code, signal] = await once(child, 'close')
  return { code, signal, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }
}

describe('as a process', () => {
  test('gives the answer on standard output and nothing else', async () => {
    const { code, out, err } = await finished(start([log, '--json']))
    expect(code).toBe(0)
    expect(JSON.parse(out).events).toBe(20_000)
    expect(err).toContain('Erkannt: CSV')
    expect(err).not.toContain('\u001b')
  })

  test('reads a pipe', async () => {
    const { code, out } = await finished(
      start(['-', '--csv', '--quiet']),
      gzipSync('case,activity,time\n1,a,2026-01-01\n1,b,2026-01-02\n'),
    )
    expect([code, out.split('\r\n')[1]?.slice(0, 10)]).toEqual([0, '1,a,b,1,0,'])
  })

  test.each([
    [2, [log, '--target', 'bald']],
    [65, [folder.file('leer.csv', '')]],
    [66, [folder.path('nichts.csv')]],
  ])('ends with %i', async (expected, args) => {
    const { code, out, err } = await finished(start(args))
    expect([code, out]).toEqual([expected, ''])
    expect(err).not.toContain(' at ')
  })

  test('a reader that has seen enough ends it quietly', async () => {
    const child = start([log, '--json', '--quiet'])
    const closing = once(child, 'close')
    let err = ''
    child.stderr.on('data', (piece) => {
      err += piece
    })
    await once(child.stdout, 'readable')
    child.stdout.destroy()
    expect([(await closing)[0], err]).toEqual([0, ''])
  })

  test('Ctrl-C ends it at once', async () => {
    const child = start(['-'])
    const closing = once(child, 'close')
    // More than a pipe holds: when it is all taken, the program is reading.
    const rows = '1,a,2026-01-01\n'.repeat(100_000)
    await new Promise((resolve) => child.stdin.write(`case,activity,time\n${rows}`, resolve))
    child.kill('SIGINT')
    const [code, signal] = await closing
    expect(signal ?? code).toBe('SIGINT') // what a shell shows as 130
  })
})
