import type { output, ZodType } from 'zod'
import type { Rights } from '../access/index.ts'
import type { Download, FormRequest, Page, PageRequest, PublicFormRequest, PublicRequest } from './request.ts'

/** Names of the parameters in a path: `/cases/:id/notes/:note` gives `'id' | 'note'`. */
export type ParamNames<Path extends string> = Path extends `${string}/:${infer Param}/${infer Rest}`
  ? Param | ParamNames<`/${Rest}`>
  : Path extends `${string}/:${infer Param}`
    ? Param
    : never

export interface FormOptions {
  /** Keeps what was typed on the server when validation fails. (When the session has ended it is kept anyway.) */
  readonly draft?: boolean
  /**
   * Keeps what is typed every few seconds, so that it survives a lost connection and a closed tab, and puts it back into the
   * form when it is opened again, with a note to discard it. Its page shows the form at the route's own address.
   */
  readonly autosave?: boolean
  /** The same values sent twice from the same page are done once; the second answer is the first one's address. */
  readonly once?: boolean
  /** Largest body in bytes; 256 KiB when absent. */
  readonly limit?: number
  /** May be sent while somebody looks at the platform as somebody else: what ends that, and nothing more. */
  readonly whileViewing?: boolean
  /** Fields that are never shown again and never kept, such as passwords. */
  readonly secret?: readonly string[]
}

/** A form for everybody keeps no drafts: there is nobody to keep them for. */
export interface PublicFormOptions extends Omit<FormOptions, 'draft' | 'autosave'> {
  /** Takes files. Without it a form that brings one is refused. */
  readonly uploads?: boolean
  /** Sendings of one network within a quarter of an hour before each must wait; 60 unless told: a town hall is one network. */
  readonly free?: number
}

export interface RouteOf<Kind extends string> {
  readonly kind: Kind
  /** Below the tenant, with `:name` for parameters. A parameter called `id` is the text of a UUID, all else is 404. */
  readonly path: string
  /** Null only for public pages and the few pages that must work before sign-in. */
  readonly right: string | null
}

export interface PageRoute extends RouteOf<'page'> {
  readonly right: string
  readonly show: (request: PageRequest) => Promise<Page | Response>
}

export interface FormRoute extends RouteOf<'form'> {
  readonly right: string
  readonly schema: ZodType
  readonly show: (request: PageRequest) => Promise<Page | Response>
  readonly act: (request: FormRequest, input: unknown) => Promise<string | Page>
  readonly options: FormOptions
}

export interface DownloadRoute extends RouteOf<'download'> {
  readonly right: string
  readonly make: (request: PageRequest) => Promise<Download>
}

export interface PublicRoute extends RouteOf<'public'> {
  readonly right: null
  readonly show: (request: PublicRequest) => Promise<Page | Response>
}

export interface PublicFormRoute extends RouteOf<'public-form'> {
  readonly right: null
  readonly schema: ZodType
  readonly show: (request: PublicRequest) => Promise<Page | Response>
  readonly act: (request: PublicFormRequest, input: unknown) => Promise<string | Page>
  readonly options: PublicFormOptions
}

export interface PublicDownloadRoute extends RouteOf<'public-download'> {
  readonly right: null
  readonly make: (request: PublicRequest) => Promise<Download>
}

/** Routes below `/<tenant>/<language>`, for everybody. */
export type RouteForAll = PublicRoute | PublicFormRoute | PublicDownloadRoute

/** What a room may offer. */
export type Route = PageRoute | FormRoute | DownloadRoute | RouteForAll

/** True for routes that stand below `/<tenant>/<language>`. */
export function isForAll<R extends RouteOf<string>>(route: R): route is R & { kind: RouteForAll['kind'] } {
  return route.kind.startsWith('public')
}

/**
 * The constructors for the routes of one room. The right is a parameter without a default and must be one of the
 * room's own rights: leaving it out does not compile.
 *
 * ```tsx
 * const { page, form } = routesFor(rights)
 * export const routes = [
 *   page('/cases/:id', 'case.read', showCase),
 *   form('/cases/:id/notes', 'case.note', NoteForm, showCase, async ({ tx, actor, params }, note) => {
 *     await addNote(tx, actor, params.id, note)
 *     return `/cases/${params.id}`
 *   }),
 * ]
 * ```
 */
export function routesFor<const R extends Rights>(_rights: R) {
  type Right = keyof R & string
  return {
    /** A page that is read: GET and HEAD. */
    page<const Path extends string>(
      path: Path,
      right: Right,
      show: (request: PageRequest<ParamNames<Path>>) => Promise<Page | Response>,
    ): PageRoute {
      return { kind: 'page', path, right, show: show as PageRoute['show'] }
    },
    /**
     * A form: GET shows it; POST validates and acts, then answers 303 with the address (below the tenant) that `act`
     * returns. With issues, also those that `act` throws as Invalid, it is shown again with what was typed (422);
     * so it is with Conflict (409), whose message is a code below `error.`. An answer that belongs in no address (what was
     * searched for, a link that is shown once) is a page instead.
     */
    form<const Path extends string, Schema extends ZodType>(
      path: Path,
      right: Right,
      schema: Schema,
      show: (request: PageRequest<ParamNames<Path>>) => Promise<Page | Response>,
      act: (request: FormRequest<ParamNames<Path>>, input: output<Schema>) => Promise<string | Page>,
      options: FormOptions = {},
    ): FormRoute {
      return {
        kind: 'form',
        path,
        right,
        schema,
        show: show as FormRoute['show'],
        act: act as FormRoute['act'],
        options,
      }
    },
    /** A file to keep: GET and HEAD, as an attachment. */
    download<const Path extends string>(
      path: Path,
      right: Right,
      make: (request: PageRequest<ParamNames<Path>>) => Promise<Download>,
    ): DownloadRoute {
      return { kind: 'download', path, right, make: make as DownloadRoute['make'] }
    },
    /** A page for everybody at `/<tenant>/<language>/<path>`; it never knows who reads it. */
    publicPage<const Path extends string>(
      path: Path,
      show: (request: PublicRequest<ParamNames<Path>>) => Promise<Page | Response>,
    ): PublicRoute {
      return { kind: 'public', path, right: null, show: show as PublicRoute['show'] }
    },
    /**
     * A form for everybody at `/<tenant>/<language>/<path>`, such as the answer behind a link that was sent by mail. As
     * `form`, without a session: the token against forged requests hangs on the cookie of the visit, each network may send
     * so much and must then wait. A part of the path called `:token` is a secret: it is looked up by its hash with
     * `actAsLink`, and reaches neither log nor Referer nor cache. Showing never uses a link up; only sending may.
     */
    publicForm<const Path extends string, Schema extends ZodType>(
      path: Path,
      schema: Schema,
      show: (request: PublicRequest<ParamNames<Path>>) => Promise<Page | Response>,
      act: (request: PublicFormRequest<ParamNames<Path>>, input: output<Schema>) => Promise<string | Page>,
      options: PublicFormOptions = {},
    ): PublicFormRoute {
      return {
        kind: 'public-form',
        path,
        right: null,
        schema,
        show: show as PublicFormRoute['show'],
        act: act as PublicFormRoute['act'],
        options,
      }
    },
    /** A file or a feed for everybody at `/<tenant>/<language>/<path>`: GET and HEAD. */
    publicDownload<const Path extends string>(
      path: Path,
      make: (request: PublicRequest<ParamNames<Path>>) => Promise<Download>,
    ): PublicDownloadRoute {
      return { kind: 'public-download', path, right: null, make: make as PublicDownloadRoute['make'] }
    },
  }
}
