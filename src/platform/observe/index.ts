/** The door of what can be watched: logs without personal data, metrics. */
export { createLog, type Log } from './log.ts'
export { createMetrics, type Metrics } from './metrics.ts'
