import { day } from '../../kernel/day.ts'
import type { PaperDocument } from './model.ts'

/** What somebody might type to see what a typesetter, a browser or a word processor makes of it. */
export const hostile =
  '#import "@preview/x:0.1.0" $x^2$ *fett* @ref <b>&amp;</b> ]]> `raw` \\ -- [x] {y} = Titel \u0000'

/** A paper with every kind of block. */
export function aPaper(overrides: Partial<PaperDocument> = {}): PaperDocument {
  return {
    title: 'Berichtsvorlage, öffentlich',
    subject: 'Umsetzungsstand zum Integrationskonzept des Kreises Auental',
    language: 'de',
    issuer: 'Kreis Auental · Der Landrat',
    marks: ['DEMO', 'Entwurf'],
    reference: 'Nr. DEMO-000/2026',
    createdOn: day('2026-11-23'),
    footer: 'Simulierte Daten',
    sources: [
      { number: 1, label: 'Maßnahmenregister', lines: ['Zählung am 31.10.2026'] },
      { number: 2, label: 'Stand „etabliert“', lines: ['nur geprüfte Meldungen'] },
      { number: 3, label: 'Nirgends gebraucht', lines: [] },
      {
        number: 9,
        sign: 'A',
        label: 'Beschluss im Wortlaut',
        lines: ['21.11.2022, unveränderbar'],
        link: { text: 'Beschluss ansehen', address: 'https://example.org/beschluss' },
      },
    ],
    blocks: [
      { kind: 'facts', items: [{ term: 'Federführendes Amt', value: ['Amt für Jugend und Bildung'] }] },
      { kind: 'heading', level: 1, text: 'Erläuterungen' },
      { kind: 'heading', level: 3, text: 'Anlass' },
      { kind: 'quotation', text: ['„Das Konzept wird überprüft.“'], cite: 'Ausschuss, 21.11.2022', sources: [9] },
      {
        kind: 'paragraph',
        text: [
          'Von ',
          { kind: 'figure', text: '115 Maßnahmen', source: 1 },
          ' sind ',
          { kind: 'figure', text: '46 etabliert', source: 2 },
          ', ',
          { kind: 'strong', text: 'sieben' },
          ' stocken. Siehe ',
          { kind: 'link', text: 'hier', address: 'https://example.org/' },
          ' und ',
          { kind: 'link', text: 'nicht dort', address: 'javascript:alert(1)' },
          '.',
        ],
      },
      { kind: 'paragraph', text: [hostile, { kind: 'quote-mark', text: 'Zitat' }] },
      { kind: 'list', items: [['Erstens'], ['Zweitens']] },
      { kind: 'list', ordered: true, items: [['Eins'], ['Zwei']] },
      {
        kind: 'table',
        caption: 'Maßnahmen nach Stand',
        headerColumn: true,
        columns: [{ header: 'Stand' }, { header: 'Anzahl', align: 'end' }],
        rows: Array.from({ length: 70 }, (_, index) => [[`Stand ${index + 1}`], [String(index)]]),
      },
      {
        kind: 'comparison',
        label: 'Leitziel 3',
        runs: [
          { kind: 'kept', text: 'Der Kreis bietet ' },
          { kind: 'deleted', text: 'Migranten ' },
          { kind: 'inserted', text: 'Menschen mit Einwanderungsgeschichte ' },
          { kind: 'kept', text: 'Kurse an.\nZweiter Absatz.' },
        ],
      },
      { kind: 'signature', label: 'Ort, Datum' },
      { kind: 'page-break' },
      { kind: 'paragraph', text: ['Auf der nächsten Seite.'] },
    ],
    ...overrides,
  }
}
