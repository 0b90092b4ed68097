import type { ReactNode } from 'react'
import { useRender } from '../context.tsx'
import { FieldError, Optional } from './field.tsx'
import { type OpenField, useField } from './form.tsx'

export interface Choice {
  readonly value: string
  readonly label: ReactNode
  /** What this choice means, under its label. */
  readonly hint?: ReactNode
  readonly disabled?: boolean
}

interface ChoicesProps {
  readonly name: string
  readonly choices: readonly Choice[]
  readonly hint?: ReactNode
  readonly optional?: boolean
}

/** Exactly one of a few. */
export function RadioGroup(props: ChoicesProps) {
  const field = useField(props.name)
  return (
    <Group field={field} {...props}>
      {props.choices.map((choice, index) => (
        <Check
          key={choice.value}
          kind="radio"
          field={field}
          name={props.name}
          choice={choice}
          id={idOf(field, index)}
        />
      ))}
    </Group>
  )
}

/** Any of a few. */
export function CheckboxList(props: ChoicesProps) {
  const field = useField(props.name)
  return (
    <Group field={field} {...props}>
      {props.choices.map((choice, index) => (
        <Check
          key={choice.value}
          kind="checkbox"
          field={field}
          name={props.name}
          choice={choice}
          id={idOf(field, index)}
        />
      ))}
    </Group>
  )
}

/** Any of many: folded until needed, with what is chosen in the summary line. */
export function MultiSelect(props: ChoicesProps) {
  const { t } = useRender()
  const field = useField(props.name)
  const chosen = props.choices.filter((choice) => field.values.includes(choice.value))
  return (
    <Group field={field} {...props}>
      <details className="nl-multi" open={field.error !== undefined}>
        <summary>
          {chosen.length === 0
            ? t('form.none-chosen')
            : chosen.map((choice, index) => (
                <span key={choice.value}>
                  {index > 0 && ', '}
                  {choice.label}
                </span>
              ))}
        </summary>
        <div className="nl-multi__body">
          {props.choices.map((choice, index) => (
            <Check
              key={choice.value}
              kind="checkbox"
              field={field}
              name={props.name}
              choice={choice}
              id={idOf(field, index)}
            />
          ))}
        </div>
      </details>
    </Group>
  )
}

/** A single yes. Its name arrives as `on` when ticked and not at all when not. */
export function Checkbox({ name, hint }: { name: string; hint?: ReactNode }) {
  const field = useField(name)
  return (
    <div className={field.error ? 'kern-form-input kern-form-input--error' : 'kern-form-input'}>
      <Check
        kind="checkbox"
        field={field}
        name={name}
        choice={{ value: 'on', label: field.label, hint }}
        id={field.id}
        alone
      />
      <FieldError field={field} />
    </div>
  )
}

/** The first choice carries the id of the field, so that the error summary's link lands on it. */
const idOf = (field: OpenField, index: number): string => (index === 0 ? field.id : `${field.id}-${index}`)

interface CheckProps {
  readonly kind: 'radio' | 'checkbox'
  readonly field: OpenField
  readonly name: string
  readonly choice: Choice
  readonly id: string
  readonly alone?: boolean
}

function Check({ kind, field, name, choice, id, alone }: CheckProps) {
  const base = kind === 'radio' ? 'kern-form-check__radio' : 'kern-form-check__checkbox'
  const wrong = kind === 'radio' ? ' kern-form-check__radio--error' : ' kern-form-check__checkbox--error'
  const described = [choice.hint && `${id}-hint`, alone && field.error && `${field.id}-error`].filter(Boolean).join(' ')
  return (
    <div className="kern-form-check">
      <input
        className={field.error ? base + wrong : base}
        type={kind}
        id={id}
        name={name}
        value={choice.value}
        defaultChecked={field.values.includes(choice.value)}
        disabled={choice.disabled}
        aria-describedby={described || undefined}
        aria-invalid={alone && field.error ? true : undefined}
      />
      <div>
        <label className="kern-label" htmlFor={id}>
          {choice.label}
        </label>
        {choice.hint && (
          <p className="nl-meta nl-check-hint" id={`${id}-hint`}>
            {choice.hint}
          </p>
        )}
      </div>
    </div>
  )
}

function Group({
  field,
  hint,
  optional,
  children,
}: {
  field: OpenField
  hint?: ReactNode
  optional?: boolean
  children: ReactNode
}) {
  const described = [hint && `${field.id}-group-hint`, field.error && `${field.id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset
      className={field.error ? 'kern-fieldset kern-fieldset--error' : 'kern-fieldset'}
      aria-describedby={described || undefined}
    >
      <legend className="kern-label">
        {field.label}
        <Optional optional={optional} />
      </legend>
      {hint && (
        <div className="kern-hint" id={`${field.id}-group-hint`}>
          {hint}
        </div>
      )}
      <div className="kern-fieldset__body">{children}</div>
      <FieldError field={field} />
    </fieldset>
  )
}
