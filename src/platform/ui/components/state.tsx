import type { ReactNode } from 'react'

/**
 * A state is a shape and a word; colour comes last. `late` only for a missed deadline of the person reading;
 * a bad figure is `attention`, never red.
 */
export type StateKind =
  | 'open'
  | 'progress'
  | 'standing'
  | 'done'
  | 'finished'
  | 'late'
  | 'attention'
  | 'rest'
  | 'declined'
  | 'rising'
  | 'falling'
  | 'level'

const ring = <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
const line = { fill: 'none', stroke: 'currentColor' } as const

const shapes: Readonly<Record<StateKind, ReactNode>> = {
  open: ring,
  progress: (
    <>
      {ring}
      <path d="M6 1.25a4.75 4.75 0 0 1 0 9.5z" fill="currentColor" />
    </>
  ),
  standing: <circle cx="6" cy="6" r="5.5" fill="currentColor" />,
  done: <path d="M1.5 6.5 4.6 9.6 10.8 2.6" {...line} strokeWidth="2" />,
  finished: <path d="M1.5 6.5 4.6 9.6 10.8 2.6" {...line} strokeWidth="2" />,
  late: <path d="M6 .5 11.5 6 6 11.5.5 6z" fill="currentColor" />,
  attention: <path d="M6 1 11.6 11H.4z" fill="currentColor" />,
  rest: <path d="M1.5 6h9" {...line} strokeWidth="2.5" />,
  declined: <path d="M2 2l8 8M10 2l-8 8" {...line} strokeWidth="2" />,
  rising: <path d="M6 11V1.5M2 5.5l4-4 4 4" {...line} strokeWidth="1.8" />,
  falling: <path d="M6 1v9.5M2 6.5l4 4 4-4" {...line} strokeWidth="1.8" />,
  level: <path d="M1 6h10M7 2l4 4-4 4" {...line} strokeWidth="1.8" />,
}

const tones: Readonly<Record<StateKind, string>> = {
  open: 'nl-state nl-state--plain',
  progress: 'nl-state',
  standing: 'nl-state nl-state--ok',
  done: 'nl-state nl-state--ok',
  finished: 'nl-state nl-state--plain',
  late: 'nl-state nl-state--late',
  attention: 'nl-state nl-state--warn',
  rest: 'nl-state nl-state--plain',
  declined: 'nl-state nl-state--plain',
  rising: 'nl-state nl-state--warn',
  falling: 'nl-state nl-state--ok',
  level: 'nl-state nl-state--plain',
}

const turning: readonly StateKind[] = ['level']

export function State({ kind, children }: { kind: StateKind; children: ReactNode }) {
  return (
    <span className={tones[kind]}>
      <Mark kind={kind} />
      <span>{children}</span>
    </span>
  )
}

/** The shape alone, where the word stands elsewhere in the same line. */
export function Mark({ kind }: { kind: StateKind }) {
  return (
    <svg
      className={turning.includes(kind) ? 'nl-turns' : undefined}
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[kind]}
    </svg>
  )
}

/** A small label of a kind or mark: `Entwurf`, `nicht öffentlich`. */
export function Tag({ children }: { children: ReactNode }) {
  return <span className="nl-tag">{children}</span>
}

export interface Step {
  readonly label: string
  readonly state: 'past' | 'current' | 'next'
}

/** The steps of a thing, in order, with the present one marked. */
export function StepTrack({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol className="nl-row nl-meta nl-track" aria-label={label}>
      {steps.map((step) => (
        <li key={step.label} aria-current={step.state === 'current' ? 'step' : undefined}>
          <State kind={step.state === 'past' ? 'done' : step.state === 'current' ? 'progress' : 'open'}>
            {step.label}
          </State>
        </li>
      ))}
    </ol>
  )
}
