import { type EventLog, MISSING, plainCodes } from '../log.ts'
import { fullScan } from './fullscan.ts'
import { quickScan } from './quickscan.ts'
import { denseSlots, hashedSlots } from './slots.ts'
import type { FollowOptions, Follows, HandoverOptions, Scan } from './types.ts'

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
  const scan: Scan = {
    handovers: kind === 'handovers',
    cases: plainCodes(log.cases.codes),
    caseCount: log.cases.labels.length,
    values: plainCodes(options.by.codes),
    labels,
    missing: options.missing === undefined ? MISSING : labels.indexOf(options.missing),
  }
  const dense = denseSlots(labels.length, log.size)
  const { calendar, started, resource, open } = options
  const instantsOnly = !log.dayOnly && !calendar && !started && !resource && !open
  const quick = instantsOnly && dense ? quickScan(scan, log.time, dense.size()) : undefined
  if (quick) return { kind, log, options, caseCodes: scan.cases, labels, slots: dense!, ...quick }
  const slots = dense ?? hashedSlots(labels.length)
  return { kind, log, options, caseCodes: scan.cases, labels, slots, ...fullScan(scan, log, slots, options) }
}

function withLabel(labels: readonly string[], label: string | undefined): readonly string[] {
  return label === undefined || labels.includes(label) ? labels : [...labels, label]
}
