import type { Answer } from './answer.ts'
import { loadColumns } from './columns.ts'

/** What is used of pm4js, which is installed in bench/ only. */
interface Attributed {
  attributes: Record<string, { value: string | Date }>
}
interface Pm4js {
  EventLog: new () => { traces: { events: Attributed[] }[] }
  Trace: new () => { events: Attributed[] }
  Event: new () => Attributed
  Attribute: new (value: string | Date) => { value: string | Date }
  PerformanceDfgDiscovery: {
    apply(log: unknown): { pathsFrequency: Record<string, number>; pathsPerformance: Record<string, number> }
  }
}

/**
 * The columns as its objects, and its performance graph by mean: its median sorts numbers as texts, so it is not asked for.
 * Making the objects is not measured.
 */
export async function pm4js(folder: string): Promise<() => Answer> {
  const name = 'pm4js'
  await import(name)
  const { EventLog, Trace, Event, Attribute, PerformanceDfgDiscovery } = globalThis as unknown as Pm4js
  const { cases, activity, time, caseCount } = loadColumns(folder)
  const log = new EventLog()
  log.traces = Array.from({ length: caseCount }, () => new Trace())
  for (let row = 0; row < time.length; row++) {
    const event = new Event()
    event.attributes['concept:name'] = new Attribute(String(activity[row]))
    event.attributes['time:timestamp'] = new Attribute(new Date(time[row]!))
    log.traces[cases[row]!]!.events.push(event)
  }
  return () => {
    const { pathsFrequency, pathsPerformance } = PerformanceDfgDiscovery.apply(log)
    return Object.entries(pathsPerformance)
      .map(([path, seconds]): Answer[number] => {
        const [from, to] = path.split(',').map(Number)
        return [from!, to!, pathsFrequency[path]!, seconds * 1000, null, null]
      })
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
  }
}
