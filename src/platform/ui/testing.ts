import { day } from '../../kernel/day.ts'
import { createFormat, createTranslate, type Locale, readCatalogues, type TranslateOptions } from '../i18n/index.ts'
import type { RenderContext } from './context.tsx'

const catalogues = await readCatalogues([new URL('./', import.meta.url)])

/** For tests that render: an invented district, nobody signed in, Monday 23 November 2026; assets keep their plain names. */
export function testContext(overrides: Partial<RenderContext> = {}, texts: TranslateOptions = {}): RenderContext {
  const locale: Locale = overrides.locale ?? 'de'
  return {
    locale,
    t: createTranslate(locale, catalogues, texts),
    format: createFormat(locale),
    tenant: { key: 'auental', name: 'Kreis Auental', demo: true },
    actor: null,
    csrf: 'token',
    path: '/situation',
    query: new URLSearchParams(),
    may: () => true,
    today: day('2026-11-23'),
    assets: { href: (name) => `/assets/${name}` },
    frame: { navigation: [] },
    ...overrides,
  }
}
