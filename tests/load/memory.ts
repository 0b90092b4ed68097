import { readdirSync, readFileSync } from 'node:fs'

interface Process {
  readonly pid: number
  readonly parent: number
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
        return [{ pid: Number(name), parent }]
      } catch {
        return [] // it ended meanwhile
      }
    })
}

/** A process and what it started, in order of their ids. */
export function familyOf(pid: number): number[] {
  const all = processes()
  const family = new Set([pid])
  for (let grown = true; grown; ) {
    grown = false
    for (const { pid: child, parent } of all)
      if (family.has(parent) && !family.has(child)) {
        family.add(child)
        grown = true
      }
  }
  return [...family].sort((one, other) => one - other)
}

/** Memory of processes in MiB, what they share counted once (proportional set size). */
export function memoryOf(pids: readonly number[]): number {
  let kib = 0
  for (const pid of pids) {
    try {
      kib += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1] ?? 0)
    } catch {
      // it ended meanwhile
    }
  }
  return kib / 1024
}
