import { day } from '../../src/kernel/day.ts'
import { createFormat, createTranslate, type Locale, readCatalogues } from '../../src/platform/i18n/index.ts'
import type { RenderContext } from '../../src/platform/ui/index.ts'

const catalogues = await readCatalogues([new URL('../../src/platform/ui/', import.meta.url)])

/** A request's context for pages of the gallery: an invented district, an invented role. */
export function galleryContext(assets: RenderContext['assets'], locale: Locale = 'de', query = ''): RenderContext {
  return {
    locale,
    t: createTranslate(locale, catalogues, { onMissing: (key) => key }),
    format: createFormat(locale),
    tenant: { key: 'auental', name: 'Kreis Auental', demo: true },
    actor: { name: 'KIM-Koordination' },
    csrf: 'token',
    path: '/situation',
    query: new URLSearchParams(query),
    may: () => true,
    today: day('2026-11-23'),
    assets,
    frame: {
      navigation: [
        { path: '/situation', label: 'Lagebild' },
        { path: '/interfaces', label: 'Schnittstellen' },
        { path: '/network', label: 'Netzwerk' },
        { path: '/measures', label: 'Maßnahmen' },
        { path: '/admin', label: 'Verwaltung' },
      ],
      search: { path: '/search', placeholder: 'Schnittstelle, Stelle, Gemeinde' },
      inbox: { path: '/inbox', count: 4 },
      roles: ['Koordination', 'Kommunales Integrationszentrum'],
      menu: [{ path: '/account', label: 'Konto und Anmeldung' }],
      signOut: '/sign-out',
      languages: [
        { locale: 'de', path: '/language/de' },
        { locale: 'en', path: '/language/en' },
      ],
      owner: 'Kommunales Integrationszentrum, Kreis Auental',
    },
  }
}
