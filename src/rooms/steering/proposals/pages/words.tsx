import type { Translate } from '../../../../platform/i18n/index.ts'
import { type Crumb, State, type StateKind, useRender } from '../../../../platform/ui/index.ts'
import type { DecisionKind, ProposalState } from '../domain/states.ts'
import { cockpit, proposals } from '../paths.ts'

const stateKinds: Readonly<Record<ProposalState, StateKind>> = {
  draft: 'open',
  submitted: 'progress',
  circulating: 'progress',
  deferred: 'rest',
  decided: 'finished',
  withdrawn: 'declined',
}

export function ProposalMark({ state }: { state: ProposalState }) {
  const { t } = useRender()
  return <State kind={stateKinds[state]}>{t(`steering.proposals.state.${state}`)}</State>
}

const decisionMarks: Readonly<Record<DecisionKind, StateKind>> = {
  accepted: 'done',
  changed: 'done',
  deferred: 'rest',
  rejected: 'declined',
  toCommittee: 'level',
  toCouncil: 'level',
  toMinistry: 'level',
}

export function DecisionMark({ kind }: { kind: DecisionKind }) {
  const { t } = useRender()
  return <State kind={decisionMarks[kind]}>{t(`steering.proposals.decided.${kind}`)}</State>
}

/** The way from the cockpit to a page below it. */
export const crumbsToProposals = (t: Translate): Crumb[] => [
  { label: t('steering.cockpit.title'), path: cockpit },
  { label: t('steering.proposals.title'), path: proposals },
]

export const crumbToCockpit = (t: Translate): Crumb[] => [{ label: t('steering.cockpit.title'), path: cockpit }]
