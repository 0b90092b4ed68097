import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { announce, lives, lock, present } from './presence.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'presence-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const module = JSON.stringify(new URL('./presence.mjs', import.meta.url).href)

/** A process of its own that runs the body and then says so. */
function another(body: string): ChildProcess {
  const code = `import { announce, lock } from ${module}; import fs from 'node:fs'; const folder = ${JSON.stringify(folder)};
    ${body}; console.log('done'); setInterval(() => 0, 1000)`
  return spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('whoever is here is listed until they leave', () => {
  const first = announce(folder)
  const second = announce(folder)
  expect(present(folder).map((one) => one.pid)).toEqual([process.pid, process.pid])
  first.leave()
  expect(present(folder).map((one) => one.name)).toEqual([second.name])
})

test('the dead are no longer here, and their files go', async () => {
  const child = another('announce(folder)')
  await once(child.stdout!, 'data')
  expect(present(folder).map((one) => one.pid)).toEqual([child.pid])
  await kill(child)
  expect(present(folder)).toEqual([])
  expect(readdirSync(folder)).toEqual([])
})

test('a process that got the number of a dead one is not taken for it', () => {
  const own = announce(folder)
  const [pid, start, boot, random] = own.name.split('-')
  own.leave()
  writeFileSync(join(folder, `${pid}-${Number(start) - 1}-${boot}-${random}`), '')
  writeFileSync(join(folder, `${pid}-${start}-otherboot-${random}`), '')
  writeFileSync(join(folder, 'nonsense'), '')
  expect(present(folder)).toEqual([])
})

test('a killed holder locks nobody out', async () => {
  const child = another('await lock(folder)')
  await once(child.stdout!, 'data')
  await expect(lock(folder, { timeoutMs: 0 })).rejects.toMatchObject({ code: 'ELOCKED', pid: child.pid })
  const waiting: number[] = []
  const taken = lock(folder, { onWait: (pid) => waiting.push(pid) })
  await kill(child)
  const release = await taken
  expect(waiting).toEqual([child.pid])
  release()
  expect(lives(child.pid as number)).toBe(false)
})

test('only one holds the lock, however many want it and die', async () => {
  const counter = join(folder, '..', `${folder.split('/').at(-1)}.counter`)
  writeFileSync(counter, '0')
  const count = `for (let i = 0; i < 20; i++) {
    const release = await lock(folder)
    const value = Number(fs.readFileSync(${JSON.stringify(counter)}, 'utf8'))
    await new Promise((go) => setTimeout(go, 1))
    fs.writeFileSync(${JSON.stringify(counter)}, String(value + 1))
    release()
  }`
  const workers = Array.from({ length: 4 }, () => another(count))
  const doomed = another(
    'await lock(folder); await new Promise((go) => setTimeout(go, 50)); process.kill(process.pid, 9)',
  )
  await Promise.all([...workers.map((worker) => once(worker.stdout!, 'data')), once(doomed, 'exit')])
  await Promise.all(workers.map(kill))
  expect(readFileSync(counter, 'utf8')).toBe('80')
  rmSync(counter)
}, 60_000)

test('of those who ask at the same instant, at most one gets it', async () => {
  // Each spins to the same moment and asks once; whoever gets the lock notes from when to when.
  const ask = `const held = []
  for (let round = 0; round < 100; round++) {
    const moment = Math.ceil(Date.now() / 10 + 1) * 10
    while (Date.now() < moment) continue
    const release = await lock(folder, { timeoutMs: -1 }).catch(() => undefined)
    if (!release) continue
    const from = performance.timeOrigin + performance.now()
    while (Date.now() < moment + 3) continue
    held.push([from, performance.timeOrigin + performance.now()])
    release()
  }
  console.log(JSON.stringify(held))`
  const both = [another(ask), another(ask)]
  const said = await Promise.all(both.map((child) => once(child.stdout!, 'data')))
  await Promise.all(both.map(kill))
  const [one = [], two = []] = said.map(
    ([line]) => JSON.parse(String(line).split('\n')[0] as string) as [number, number][],
  )
  expect(one.length + two.length).toBeGreaterThan(0)
  expect(one.filter(([from, to]) => two.some(([start, end]) => from < end && start < to))).toEqual([])
}, 60_000)
