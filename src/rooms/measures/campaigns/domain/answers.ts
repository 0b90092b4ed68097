import type { MeasureState } from '../../domain/kinds.ts'
import { canStall, needsReason, transitions } from '../../domain/states.ts'

/** How a measure stands, as far as a report can say it. */
export interface Standing {
  readonly state: MeasureState
  readonly stalled: boolean
}

/**
 * What a unit may say when it is asked: a few plain words, not all states of the register. Deciding (proposed, adopted) and
 * replacing (adapted) are no business of the unit that carries a measure out.
 */
export const answerChoices = [
  'unchanged',
  'inPlanning',
  'inProgress',
  'stalled',
  'established',
  'completed',
  'suspended',
  'discontinued',
  'notStarted',
] as const
export type AnswerChoice = (typeof answerChoices)[number]

/** What a choice means, given how the measure stood when the unit was asked. */
export function standingOf(choice: AnswerChoice, asked: Standing): Standing {
  if (choice === 'unchanged') return asked
  if (choice === 'stalled') return { state: canStall(asked.state) ? asked.state : 'inProgress', stalled: true }
  return { state: choice, stalled: false }
}

/**
 * The choices to show. "Unchanged" says the present state, so that one is not offered a second time; beside it what the
 * register's transitions lead to, without a pause in between: what runs does not go back into planning, what is part of
 * the daily work pauses instead of stalling, and what has ended has nothing else to say.
 */
export function choicesFor(asked: Standing): readonly AnswerChoice[] {
  const ahead = statesAhead(asked.state)
  return answerChoices.filter((choice) => {
    if (choice === 'unchanged') return true
    const standing = standingOf(choice, asked)
    return !same(standing, asked) && (standing.state === asked.state || ahead.has(standing.state))
  })
}

function statesAhead(from: MeasureState): ReadonlySet<MeasureState> {
  const ahead = new Set<MeasureState>()
  const walk = (state: MeasureState) => {
    for (const next of transitions[state]) {
      if (ahead.has(next)) continue
      ahead.add(next)
      if (!needsReason(next)) walk(next)
    }
  }
  walk(from)
  return ahead
}

/** Standing still, pausing and ending need their reason: the register and the committee ask for it. */
export function needsObstacle(choice: AnswerChoice, asked: Standing): boolean {
  const { state, stalled } = standingOf(choice, asked)
  return stalled || needsReason(state)
}

export const same = (one: Standing, other: Standing): boolean =>
  one.state === other.state && one.stalled === other.stalled

/** What a unit has typed for one measure and may still change. */
export interface Answer {
  readonly choice: AnswerChoice
  readonly done: string
  readonly obstacle: string | null
  readonly next: string | null
  readonly publicText: string | null
}

/** The reason that goes into the history of the measure when a report changes its state. */
export function reasonOf({ done, obstacle }: Pick<Answer, 'done' | 'obstacle'>, standing: Standing): string {
  const why = standing.stalled || obstacle !== null ? obstacle : null
  return (why ?? done).slice(0, 1000)
}
