import { expect, test } from 'vitest'
import { traceIn } from './traces.ts'

test.each<[string, 'topic' | 'card', string | undefined]>([
  ['Frau Özdemir wartet seit Wochen', 'topic', 'Frau Özdemir'],
  ['Familie al-Masri hat keinen Platz', 'topic', 'Familie al-Masri'],
  ['Seit dem 17.11.2026 keine Antwort', 'topic', '17.11.2026'],
  ['Siehe AUE-2026-0417', 'topic', 'AUE-2026-0417'],
  ['Bitte an m.muster@example.org', 'topic', 'm.muster@example.org'],
  ['Familie und Beruf vereinbaren', 'topic', undefined],
  ['Frau in Ausbildung findet keine Kita', 'card', undefined],
  ['Seit März 2026 fehlen 300 Plätze', 'topic', undefined],
  ['Es fehlen 300 Plätze', 'card', '300'],
  ['Lindenstraße 14', 'topic', undefined],
  ['Lindenstraße 14', 'card', 'Lindenstraße 14'],
  ['اتصل ٠٢٥٨١ ٥٣١٢٣٤', 'card', '02581 531234'],
])('"%s" on a %s tells by %s', (text, where, found) => {
  expect(traceIn(text, where)?.text).toBe(found)
})
