import type { ReactNode } from 'react'
import type { Clock } from '../../kernel/clock.ts'
import type { Actor } from '../access/index.ts'
import type { PersonalDataOfRoom } from '../access/personal.ts'
import type { Database, Tenant, Tx } from '../database/index.ts'
import type { PaperSection } from '../documents/section.ts'
import type { FormAt } from '../drafts/index.ts'
import type { Locale, Translate } from '../i18n/index.ts'
import type { FormState as UiFormState, Page as UiPage } from '../ui/index.ts'

/**
 * What a page returns: title, body, crumbs; see the page of the user interface. The gate puts the frame around it and
 * knows itself whether a form failed and who reads.
 */
export type Page = Omit<UiPage, 'failed' | 'audience'> & {
  /**
   * Forms on this page that post elsewhere and whose routes have `autosave`: they are kept while somebody types, and a draft is
   * offered above the page.
   */
  readonly keeps?: readonly FormAt[]
  /** 200 unless told: 404 for a page that explains why there is nothing. */
  readonly status?: 200 | 404 | 410
}

export interface Download {
  /** Media type, such as `text/csv; charset=utf-8`. */
  readonly type: string
  readonly filename: string
  readonly body: string | Uint8Array
  /** Shown by the browser instead of saved: a feed, never anything that could hold script. */
  readonly inline?: boolean
}

/** What was typed, by the name of the field; several values where a name was sent more than once. */
export type FormValues = UiFormState['values']

/** The state of a form that is shown again; `<Form state={request.form}>` shows it. */
export interface FormState extends UiFormState {
  /** Path of the route it was sent to, as registered (`/cases/:id/notes`): tells several forms of a page apart. */
  readonly route: string
  /** Set when the values come from a draft kept on the server. */
  readonly draft?: { readonly id: string; readonly savedAt: Date }
}

/** What every route is given. */
export interface AnyRequest<Param extends string = string> {
  /** For the few readers that need the pool itself, such as analysis as the role of insight. */
  readonly db: Database
  readonly tenant: Tenant
  /** Scheme, host and port of the tenant's addresses, for the few that leave the platform: links to hand over, published ids. */
  readonly origin: string
  readonly params: Readonly<Record<Param, string>>
  readonly query: URLSearchParams
  /** Path of this request below the tenant, without the query. */
  readonly path: string
  readonly locale: Locale
  readonly t: Translate
  readonly clock: Clock
}

export interface PageRequest<Param extends string = string> extends AnyRequest<Param> {
  /** The transaction of this request, in the tenant's schema, as the app role, with the actor as context. */
  readonly tx: Tx
  readonly actor: Actor
  /** Id of the session, for the pages that list and end sessions. */
  readonly sessionId: string
  /** What was typed and what is wrong with it, when a form of this page is shown again. */
  readonly form: FormState | undefined
  /** Panels that higher rooms put into a slot of this page, already narrowed to what the actor may see. */
  readonly slot: (name: string, subject: string) => Promise<readonly ReactNode[]>
  /** What the rooms have to say in a report, in their order. */
  readonly paperSections: readonly PaperSection[]
  /** What each room keeps about persons, lower rooms first. */
  readonly personalData: readonly PersonalDataOfRoom[]
}

export interface FormRequest<Param extends string = string> extends PageRequest<Param> {
  /** Uploaded files by field name. */
  readonly files: Readonly<Record<string, File>>
}

/** A public page knows nobody: no actor, no session. Its transaction sees only rows whose policy names the public. */
export interface PublicRequest<Param extends string = string> extends AnyRequest<Param> {
  readonly tx: Tx
  readonly actor: null
  /** Secret of this browser, until it is closed; undefined at pages without a form, which caches keep for everybody. */
  readonly visit: string | undefined
  /** What was typed and what is wrong with it, when a form of this page is shown again. */
  readonly form: FormState | undefined
  /** Panels that higher rooms put into a slot of this page; they see what the public sees. */
  readonly slot: (name: string, subject: string) => Promise<readonly ReactNode[]>
}

export interface PublicFormRequest<Param extends string = string> extends PublicRequest<Param> {
  /** Uploaded files by field name; only where the route takes some. */
  readonly files: Readonly<Record<string, File>>
}
