/** Fields of law (Rechtskreise) with their acts. Law is public and never simulated; both demo tenants use this list. */
import type { JurisdictionData } from '../src/rooms/network/index.ts'
import { slug } from './slug.ts'

const acts: readonly (readonly [code: string, name: string, norm: string])[] = [
  ['AsylG', 'Asylverfahren und Verteilung', 'Asylgesetz'],
  ['AsylbLG', 'Leistungen für Asylbewerberinnen und Asylbewerber', 'Asylbewerberleistungsgesetz'],
  ['AufenthG', 'Aufenthalt', 'Aufenthaltsgesetz'],
  ['AufenthG § 75', 'Migrationsberatung', '§ 45 Satz 1 und § 75 Nummer 9 Aufenthaltsgesetz'],
  ['BQFG', 'Anerkennung ausländischer Berufsqualifikationen', 'Berufsqualifikationsfeststellungsgesetz'],
  ['IntV', 'Integrationskurse', 'Integrationskursverordnung'],
  ['KiBiz', 'Kindertagesbetreuung', 'Kinderbildungsgesetz Nordrhein-Westfalen'],
  ['SchulG', 'Schule', 'Schulgesetz Nordrhein-Westfalen'],
  ['SGB II', 'Grundsicherung für Arbeitsuchende', 'Sozialgesetzbuch Zweites Buch'],
  ['SGB III', 'Arbeitsförderung', 'Sozialgesetzbuch Drittes Buch'],
  ['SGB V', 'Gesetzliche Krankenversicherung', 'Sozialgesetzbuch Fünftes Buch'],
  ['SGB VIII', 'Kinder- und Jugendhilfe', 'Sozialgesetzbuch Achtes Buch'],
  ['SGB XII', 'Sozialhilfe', 'Sozialgesetzbuch Zwölftes Buch'],
  ['StAG', 'Staatsangehörigkeit und Einbürgerung', 'Staatsangehörigkeitsgesetz'],
  [
    'TIntG',
    'Kommunale Integrationszentren und Kommunales Integrationsmanagement',
    '§§ 8 und 9 Teilhabe- und Integrationsgesetz Nordrhein-Westfalen',
  ],
]

/** The acts with these codes; all without any. @throws RangeError for a code that is not in the list. */
export function jurisdictions(...codes: readonly string[]): JurisdictionData[] {
  const unknown = codes.filter((code) => !acts.some(([known]) => known === code))
  if (unknown.length > 0) throw new RangeError(`no such field of law: ${unknown.join(', ')}`)
  return acts
    .filter(([code]) => codes.length === 0 || codes.includes(code))
    .map(([code, name, norm]) => ({ key: slug(code), code, name, norm }))
}
