/**
 * The invented offices, carriers, schools and sites of Kreis Auental. Carriers have generic names with invented places, so
 * that none is a real organisation's. Postal codes begin with 00, which Germany does not give out; telephone numbers are
 * from the block the Bundesnetzagentur keeps free for fiction; addresses end in .example (RFC 2606).
 */
import type { ContactData, OrganisationData, SiteData } from '../../src/rooms/network/index.ts'
import { slug } from '../slug.ts'
import { fullName } from './places.ts'

/** Units of the district administration, by the unit they belong to. */
const district: readonly (readonly [key: string, name: string, parent: string, shortName?: string])[] = [
  ['amt-bildung-integration', 'Amt für Bildung und Integration', 'kreis-auental'],
  ['ki', 'Kommunales Integrationszentrum', 'amt-bildung-integration', 'KI'],
  ['erstberatung', 'Schulische Erstberatung', 'ki'],
  ['kim', 'KIM Case Management', 'ki'],
  ['auslaenderbehoerde', 'Ausländerbehörde', 'kreis-auental', 'ABH'],
  ['einbuergerungsbehoerde', 'Einbürgerungsbehörde', 'kreis-auental', 'EBH'],
  ['jobcenter', 'Jobcenter Kreis Auental', 'kreis-auental'],
  ['jugendamt', 'Kreisjugendamt', 'kreis-auental'],
  ['schulamt', 'Schulamt für den Kreis Auental', 'kreis-auental'],
  ['gesundheitsamt', 'Gesundheitsamt', 'kreis-auental'],
  ['sozialer-dienst', 'Sozialer Dienst für Erwachsene', 'kreis-auental'],
]

const welfare: readonly (readonly [key: string, name: string, town: string])[] = [
  ['wohlfahrt-nord', 'Wohlfahrtsverband Nordkreis Auental', 'Aulenstedt'],
  ['wohlfahrt-ost', 'Wohlfahrtsverband Hasselbeck', 'Hasselbeck'],
  ['wohlfahrt-sued', 'Wohlfahrtsverband Südkreis Auental', 'Osterfleth'],
  ['psychosoziales-zentrum', 'Psychosoziales Zentrum Auental', 'Aulenstedt'],
  ['anerkennungsberatung', 'Beratungsstelle Anerkennung Auental', 'Falkenwede'],
]

const courses: readonly (readonly [key: string, name: string, town: string])[] = [
  ['kurstraeger-aulenstedt', 'Sprachwerkstatt Aulenstedt', 'Aulenstedt'],
  ['kurstraeger-hasselbeck', 'Lernhaus Hasselbeck', 'Hasselbeck'],
  ['kurstraeger-osterfleth', 'Bildungshof Osterfleth', 'Osterfleth'],
  ['kurstraeger-bruchwede', 'Kursforum Bruchwede', 'Bruchwede'],
]

const schools: Readonly<Record<string, string>> = {
  Aulenstedt: 'Gesamtschule am Auenwall',
  Bruchwede: 'Realschule Bruchwede',
  Ellerbrink: 'Sekundarschule Ellerbrink',
  Falkenwede: 'Gesamtschule Falkenwede',
  Hasselbeck: 'Berufskolleg Hasselbeck',
  Karbeck: 'Sekundarschule Karbeck',
  Lohwinkel: 'Grundschule Lohwinkel',
  Mersbrock: 'Sekundarschule Mersbrock',
  Osterfleth: 'Gesamtschule Osterfleth',
}

/** The town whose school takes the pupils of a town without one. */
const schoolTown: Readonly<Record<string, string>> = {
  Dornsiek: 'Osterfleth',
  Grevenholt: 'Lohwinkel',
  Immenrode: 'Mersbrock',
  Nienwalde: 'Bruchwede',
}

