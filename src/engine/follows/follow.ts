import { type EventLog, plainCodes } from '../log.ts'
import { fullScan } from './fullscan.ts'
import { quickScan } from './quickscan.ts'
import { denseSlots, hashedSlots } from './slots.ts'
import type { FollowOptions, Follows, HandoverOptions } from './types.ts'

/** Every event and the next one of its case (the directly-follows graph), a value that follows itself included. */
export function directlyFollows(log: EventLog, options: FollowOptions): Follows {
  return follow(log, 'steps', options)
}

/** Only where the value changes from one event of a case to the next: from office to office. */
export function handovers(log: EventLog, options: HandoverOptions): Follows {
  return follow(log, 'handovers', options)
}

function follow(log: EventLog, kind: Follows['kind'], options: HandoverOptions): Follows {
  const labels = withLabel(options.by.labels, options.missing)
  const isHandovers = kind === 'handovers'
  const dense = denseSlots(labels.length, log.size)
  const { calendar, started, resource, open } = options
  const instantsOnly = !log.dayOnly && !calendar && !started && !resource && !open
  const quick = instantsOnly && dense ? quickScan(log, options.by, labels.length, isHandovers) : undefined
  if (quick) return { kind, log, options, labels, slots: dense!, ...quick }
  const slots = dense ?? hashedSlots(labels.length)
  const cases = plainCodes(log.cases.codes)
  return { kind, log, options, labels, slots, ...fullScan(log, cases, labels, slots, isHandovers, options) }
}

function withLabel(labels: readonly string[], label: string | undefined): readonly string[] {
  return label === undefined || labels.includes(label) ? labels : [...labels, label]
}
