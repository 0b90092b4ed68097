import { may } from '../../../platform/access/index.ts'
import type { PaperSection } from '../../../platform/documents/index.ts'
import { composeReportSection } from './compose.ts'
import { gatherReport } from './gather.ts'

/** "KIM: Themen, Hürden, Lücken, Entscheidungen, Wirkungen": between the state of the measures and the review. */
export const steeringReport: PaperSection = {
  key: 'steering.kim',
  order: 40,
  compose: async (request) =>
    may(request.actor, 'steering.read') ? composeReportSection(await gatherReport(request)) : null,
}
