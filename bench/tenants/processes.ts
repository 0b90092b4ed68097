import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('../../', import.meta.url))

export interface Program {
  readonly pid: number
  /** From its start to the line that says where it serves. */
  readonly startMs: number
  stop(): Promise<void>
}

/** Starts the platform as an operator would, and waits until it serves. */
export async function startProgram(env: Readonly<Record<string, string>>): Promise<Program> {
  const began = performance.now()
  const child = spawn(process.execPath, ['bootstrap.mjs', 'serve'], { cwd: checkout, env: { ...process.env, ...env } })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('Nahtlos:') && resolve())
    child.stderr.on('data', (chunk) => process.env['VERBOSE'] && process.stderr.write(chunk))
    child.on('exit', (code) => reject(new Error(`serve ended with ${code}`)))
  })
  return { pid: child.pid as number, startMs: performance.now() - began, stop: () => ended(child, 'SIGINT') }
}

/** Runs a command to its end; its time in milliseconds. */
export async function timeCommand(env: Readonly<Record<string, string>>, ...args: string[]): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, ['bootstrap.mjs', ...args], {
    cwd: checkout,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  })
  await new Promise((resolve) => child.on('exit', resolve))
  return performance.now() - began
}

async function ended(child: ChildProcess, signal: 'SIGINT'): Promise<void> {
  child.removeAllListeners('exit')
  const gone = new Promise((resolve) => child.on('exit', resolve))
  child.kill(signal)
  await gone
}

/** Processes below one, itself included. */
export function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = Number(statOf(Number(name))?.[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const all = [pid]
  for (const one of all) all.push(...(children.get(one) ?? []))
  return all
}

/** Seconds of processor that a process has used so far, with those below it, ended ones too. */
export function cpuOf(pid: number): number {
  const ticks = familyOf(pid).reduce((sum, one) => {
    const stat = statOf(one)
    // Fields 14 to 17 of stat (own, then children that have ended), in hundredths of a second; the first here is the third.
    return sum + [11, 12, 13, 14].reduce((all, field) => all + Number(stat?.[field] ?? 0), 0)
  }, 0)
  return ticks / 100
}

/** Memory that a process has to itself or shares in part, in bytes (PSS): sums of it count nothing twice. */
export function memoryOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    try {
      const kb = /^Pss:\s+(\d+)/m.exec(readFileSync(join('/proc', String(pid), 'smaps_rollup'), 'utf8'))?.[1]
      return sum + Number(kb ?? 0) * 1024
    } catch {
      return sum // it has just ended
    }
  }, 0)
}

function statOf(pid: number): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return undefined
  }
}
