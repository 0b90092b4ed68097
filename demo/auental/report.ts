import type { Actor } from '../../src/platform/access/index.ts'
import type { Tx } from '../../src/platform/database/index.ts'
import type { PaperSection } from '../../src/platform/documents/index.ts'
import { beginDraft, openObligations, type Setting } from '../../src/rooms/council/index.ts'

/** The report that the committee of Kreis Auental asked for, as its lead has it written: a first draft, for the next meeting. */
export async function draftReport(
  tx: Tx,
  lead: Actor,
  setting: Setting,
  sections: readonly PaperSection[],
): Promise<void> {
  const open = await openObligations(tx, lead, setting, { kind: 'report', isPublic: true })
  const obligation = open.find(({ wording }) =>
    wording.includes('wie weit das Integrationskonzept von 2010 umgesetzt ist'),
  )
  if (!obligation) throw new RangeError('Kreis Auental has no obligation to report on its concept')
  await beginDraft(tx, lead, setting, sections, {
    obligationId: obligation.id,
    referenceDay: setting.today,
    subject: 'Umsetzungsstand der Konzepte zur Integration im Kreis Auental',
    proposedResolution: 'Zur Kenntnis.',
    isPublic: true,
    leadUnitId: obligation.responsibleId ?? undefined,
    discharged: [obligation.id],
    dischargedBy: 'release',
  })
}
