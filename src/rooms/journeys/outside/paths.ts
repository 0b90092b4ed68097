/** Addresses of the doors. Those for everybody stand below the language; a token stands in its address and nowhere else. */
import { handoverPath } from '../paths.ts'

export const answerRoute = '/handover-answers/:token'
export const answerDeedRoute = <Deed extends string>(deed: Deed) => `/handover-answers/:token/${deed}` as const
export const answerPath = (token: string, locale = 'de') => `/${locale}/handover-answers/${token}`

export const linkRoute = '/handovers/:id/outside'
export const linkPath = (handover: string) => `${handoverPath(handover)}/outside`

export const codeRoute = '/handovers/:id/code'
export const codePath = (handover: string) => `${handoverPath(handover)}/code`

/** Where somebody types their code: `/<language>/my-handovers`. */
export const standingRoute = '/my-handovers'

export const stuckRoute = '/stuck'

/** The sheet for the wall of an office. */
export const posterPath = '/handovers/poster'

export const referralsPath = '/referrals'

/** In the navigation of the immigration or naturalisation office. */
export const referralEntry = {
  path: referralsPath,
  label: 'journeys.referral.title',
  right: 'journeys.refer',
  order: 4,
}
