import type { PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import { choosableMeetings, organisationNames } from '../../../network/index.ts'
import { choosablePapers } from '../../queries/papers.ts'

/** Released papers, latest first; the first report among them is what a new one is mostly compared with. */
export async function previousChoices({ tx, actor }: PageRequest) {
  const released = await choosablePapers(tx, actor, ['released', 'onAgenda', 'final'])
  const reports = released.filter((paper) => paper.kind === 'report' || paper.kind === 'information')
  return reports.map(({ id, number, title }) => ({ value: id, label: [number, title].filter(Boolean).join(' · ') }))
}

/** Meetings of a body that stand, latest first. */
export async function meetingChoices({ tx, actor, locale }: PageRequest, bodyId: string) {
  const format = createFormat(locale)
  const meetings = await choosableMeetings(tx, actor, { bodyId })
  return meetings.map(({ id, heldOn, bodyName }) => ({
    value: id,
    label: `${format.day(heldOn)} · ${bodyName}`,
    heldOn,
  }))
}

export async function unitChoices({ tx, clock }: PageRequest) {
  return (await organisationNames(tx, clock.today())).map(({ id, name }) => ({ value: id, label: name }))
}
