import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What operators can watch. Labels are routes as registered, roles and codes: few values, none of them a person's. */
export interface Metrics {
  readonly requests: Histogram<'method' | 'route' | 'status'>
  readonly signIns: Counter<'result'>
  readonly refused: Counter<'route'>
  readonly jobs: Histogram<'job' | 'result'>
  readonly auditSealed: Gauge<'tenant'>
  /** The text of `/metrics`. */
  readonly text: () => Promise<{ readonly type: string; readonly body: string }>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'nahtlos_' })
  const registers = [registry]
  return {
    requests: new Histogram({
      name: 'nahtlos_request_seconds',
      help: 'Time to answer a request, by route as registered',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
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
      name: 'nahtlos_job_seconds',
      help: 'Time of a job by name and result: done, failed',
      labelNames: ['job', 'result'],
      buckets: [0.01, 0.1, 1, 10, 60, 600],
      registers,
    }),
    auditSealed: new Gauge({
      name: 'nahtlos_audit_sealed_timestamp_seconds',
      help: 'When everything in the audit was last under seal; older than a minute means that the sealer stands',
      labelNames: ['tenant'],
      registers,
    }),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  }
}
