import type { Day } from '../../../kernel/day.ts'
import type { Land } from '../../../kernel/holidays.ts'
import type { AnyRequest } from '../../../platform/http/request.ts'

/** Where and when a write happens, as far as campaigns have to know. */
export interface Setting {
  readonly today: Day
  /** Milliseconds since 1970, by the injected clock. */
  readonly now: number
  /** In a demonstration every record that somebody adds is simulated. */
  readonly demo: boolean
  /** Whose holidays count. */
  readonly land: Land
}

export const settingOf = ({ clock, tenant }: Pick<AnyRequest, 'clock' | 'tenant'>): Setting => ({
  today: clock.today(),
  now: clock.now(),
  demo: tenant.demo,
  land: tenant.land,
})

/** The days of instants are those of the district. */
export const berlin = 'Europe/Berlin'
