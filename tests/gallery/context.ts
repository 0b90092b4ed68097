import type { Locale } from '../../src/platform/i18n/index.ts'
import type { RenderContext } from '../../src/platform/ui/index.ts'
import { testContext } from '../../src/platform/ui/testing.ts'

/** A request's context for pages of the gallery. Its labels are German words, not keys. */
export function galleryContext(assets: RenderContext['assets'], locale: Locale = 'de', query = ''): RenderContext {
  const frame: RenderContext['frame'] = {
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
  }
  const person = { name: 'KIM-Koordination' }
  return testContext(
    { assets, locale, frame, actor: person, query: new URLSearchParams(query) },
    { onMissing: (key) => key },
  )
}
