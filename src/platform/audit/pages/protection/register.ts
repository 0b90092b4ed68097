/**
 * The record of processing activities (Art. 30 GDPR) as far as the program knows it: which kinds of data there are, since
 * when their periods run and how long. What only the district knows stands as a field to be filled in. German.
 */
import type { Day } from '../../../../kernel/day.ts'
import type { Tenant } from '../../../database/index.ts'
import type { Block, Inline, PaperDocument } from '../../../documents/index.ts'
import type { Rule } from '../../../retention/domain.ts'
import type { Period } from '../../../retention/kind.ts'

export interface RegisterRow {
  readonly key: string
  readonly label: string
  readonly covers: string
  readonly clock: string
  readonly norm: string
  readonly remains: string
  readonly rules: readonly (Rule & { readonly controller: string })[]
}

export interface RegisterGiven {
  readonly tenant: Pick<Tenant, 'name' | 'demo'>
  readonly today: Day
  readonly rows: readonly RegisterRow[]
  readonly backupDays: number | null
}

const field = (what: string): Inline => ({ kind: 'emphasis', text: `[${what}]` })

export function composeRegister({ tenant, today, rows, backupDays }: RegisterGiven): PaperDocument {
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: [
        'Dieses Verzeichnis ist aus den Arten von Daten erzeugt, die das Programm am Tag der Erstellung kennt, und aus den Fristen, die an diesem Tag gelten. Felder in eckigen Klammern ergänzt der Kreis.',
      ],
    },
    { kind: 'heading', level: 1, text: 'Verantwortliche' },
    {
      kind: 'facts',
      items: [
        { term: 'Verantwortlicher', value: [`${tenant.name}, `, field('Anschrift, Vertretung')] },
        { term: 'Datenschutzbeauftragte:r', value: [field('Funktion und Kontakt')] },
        {
          term: 'Gemeinsam Verantwortliche',
          value: [...controllersOf(rows), ' ', field('Vereinbarung nach Art. 26 DSGVO vom')],
        },
        { term: 'Auftragsverarbeiter', value: [field('Rechenzentrum, Vertrag nach Art. 28 DSGVO vom')] },
      ],
    },
    { kind: 'heading', level: 1, text: 'Zweck und Rechtsgrundlage' },
    {
      kind: 'paragraph',
      text: [
        'Steuerung des kommunalen Integrationsmanagements: Netzwerk der Stellen, Übergaben zwischen Zuständigkeiten, Maßnahmen, Vorlagen und Beschlüsse. ',
        field(
          'Rechtsgrundlage, von der oder dem Datenschutzbeauftragten zu prüfen: etwa Art. 6 Abs. 1 Buchst. e DSGVO mit § 3 DSG NRW',
        ),
      ],
    },
    { kind: 'heading', level: 1, text: 'Arten von Daten, Fristen und Löschung' },
    {
      kind: 'table',
      caption: 'Arten von Daten mit Frist',
      captionHidden: true,
      headerColumn: true,
      columns: [
        { header: 'Art der Daten', width: 2 },
        { header: 'Umfasst', width: 4 },
        { header: 'Frist', width: 3 },
        { header: 'Grundlage der Frist', width: 2 },
      ],
      rows: rows.map((row) => [
        [row.label],
        [`${row.covers} Danach bleibt: ${row.remains}`],
        [`Beginnt ${row.clock}. ${rulesOf(row)}`],
        [row.norm],
      ]),
    },
    {
      kind: 'paragraph',
      text: [
        backupDays === null
          ? 'Wie lange Gelöschtes noch in Sicherungen steht, ist nicht angegeben.'
          : `Gelöschtes steht noch bis zu ${backupDays} Tage in Sicherungen.`,
      ],
    },
    { kind: 'heading', level: 1, text: 'Empfänger und Übermittlung' },
    {
      kind: 'list',
      items: [
        [
          'Mitglieder der Plattform nach ihren Rollen; jeder Zugriff auf geschützte Seiten steht im Protokoll. ',
          field('Stellen'),
        ],
        ['Öffentlichkeit: nur, was zur Veröffentlichung freigegeben ist; keine Angaben zu Personen.'],
        ['Kreisarchiv: was ihm angeboten wird und was es übernimmt.'],
        ['Drittländer: die Plattform übermittelt nichts dorthin; Schriften und Dateien kommen von der eigenen Anlage.'],
      ],
    },
    { kind: 'heading', level: 1, text: 'Technische und organisatorische Maßnahmen' },
    {
      kind: 'list',
      items: [
        ['Rechte an jeder Seite, Sichtbarkeit je Datensatz, Sperren in der Datenbank selbst (Zeilenschutz).'],
        ['Protokoll jeder Änderung, jedes protokollpflichtigen Zugriffs und jedes abgewiesenen Versuchs, versiegelt.'],
        ['Löschung nach Regeln mit Freigabe, Sperren, Löschprotokoll ohne Angaben zur Person.'],
        ['Sicherungen, verschlüsselt. ', field('Ort, Turnus, letzte Probe der Wiederherstellung')],
      ],
    },
  ]
  return {
    title: 'Verzeichnis von Verarbeitungstätigkeiten',
    subject: 'Plattform für kommunales Integrationsmanagement (Nahtlos)',
    language: 'de',
    issuer: tenant.name,
    marks: [...(tenant.demo ? ['DEMO'] : []), 'Entwurf'],
    landscape: true,
    blocks,
    sources: [],
    createdOn: today,
    footer: 'Art. 30 DSGVO; vor Gebrauch von der oder dem Datenschutzbeauftragten zu prüfen',
  }
}

function controllersOf(rows: readonly RegisterRow[]): Inline[] {
  const names = [...new Set(rows.flatMap(({ rules }) => rules.map(({ controller }) => controller)))]
  return [names.join(', ')]
}

function rulesOf({ rules }: RegisterRow): string {
  const said = new Map<string, string[]>()
  for (const { controller, ...rule } of rules) {
    const words = wordsOf(rule)
    said.set(words, [...(said.get(words) ?? []), controller])
  }
  if (said.size <= 1) return [...said.keys()].map((words) => `${words}.`).join('')
  return [...said].map(([words, names]) => `${names.join(', ')}: ${words}.`).join(' ')
}

function wordsOf({ action, period }: Rule): string {
  if (action === 'keep' || period === null) return 'Bleibt dauerhaft'
  return `${periodOf(period)}, dann ${action === 'offer' ? 'dem Archiv angeboten und gelöscht' : 'gelöscht'}`
}

function periodOf(period: Period): string {
  if ('months' in period) return period.months === 1 ? '1 Monat' : `${period.months} Monate`
  return period.days === 1 ? '1 Tag' : `${period.days} Tage`
}
