import type { FormState } from '../../../platform/http/index.ts'
import { createFormat, type Format, type Locale, type Translate } from '../../../platform/i18n/index.ts'
import { Alert, State, type StateKind, Tag, Text, useRender } from '../../../platform/ui/index.ts'
import type { StoredDue } from '../domain/due.ts'
import type { ObligationState, PaperState } from '../domain/kinds.ts'
import { urgencyOf } from '../domain/states.ts'
import type { Consultation } from '../queries/consultations.ts'
import type { Obligation } from '../queries/obligations.ts'

const paperShapes: Readonly<Record<PaperState, StateKind>> = {
  draft: 'open',
  internalReview: 'progress',
  released: 'standing',
  onAgenda: 'standing',
  final: 'finished',
  withdrawn: 'declined',
}

export function PaperStateMark({ state }: { state: PaperState }) {
  const { t } = useRender()
  return <State kind={paperShapes[state]}>{t(`council.paper.state.${state}`)}</State>
}

/** The traffic light of a follow-up list as shape and word: not begun, begun, delayed, done. */
const obligationShapes: Readonly<Record<ObligationState, StateKind>> = {
  open: 'open',
  inProgress: 'progress',
  delayed: 'attention',
  done: 'done',
  doneReported: 'finished',
}

export function ObligationMark({ state }: { state: ObligationState }) {
  const { t } = useRender()
  return <State kind={obligationShapes[state]}>{t(`council.obligation.state.${state}`)}</State>
}

/** The due day with how it stands to today; overdue is the one thing that is red. */
export function DueMark({ one }: { one: Pick<Obligation, 'state' | 'due'> & StoredDue }) {
  const { t, format, today } = useRender()
  const urgency = urgencyOf(one.state, one.due, today)
  if (one.due === null) return <span className="nl-muted">{undatedWords(t, one)}</span>
  const day = format.day(one.due)
  if (urgency === 'overdue') return <State kind="late">{t('council.due.overdue', { day })}</State>
  return <span className="nl-num">{day}</span>
}

function undatedWords(t: Translate, { dueKind }: StoredDue): string {
  return t(dueKind === 'nextMeeting' ? 'council.due.no-meeting' : 'council.due.none')
}

/** The rule behind a due day, in words; `body` is the name of the body whose next meeting counts. */
export function dueWords(t: Translate, format: Format, stored: StoredDue, body: string | null): string {
  const { dueKind, dueCount, dueDay } = stored
  return t(`council.due.rule.${dueKind}`, {
    count: dueCount ?? 0,
    day: dueDay ? format.day(dueDay) : '',
    body: body ?? t('council.a-body'),
  })
}

/** `14 Ja, 3 Nein, 2 Enthaltungen`; empty where nobody counted. */
export function votesWords(t: Translate, one: Consultation): string {
  const counts = [
    ['yes', one.votesYes],
    ['no', one.votesNo],
    ['abstained', one.votesAbstained],
    ['excluded', one.votesExcluded],
  ] as const
  return counts
    .flatMap(([key, count]) =>
      count === null || (key !== 'yes' && count === 0) ? [] : [t(`council.votes.${key}`, { count })],
    )
    .join(', ')
}

export const publicWords = (t: Translate, isPublic: boolean) => t(isPublic ? 'council.is-public' : 'council.not-public')

/** Only what is not public bears a mark: everything else is for everybody. */
export function PublicTag({ isPublic }: { isPublic: boolean }) {
  const { t } = useRender()
  return isPublic ? null : <Tag>{t('council.not-public')}</Tag>
}

/** How a meeting reads in a choice: `03.12.2026 · Ausschuss für Bildung`. */
export const meetingChoice = (
  locale: Locale,
  { heldOn, bodyName }: { heldOn: Parameters<Format['day']>[0]; bodyName: string },
) => `${createFormat(locale).day(heldOn)} · ${bodyName}`

/** Why a step that has no fields could not be done. */
export function Refused({ form, route }: { form: FormState | undefined; route?: string }) {
  const { t } = useRender()
  if (!form || (route !== undefined && form.route !== route)) return null
  const [issue] = form.issues.filter(({ field }) => field === '')
  if (!issue) return null
  return (
    <Alert kind="danger" title={t('council.refused')}>
      <Text>{t(`error.${issue.code}`, { label: '', ...issue.values })}</Text>
    </Alert>
  )
}
