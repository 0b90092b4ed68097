import type { Follows } from './types.ts'

const hour = 3_600_000

/** Edges as `A>B wait…`, waits in hours in order of size: what a person would write down of a small log. */
export function writtenDown(follows: Follows): string[] {
  const waits = new Map<string, number[]>()
  follows.slotOf.forEach((slot, row) => {
    if (slot < 0) return
    const name = `${follows.labels[follows.slots.from(slot)]}>${follows.labels[follows.slots.to(slot)]}`
    waits.set(name, [...(waits.get(name) ?? []), follows.wait[row]! / hour])
  })
  return [...waits].map(([name, list]) => `${name} ${list.sort((a, b) => a - b).join(' ')}`).sort()
}
