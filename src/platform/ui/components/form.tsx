import { createContext, type ReactNode, useContext } from 'react'
import type { Issue } from '../../../kernel/errors.ts'
import { address, useRender } from '../context.tsx'
import { ErrorSummary } from './errorsummary.tsx'

/** What came back from a form that could not be accepted: everything that was typed, and what is wrong with it. */
export interface FormState {
  /** Path of the route it was sent to, as registered. */
  readonly route?: string
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly issues: readonly Issue[]
}

export type FormValue = string | number | boolean | readonly string[] | null | undefined

/** A form of the page that is kept while somebody types: its route and the address it posts to, below the tenant. */
interface Keeping {
  readonly route: string
  readonly address: string
}

const KeepingContext = createContext<readonly Keeping[]>([])

/** Around a page with forms that are kept while somebody types; the gate sets it for routes with `autosave`. */
export function KeepsTyped({ forms, children }: { readonly forms: readonly Keeping[]; readonly children: ReactNode }) {
  return <KeepingContext value={forms}>{children}</KeepingContext>
}

interface OpenForm {
  readonly labels: Readonly<Record<string, string>>
  readonly prefix: string
  readonly state: FormState | undefined
  readonly initial: Readonly<Record<string, FormValue>>
}

const Context = createContext<OpenForm | null>(null)

export interface FormProps {
  /** Where it posts to; the page itself unless told. */
  readonly action?: string
  /** The label of every field, by name: the fields show them, the error summary names them. */
  readonly labels: Readonly<Record<string, string>>
  /** What is there before anybody typed. */
  readonly initial?: Readonly<Record<string, FormValue>>
  /** Given when the form came back: what was typed, even the empty fields, then stands instead of `initial`. */
  readonly state?: FormState | null
  /** Path of the route this form posts to, as registered. Needed where a page has several forms: only the one that was sent shows the state. */
  readonly route?: string
  /** What was not done, for the summary: "Noch nicht angeboten". The platform's sentence unless told. */
  readonly failure?: string
  /** What became of what was typed, for the summary, where the platform's sentence would not be true: passwords. */
  readonly kept?: string
  /** Sets the ids of one form apart from another form on the same page. */
  readonly prefix?: string
  /** The summary stands elsewhere on the page. */
  readonly withoutSummary?: boolean
  /** Files are sent with it. */
  readonly files?: boolean
  /** For who has no account, so that nobody can keep it: the page's module `drafts` lets nobody lose it by a lost connection or by closing. */
  readonly guarded?: boolean
  readonly children: ReactNode
}

/** A form that posts, with the token against forged requests. Works without script; the browser's own checks are off, ours are better worded. */
export function Form(props: FormProps) {
  const context = useRender()
  const { action = context.path, labels, initial = {}, prefix = '', files, guarded, children } = props
  const mine = props.route === undefined || props.state?.route === props.route
  const state = (mine && props.state) || undefined
  const keeps = useContext(KeepingContext).some(
    ({ route, address: at }) => at === action && (props.route === undefined || props.route === route),
  )
  return (
    <Context value={{ labels, prefix, state, initial }}>
      {state && state.issues.length > 0 && !props.withoutSummary && (
        <ErrorSummary issues={state.issues} labels={labels} prefix={prefix} failure={props.failure} kept={props.kept} />
      )}
      <form
        className="nl-form nl-stack"
        method="post"
        action={address(context, action)}
        encType={files ? 'multipart/form-data' : undefined}
        noValidate
        {...(guarded && { 'data-keeps': 'here', 'data-keeps-unsent': context.t('form.keeps.unsent') })}
        {...(keeps && {
          'data-keeps': '',
          'data-keeps-offline': context.t('form.keeps.offline'),
          'data-keeps-unsent': context.t('form.keeps.unsent'),
          'data-keeps-ended': context.t('form.keeps.ended'),
        })}
      >
        <input type="hidden" name="csrf" value={context.csrf} />
        {children}
        {keeps && <p className="nl-meta" data-keeps-kept="" hidden />}
        {(keeps || guarded) && <p className="kern-error" data-keeps-trouble="" role="status" hidden />}
      </form>
    </Context>
  )
}

/** A value that travels with the form unseen. */
export function Hidden({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={value} />
}

export interface OpenField {
  readonly id: string
  readonly label: string
  /** Typed text, or the first of several. */
  readonly value: string
  /** All values, for lists of choices. */
  readonly values: readonly string[]
  /** The sentence that says what is wrong. */
  readonly error: string | undefined
}

/** The state of one field of the form around it. Throws when the form has no label for it: a field without a name cannot be used. */
export function useField(name: string): OpenField {
  const form = useContext(Context)
  const { t } = useRender()
  if (!form) throw new Error(`The field ${name} stands outside a form`)
  const label = form.labels[name]
  if (label === undefined) throw new Error(`The form has no label for ${name}`)
  const values = valuesOf(form.state ? form.state.values[name] : form.initial[name])
  const issue = form.state?.issues.find((candidate) => candidate.field === name)
  return {
    id: form.prefix + name,
    label,
    value: values[0] ?? '',
    values,
    error: issue && t(`error.${issue.code}`, { label, ...issue.values }),
  }
}

function valuesOf(value: FormValue): readonly string[] {
  if (value === null || value === undefined || value === false || value === '') return []
  if (typeof value === 'object') return value
  return [value === true ? 'on' : String(value)]
}
