/** Whether case management is indicated (DGCC; domain model 2.6), as a rule over what was asked. */

/** All should hold. */
export const criteria = ['complexNeed', 'manyActors', 'regularWaysFail', 'ownResources', 'agreed'] as const
export type Criterion = (typeof criteria)[number]

export const decisions = ['accept', 'adviceOnly', 'referredOn', 'declined'] as const
export type Decision = (typeof decisions)[number]

export const accessPaths = [
  'self',
  'counselling',
  'authority',
  'immigrationOffice',
  'school',
  'volunteer',
  'family',
  'other',
] as const
export type AccessPath = (typeof accessPaths)[number]

export type Checked = Readonly<Record<Criterion, boolean>>

/** What the answers suggest; whoever decides may decide otherwise, with a reason. */
export function suggestionFor(checked: Checked): Decision {
  if (!checked.agreed) return 'adviceOnly'
  const met = criteria.filter((criterion) => checked[criterion]).length
  if (met === criteria.length) return 'accept'
  return checked.complexNeed || checked.manyActors ? 'referredOn' : 'adviceOnly'
}

/** A decision against the suggestion to accept, or to accept against it, needs a reason. */
export function needsReason(checked: Checked, decision: Decision): boolean {
  return (suggestionFor(checked) === 'accept') !== (decision === 'accept')
}