export function organisations(towns: readonly string[]): OrganisationData[] {
  return [
    {
      key: 'kreis-auental',
      kind: 'districtOffice',
      name: 'Kreis Auental',
      controller: true,
      municipality: 'aulenstedt',
    },
    ...district.map(
      ([key, name, parent, shortName]): OrganisationData => ({
        key,
        kind: 'districtOffice',
        // The office was renamed once, so that there is a history to look at.
        name:
          key === 'amt-bildung-integration'
            ? [{ name: 'Schulverwaltungsamt' }, { name, since: '2019-01-01' as never }]
            : name,
        parent,
        ...(shortName ? { shortName } : {}),
      }),
    ),
    ...towns.flatMap((town): OrganisationData[] => [
      {
        key: municipalityKey(town),
        kind: 'municipality',
        name: fullName(town),
        controller: true,
        municipality: slug(town),
      },
      {
        key: socialOfficeKey(town),
        kind: 'municipality',
        name: `Sozialamt ${town}`,
        parent: municipalityKey(town),
        municipality: slug(town),
      },
      {
        key: daycareKey(town),
        kind: 'other',
        name: `Kindertagesstätte ${town}`,
        parent: municipalityKey(town),
        municipality: slug(town),
      },
    ]),
    ...Object.entries(schools).map(
      ([town, name]): OrganisationData => ({
        key: schoolKey(town),
        kind: 'school',
        name,
        parent: municipalityKey(town),
        municipality: slug(town),
      }),
    ),
    ...welfare.map(
      ([key, name, town]): OrganisationData => ({
        key,
        kind: 'welfareAssociation',
        name,
        controller: true,
        municipality: slug(town),
      }),
    ),
    ...courses.map(
      ([key, name, town]): OrganisationData => ({
        key,
        kind: 'courseProvider',
        name,
        controller: true,
        municipality: slug(town),
      }),
    ),
    {
      key: 'bezirksregierung',
      kind: 'stateAuthority',
      name: 'Bezirksregierung',
      controller: true,
      note: 'Die für den erfundenen Kreis zuständige Bezirksregierung, ohne Ort.',
    },
    {
      key: 'agentur-fuer-arbeit',
      kind: 'stateAuthority',
      name: 'Agentur für Arbeit',
      controller: true,
      municipality: 'aulenstedt',
    },
    { key: 'berufsberatung', kind: 'stateAuthority', name: 'Berufsberatung', parent: 'agentur-fuer-arbeit' },
  ]
}

export const municipalityKey = (town: string) => `gemeinde-${slug(town)}`
const socialOfficeKey = (town: string) => `sozialamt-${slug(town)}`
const daycareKey = (town: string) => `kita-${slug(town)}`
const schoolKey = (town: string) => `schule-${slug(schools[town] ? town : (schoolTown[town] ?? 'Aulenstedt'))}`
export const welfareKeys = welfare.slice(0, 3).map(([key]) => key)

/**
 * The organisation that acts as an office of the scenario for a town. Where people move between two of the same kind (towns,
 * courses), the giving one is that of the next town in the list, so that nobody hands over to itself.
 */
export function actingFor(office: string, town: string, towns: readonly string[]): string {
  const index = Math.max(0, towns.indexOf(town))
  const next = towns[(index + 1) % towns.length]!
  switch (office) {
    case 'sozialamt':
    case 'sozialamt-zuzug':
      return socialOfficeKey(town)
    case 'sozialamt-fortzug':
      return socialOfficeKey(next)
    case 'sprachkurs-a2':
      return courses[index % courses.length]![0]
    case 'sprachkurs-b1':
      return courses[(index + 1) % courses.length]![0]
    case 'schule':
      return schoolKey(town)
    case 'kita':
      return daycareKey(town)
    case 'migrationsberatung':
      return welfareKeys[index % welfareKeys.length]!
    case 'psychosoziale-beratung':
      return 'psychosoziales-zentrum'
    case 'erwachsenendienste':
      return 'sozialer-dienst'
    default:
      return office
  }
}

