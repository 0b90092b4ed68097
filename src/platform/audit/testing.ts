import { sql } from '../database/index.ts'

/**
 * Orders entries as they were written, for tests: their time ends at the millisecond, ids of one millisecond are in any order,
 * and the sealer, which counts them, has not come by yet. By transaction, and by statement in it.
 */
export const asWritten = sql`xmin::text::bigint, cmin::text::bigint`
