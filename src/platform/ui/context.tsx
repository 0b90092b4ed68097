import { createContext, type ReactNode, useContext } from 'react'
import type { Day } from '../../kernel/day.ts'
import type { Format, Locale, Translate } from '../i18n/index.ts'

/** What a page may know of the district it stands in. */
export interface TenantView {
  readonly key: string
  readonly name: string
  readonly demo: boolean
}

/** What a page may know of the person who reads it. */
export interface ActorView {
  readonly name: string
}

export interface NavigationItem {
  /** Address below the tenant, such as `/situation`. */
  readonly path: string
  /** Key of the text. */
  readonly label: string
}

/** What stands around every page of one request: the gate fills it, the page frame shows it. A part that is absent is not shown. */
export interface Frame {
  /** Only items that this person may open, in order. */
  readonly navigation: readonly NavigationItem[]
  /** Search over the tenant. POST, because what is searched for may be a person. */
  readonly search?: { readonly path: string; readonly placeholder: string }
  /** New items in the inbox. */
  readonly inbox?: { readonly path: string; readonly count: number }
  /** Line under the name in the menu of the person: roles, office. */
  readonly roles?: readonly string[]
  /** Links in the menu of the person. `label` is the key of the text. */
  readonly menu?: readonly NavigationItem[]
  /** Where the form that signs out posts to. */
  readonly signOut?: string
  /** Languages this page can be read in, with the address that switches. */
  readonly languages?: readonly { readonly locale: Locale; readonly path: string }[]
  /** Set while an administrator looks at the platform as somebody else: as whom, and where the form that ends it posts to. */
  readonly viewing?: { readonly text: string; readonly end: string }
  /** Key of the sentence in the DEMO banner, where the platform's ("alles simuliert") would not be true. */
  readonly demo?: string
  /** Where the brand leads, below the tenant; its start unless told. */
  readonly home?: string
  /** Links at the foot. */
  readonly footer?: readonly NavigationItem[]
  /** Who runs this site, at the end of the foot: `Kommunales Integrationszentrum, Kreis Auental`. */
  readonly owner?: string
}

export interface RenderContext {
  readonly locale: Locale
  readonly t: Translate
  readonly format: Format
  /** Null on pages that belong to no district. */
  readonly tenant: TenantView | null
  /** Null when nobody is signed in. */
  readonly actor: ActorView | null
  /** Token that every form sends back. */
  readonly csrf: string
  /** Address of this page below the tenant, without query: `/interfaces/asylblg-sgb2`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly may: (right: string) => boolean
  /** For the content security policy; only islands need it. */
  readonly nonce?: string
  /** The day this page is read on, from the injected clock. */
  readonly today: Day
  readonly assets: { href(name: string): string }
  readonly frame: Frame
}

const Context = createContext<RenderContext | null>(null)

export function RenderProvider({ value, children }: { value: RenderContext; children: ReactNode }) {
  return <Context value={value}>{children}</Context>
}

/** The request's context, in any component. Throws outside renderPage and renderFragment. */
export function useRender(): RenderContext {
  const context = useContext(Context)
  if (!context) throw new Error('A component was rendered outside renderPage or renderFragment')
  return context
}

/** The full path of an address below the tenant: `/situation` → `/auental/situation`. Other addresses stay as they are. */
export function address(context: Pick<RenderContext, 'tenant'>, to: string): string {
  return to.startsWith('/') && context.tenant ? `/${context.tenant.key}${to}` : to
}
