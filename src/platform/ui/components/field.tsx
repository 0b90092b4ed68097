import type { ReactNode } from 'react'
import { useRender } from '../context.tsx'
import { type OpenField, useField } from './form.tsx'

interface FieldProps {
  readonly name: string
  /** What to put in, where the label does not say it. */
  readonly hint?: ReactNode
  /** May stay empty; the label says so. All other fields are needed. */
  readonly optional?: boolean
  readonly disabled?: boolean
}

export interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search'
  readonly autoComplete?: string
  /** Digits in, such as a code or a number. */
  readonly numeric?: boolean
  readonly maxLength?: number
  /** Width in digits, for short values. */
  readonly width?: 's' | 'm'
  readonly spellCheck?: boolean
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const field = useField(props.name)
  return (
    <Frame field={field} {...props}>
      <input
        {...wiring(field, props)}
        className={inputClass(field, props.width)}
        type={props.type ?? 'text'}
        defaultValue={props.type === 'password' ? undefined : field.value}
        autoComplete={props.autoComplete ?? 'off'}
        inputMode={props.numeric ? 'numeric' : undefined}
        maxLength={props.maxLength}
        spellCheck={props.spellCheck}
      />
    </Frame>
  )
}

/** A date in one field: `17.11.2026` or ISO. Read it with readTypedDay; the hint says the order of the parts. */
export function DateField(props: FieldProps) {
  const { t, today } = useRender()
  const field = useField(props.name)
  const hint = props.hint ?? t('form.date-hint', { example: germanDay(today) })
  const iso = /^\d{4}-\d{2}-\d{2}$/.test(field.value) && !field.error
  return (
    <Frame field={field} {...props} hint={hint}>
      <input
        {...wiring(field, { ...props, hint })}
        className={inputClass(field, 'm')}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={iso ? germanDay(field.value) : field.value}
      />
    </Frame>
  )
}

/** What a person types is the German order, whatever the page's language: it is what the papers show. */
const germanDay = (iso: string): string => `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`

/** Several lines of text. */
export function TextArea(props: FieldProps & { readonly rows?: number; readonly maxLength?: number }) {
  const field = useField(props.name)
  return (
    <Frame field={field} {...props}>
      <textarea
        {...wiring(field, props)}
        className={inputClass(field)}
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
        defaultValue={field.value}
      />
    </Frame>
  )
}

export interface FileFieldProps extends FieldProps {
  /** What the browser offers to choose: `.docx,.pdf`. What comes is judged by its content all the same. */
  readonly accept?: string
}

/** A file to be sent along; the form around it needs `files`. What was chosen is lost when the form comes back: browsers keep it so. */
export function FileField(props: FileFieldProps) {
  const field = useField(props.name)
  return (
    <Frame field={field} {...props}>
      <input {...wiring(field, props)} className={inputClass(field)} type="file" accept={props.accept} />
    </Frame>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
}

export interface OptionGroup {
  readonly label: string
  readonly options: readonly Option[]
}

export interface SelectProps extends FieldProps {
  readonly options: readonly (Option | OptionGroup)[]
  /** First entry with an empty value: "Bitte wählen", "alle". */
  readonly empty?: string
}

/** One of many. Up to about five, RadioGroup is easier. */
export function Select(props: SelectProps) {
  const field = useField(props.name)
  const className = field.error ? 'kern-form-input__select kern-form-input__select--error' : 'kern-form-input__select'
  return (
    <Frame field={field} {...props}>
      <div className="kern-form-input__select-wrapper">
        <select {...wiring(field, props)} className={className} defaultValue={field.value}>
          {props.empty !== undefined && <option value="">{props.empty}</option>}
          <Options options={props.options} />
        </select>
      </div>
    </Frame>
  )
}

export function Options({ options }: { options: readonly (Option | OptionGroup)[] }) {
  return options.map((option) =>
    'options' in option ? (
      <optgroup key={option.label} label={option.label}>
        <Options options={option.options} />
      </optgroup>
    ) : (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ),
  )
}

function Frame({
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
  return (
    <div className={field.error ? 'kern-form-input kern-form-input--error' : 'kern-form-input'}>
      <label className="kern-label" htmlFor={field.id}>
        {field.label}
        <Optional optional={optional} />
      </label>
      {hint && (
        <div className="kern-hint" id={`${field.id}-hint`}>
          {hint}
        </div>
      )}
      {children}
      <FieldError field={field} />
    </div>
  )
}

export function Optional({ optional }: { optional: boolean | undefined }) {
  const { t } = useRender()
  return optional ? (
    <>
      {' '}
      <span className="kern-label__optional">{t('form.optional')}</span>
    </>
  ) : null
}

export function FieldError({ field }: { field: OpenField }) {
  if (!field.error) return null
  return (
    <p className="kern-error" id={`${field.id}-error`}>
      <span className="kern-icon kern-icon--danger" aria-hidden="true" />
      <span className="kern-body">{field.error}</span>
    </p>
  )
}

function inputClass(field: OpenField, width?: 's' | 'm'): string {
  const classes = ['kern-form-input__input', field.error && 'kern-form-input__input--error']
  return [...classes, width === 's' && 'nl-input--s', width === 'm' && 'nl-input--m'].filter(Boolean).join(' ')
}

/** Name, id and what assistive technology needs: required, invalid, described by hint and error. */
function wiring(field: OpenField, props: FieldProps) {
  const described = [props.hint && `${field.id}-hint`, field.error && `${field.id}-error`].filter(Boolean).join(' ')
  return {
    id: field.id,
    name: props.name,
    disabled: props.disabled,
    'aria-required': props.optional ? undefined : true,
    'aria-invalid': field.error ? true : undefined,
    'aria-describedby': described || undefined,
  } as const
}
