import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What operators can watch. Labels are routes as registered, roles, tenants' keys and codes: few values, none of them a person's. */
export interface Metrics {
  readonly requests: Histogram<'method' | 'route' | 'status'>
  /** Requests that the program could not answer, by kind: `failed` is a mistake of the program, `away` a database that is gone. */
  readonly failures: Counter<'kind' | 'route'>
  readonly signIns: Counter<'result'>
  readonly refused: Counter<'route'>
  readonly jobs: Histogram<'job' | 'result'>
  readonly auditSealed: Gauge<'tenant'>
  /** A gauge whose values `onScrape` sets. */
  readonly gauge: <Label extends string = never>(name: string, help: string, labels?: readonly Label[]) => Gauge<Label>
  /** Called before each answer, to set gauges. A failure leaves them as they were. */
  readonly onScrape: (set: () => Promise<void>) => void
  /** The text of `/metrics`. */
  readonly text: () => Promise<{ readonly type: string; readonly body: string }>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'nahtlos_' })
  const registers = [registry]
  const scraped: (() => Promise<void>)[] = []
  return {
    requests: new Histogram({
      name: 'nahtlos_http_request_duration_seconds',
      help: 'Time to answer a request, by route as registered',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    failures: new Counter({
      name: 'nahtlos_http_failures_total',
      help: 'Requests that could not be answered: failed (a mistake of the program), away (the database is gone)',
      labelNames: ['kind', 'route'],
      registers,
    }),
    signIns: new Counter({
      name: 'nahtlos_sign_ins_total',
      help: 'Sign-ins by result: done, failed, slowed',
      labelNames: ['result'],
      registers,
    }),
    refused: new Counter({
      name: 'nahtlos_refused_total',
      help: 'Requests of members without the right, and forged ones',
      labelNames: ['route'],
      registers,
    }),
    jobs: new Histogram({
      name: 'nahtlos_job_duration_seconds',
      help: 'Time of a job by name and result: done, failed',
      labelNames: ['job', 'result'],
      buckets: [0.01, 0.1, 1, 10, 60, 600],
      registers,
    }),
    auditSealed: new Gauge({
      name: 'nahtlos_audit_sealed_timestamp_seconds',
      help: 'When everything in the audit was last known to be under seal; older than a minute means that the sealer stands',
      labelNames: ['tenant'],
      registers,
    }),
    gauge: (name, help, labels = []) => new Gauge({ name, help, labelNames: [...labels], registers }),
    onScrape: (set) => {
      scraped.push(set)
    },
    text: async () => {
      await Promise.all(scraped.map((set) => set().catch(() => undefined)))
      return { type: registry.contentType, body: await registry.metrics() }
    },
  }
}