const seats: readonly (readonly [key: string, organisation: string, name: string, street: string, town: string])[] = [
  ['ki-aulenstedt', 'ki', 'Kommunales Integrationszentrum', 'Auenwall 4', 'Aulenstedt'],
  ['erstberatung-aulenstedt', 'erstberatung', 'Erstberatung Aulenstedt', 'Auenwall 4', 'Aulenstedt'],
  ['erstberatung-hasselbeck', 'erstberatung', 'Erstberatung Hasselbeck', 'Haselgasse 11', 'Hasselbeck'],
  ['erstberatung-osterfleth', 'erstberatung', 'Erstberatung Osterfleth', 'Fletherweg 2', 'Osterfleth'],
  ['jobcenter-aulenstedt', 'jobcenter', 'Jobcenter Aulenstedt', 'Mühlengrund 20', 'Aulenstedt'],
  ['jobcenter-hasselbeck', 'jobcenter', 'Jobcenter Hasselbeck', 'Haselgasse 3', 'Hasselbeck'],
  ['jobcenter-osterfleth', 'jobcenter', 'Jobcenter Osterfleth', 'Fletherweg 9', 'Osterfleth'],
  ['auslaenderbehoerde-aulenstedt', 'auslaenderbehoerde', 'Ausländerbehörde', 'Kreishausplatz 1', 'Aulenstedt'],
  ['einbuergerung-aulenstedt', 'einbuergerungsbehoerde', 'Einbürgerungsbehörde', 'Kreishausplatz 1', 'Aulenstedt'],
]

export function sites(towns: readonly string[]): SiteData[] {
  return seats.map(([key, organisation, name, street, town]) => ({
    key,
    organisation,
    name,
    street,
    postalCode: `00${String(101 + towns.indexOf(town)).padStart(3, '0')}`,
    place: town,
    municipality: slug(town),
    openingNote: 'Montag bis Donnerstag 8:30 bis 16:00 Uhr, Freitag bis 12:00 Uhr. Termine nach Vereinbarung.',
    accessibilityNote: 'Stufenloser Zugang, Aufzug, barrierefreie Toilette.',
  }))
}

const functions: readonly (readonly [
  key: string,
  at: 'organisation' | 'site',
  of: string,
  office: string,
  task: string,
])[] = [
  ['ki-geschaeftszimmer', 'site', 'ki-aulenstedt', 'Geschäftszimmer', 'Allgemeine Anfragen und Termine'],
  ['kim-koordination', 'organisation', 'kim', 'KIM-Koordination', 'Schnittstellen, Themen, Lenkungsgruppe'],
  [
    'erstberatung-aulenstedt',
    'site',
    'erstberatung-aulenstedt',
    'Anmeldung Erstberatung',
    'Termine für Familien mit schulpflichtigen Kindern',
  ],
  [
    'erstberatung-hasselbeck',
    'site',
    'erstberatung-hasselbeck',
    'Anmeldung Erstberatung',
    'Termine für Familien mit schulpflichtigen Kindern',
  ],
  ['jobcenter-eingang', 'site', 'jobcenter-aulenstedt', 'Eingangszone', 'Neue Anträge, fehlende Unterlagen'],
  [
    'jobcenter-rechtskreiswechsel',
    'organisation',
    'jobcenter',
    'Ansprechstelle Rechtskreiswechsel',
    'Übergänge aus dem Asylbewerberleistungsgesetz',
  ],
  [
    'auslaenderbehoerde-termine',
    'site',
    'auslaenderbehoerde-aulenstedt',
    'Terminstelle',
    'Termine und Stand von Anträgen',
  ],
  [
    'einbuergerung',
    'organisation',
    'einbuergerungsbehoerde',
    'Erstberatung Einbürgerung',
    'Voraussetzungen und Unterlagen',
  ],
]

export function contacts(): ContactData[] {
  return functions.map(([key, at, of, office, task], index) => ({
    key,
    [at]: of,
    office,
    task,
    phone: `0221 4710 ${String(101 + index)}`,
    email: `${key}@kreis-auental.example`,
    internal: key === 'jobcenter-rechtskreiswechsel',
  }))
}
