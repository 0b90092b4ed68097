import type { Proposal, ProposalOption } from '../queries/proposals.ts'

/**
 * What a proposal says, by the names of its form's fields: kept with each version and compared when two people changed it at
 * the same time. Days are ISO, several values are joined by a blank.
 */
export function contentOf(proposal: Proposal, options: readonly ProposalOption[]): Record<string, string> {
  const said: Record<string, string | number | null> = {
    title: proposal.title,
    decisionText: proposal.decisionText,
    about: proposal.about,
    topic: proposal.topicId,
    gap: proposal.gapId,
    interface: proposal.interfaceId,
    canChange: proposal.canChange.join(' '),
    changeNote: proposal.changeNote,
    responsible: proposal.responsibleId,
    involved: proposal.involved,
    dueOn: proposal.dueOn,
    interimOn: proposal.interimOn,
    recommended: options.find((one) => one.recommended)?.letter ?? null,
    state: proposal.state,
  }
  for (const { letter, ...option } of options) {
    said[`${letter}-title`] = option.title
    said[`${letter}-from`] = option.effectFrom
    said[`${letter}-to`] = option.effectTo
    said[`${letter}-effort`] = option.effort
    said[`${letter}-legal`] = option.legal
    said[`${letter}-norm`] = option.legalNorm
    said[`${letter}-on`] = option.legalOn
    said[`${letter}-risk`] = option.risk
  }
  return Object.fromEntries(
    Object.entries(said).flatMap(([key, value]) => (value === null || value === '' ? [] : [[key, String(value)]])),
  )
}

/** The fields in which two versions differ, in the order of the form. */
export function differing(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): { field: string; before: string; after: string }[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field] ?? '', after: after[field] ?? '' }))
}
