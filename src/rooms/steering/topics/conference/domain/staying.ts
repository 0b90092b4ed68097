import { findTraces, isRefused } from '../../../../../platform/redaction/index.ts'

/** Longest text of a finding, as in the database. */
const longest = 400
const idBegins = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/i

/** Whether a card may stay as a finding for good: nothing that is refused, and nothing that the table refuses. */
export const mayStay = (body: string): boolean =>
  body.length > 0 &&
  body.length <= longest &&
  !body.includes('@') &&
  !idBegins.test(body) &&
  !findTraces(body).some(({ trace }) => isRefused(trace))
