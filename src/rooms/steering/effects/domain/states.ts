/** The life of an effect check as data: from its plan to a verdict. A verdict can be told again as months go by. */
export const checkStates = ['planned', 'running', 'told'] as const
export type CheckState = (typeof checkStates)[number]

const transitions: Readonly<Record<CheckState, readonly CheckState[]>> = {
  planned: ['running'],
  running: ['told'],
  told: ['told'],
}

export const mayFollow = (from: CheckState, to: CheckState): boolean => transitions[from].includes(to)

/** What the engine finds: it helped, it did not, it cannot be told yet. */
export const verdicts = ['helped', 'didNot', 'tooEarly'] as const
export type Verdict = (typeof verdicts)[number]

const checkEvents = ['planned', 'described', 'begun', 'told', 'confirmed'] as const
export type CheckEvent = (typeof checkEvents)[number]
