import type { ReactNode } from 'react'
import type { Clock } from '../../kernel/clock.ts'
import type { Issue } from '../../kernel/errors.ts'
import type { Actor } from '../access/index.ts'
import type { Database, Tenant, Tx } from '../database/index.ts'
import type { Locale, Translate } from '../i18n/index.ts'

/** What a page returns; the gate puts the layout around it. */
export interface Page {
  /** Text of the h1 and of the browser's title. */
  readonly title: string
  readonly body: ReactNode
  /** Way back, without the page itself. */
  readonly crumbs?: readonly Crumb[]
  /** One line above the headline: what, as of when, period, area. */
  readonly meta?: ReactNode
  /** At the end of the headline's row; at most one primary button. */
  readonly actions?: ReactNode
  /** Analysis pages that use the whole width. */
  readonly wide?: boolean
}

export interface Crumb {
  readonly label: string
  /** Below the tenant: `/network/organisations`. */
  readonly path: string
}

export interface Download {
  /** Media type, such as `text/csv; charset=utf-8`. */
  readonly type: string
  readonly filename: string
  readonly body: string | Uint8Array
}

/** What was typed, by the name of the field; several values where a name was sent more than once. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

/** The state of a form that is shown again. */
export interface FormState {
  /** Path of the route it was sent to, as registered (`/cases/:id/notes`): tells several forms of a page apart. */
  readonly route: string
  readonly values: FormValues
  readonly issues: readonly Issue[]
  /** Set when the values come from a draft kept on the server. */
  readonly draft?: { readonly id: string; readonly savedAt: Date }
}

interface AnyRequest<Param extends string> {
  /** The transaction of this request, in the tenant's schema, as the app role, with the actor as context. */
  readonly tx: Tx
  /** For the few readers that need the pool itself, such as analysis as the role of insight. */
  readonly db: Database
  readonly tenant: Tenant
  readonly params: Readonly<Record<Param, string>>
  readonly query: URLSearchParams
  /** Path of this request below the tenant, without the query. */
  readonly path: string
  readonly locale: Locale
  readonly t: Translate
  readonly clock: Clock
}

export interface PageRequest<Param extends string = string> extends AnyRequest<Param> {
  readonly actor: Actor
  /** What was typed and what is wrong with it, when a form of this page is shown again. */
  readonly form: FormState | null
  /** Panels that higher rooms put into a slot of this page, already narrowed to what the actor may see. */
  readonly slot: (name: string, subject: string) => Promise<readonly ReactNode[]>
}

export interface FormRequest<Param extends string = string> extends PageRequest<Param> {
  /** Uploaded files by field name. */
  readonly files: Readonly<Record<string, File>>
}

/** A public page knows nobody: no actor, no session. */
export interface PublicRequest<Param extends string = string> extends AnyRequest<Param> {
  readonly actor: null
}
