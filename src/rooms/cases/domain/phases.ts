/** The phases of a case (DGCC; domain model 12.3) and which may follow which, as data. */

export const phases = [
  'inquiry',
  'clarification',
  'assessment',
  'planning',
  'linking',
  'monitoring',
  'evaluation',
  'declined',
  'referredOn',
  'adviceOnly',
  'closed',
] as const
export type Phase = (typeof phases)[number]

/** Phases in which a file has ended. */
export const ended: readonly Phase[] = ['declined', 'referredOn', 'adviceOnly', 'closed']

const working: readonly Phase[] = ['assessment', 'planning', 'linking', 'monitoring', 'evaluation']

/** Phases may loop back, as a new assessment does; what has ended stays so but for opening it again. */
export const transitions: Readonly<Record<Phase, readonly Phase[]>> = {
  inquiry: ['clarification', 'declined', 'referredOn', 'adviceOnly'],
  clarification: ['assessment', 'planning', 'declined', 'referredOn', 'adviceOnly', 'closed'],
  assessment: [...working.filter((phase) => phase !== 'assessment'), 'closed'],
  planning: [...working.filter((phase) => phase !== 'planning'), 'closed'],
  linking: [...working.filter((phase) => phase !== 'linking'), 'closed'],
  monitoring: [...working.filter((phase) => phase !== 'monitoring'), 'closed'],
  evaluation: [...working.filter((phase) => phase !== 'evaluation'), 'closed'],
  declined: [],
  referredOn: [],
  adviceOnly: [],
  closed: ['assessment', 'monitoring'],
}

export const mayFollow = (from: Phase, to: Phase): boolean => transitions[from].includes(to)
