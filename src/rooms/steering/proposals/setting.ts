import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import type { AnyRequest } from '../../../platform/http/request.ts'
import { defineSetting } from '../../../platform/settings/index.ts'

/** Where and when a write happens, as far as it has to know. */
export interface Setting {
  readonly today: Day
  /** Milliseconds since 1970, by the injected clock. */
  readonly now: number
  /** In a demonstration every record that somebody adds is simulated. */
  readonly demo: boolean
}

export const settingOf = ({ clock, tenant }: Pick<AnyRequest, 'clock' | 'tenant'>): Setting => ({
  today: clock.today(),
  now: clock.now(),
  demo: tenant.demo,
})

/** The body of the network that is the steering group. */
export const steeringBody = defineSetting({
  key: 'steering.body',
  schema: z.string().regex(/^[a-z0-9-]{1,60}$/),
  fallback: 'lenkungsgruppe-kim',
})

/**
 * Rules of the written procedure. Half of the members must answer, and one who wants to speak about it first takes it to
 * a meeting, until the district decides otherwise: its rules of procedure hold.
 */
export const writtenRules = defineSetting({
  key: 'steering.written-procedure',
  schema: z.object({
    quorumPercent: z.number().int().min(1).max(100),
    objectionLimit: z.number().int().min(1).max(100),
    /** Days that members have to answer. */
    days: z.number().int().min(3).max(60),
  }),
  fallback: { quorumPercent: 50, objectionLimit: 1, days: 14 },
})
