/**
 * Kreis Warendorf as the report 066/2023 and public sources state it: organisations, municipalities, bodies, interfaces.
 * Public facts under their real names, each with its source; no person is named, no performance is simulated. What the
 * sources leave open is left open: targets of interfaces, members of the steering group, the names of the
 * Integrationsagenturen.
 */
import { day } from '../../src/kernel/day.ts'
import type {
  BodyData,
  InterfaceData,
  MunicipalityData,
  NetworkData,
  OrganisationData,
  SiteData,
} from '../../src/rooms/network/index.ts'
import { jurisdictions } from '../jurisdictions.ts'
import { slug } from '../slug.ts'
import {
  aboutCentre,
  administration,
  allocation,
  arrival,
  committees,
  council,
  forField,
  grantingAuthority,
  municipalityList,
  report,
  steeringGroup,
  symposium,
  townWarendorf,
} from './sources.ts'

/** AGS, name, kind, residents on 31.12.2023, seat of the administration in degrees. */
const list: readonly (readonly [
  ags: string,
  name: string,
  kind: MunicipalityData['kind'],
  residents: number,
  longitude: number,
  latitude: number,
])[] = [
  ['05570004', 'Ahlen', 'town', 53278, 7.889882, 51.762985],
  ['05570008', 'Beckum', 'town', 37452, 8.042672, 51.75574],
  ['05570012', 'Beelen', 'municipality', 6217, 8.118191, 51.930124],
  ['05570016', 'Drensteinfurt', 'town', 15865, 7.741663, 51.797048],
  ['05570020', 'Ennigerloh', 'town', 19812, 8.024092, 51.835127],
  ['05570024', 'Everswinkel', 'municipality', 9797, 7.848037, 51.925521],
  ['05570028', 'Oelde', 'town', 29783, 8.146074, 51.827467],
  ['05570032', 'Ostbevern', 'municipality', 11690, 7.839408, 52.036085],
  ['05570036', 'Sassenberg', 'town', 14566, 8.041446, 51.988098],
  ['05570040', 'Sendenhorst', 'town', 13760, 7.82746, 51.84466],
  ['05570044', 'Telgte', 'town', 20301, 7.784719, 51.983637],
  ['05570048', 'Wadersloh', 'municipality', 12927, 8.245997, 51.73696],
  ['05570052', 'Warendorf', 'town', 37847, 7.988499, 51.950713],
]

const municipalities: MunicipalityData[] = list.map(([ags, name, kind, count, longitude, latitude]) => ({
  key: slug(name),
  ags,
  name,
  kind,
  population: { count, on: day('2023-12-31') },
  centre: { longitude, latitude },
  sources: [municipalityList],
}))

const administrationKey = (name: string) => `verwaltung-${slug(name)}`

const organisations: OrganisationData[] = [
  {
    key: 'kreis-warendorf',
    kind: 'districtOffice',
    name: 'Kreis Warendorf',
    controller: true,
    municipality: 'warendorf',
    sources: [council],
  },
  {
    key: 'amt-jugend-bildung',
    kind: 'districtOffice',
    name: 'Amt für Jugend und Bildung',
    parent: 'kreis-warendorf',
    sources: [report],
  },
  {
    key: 'ki',
    kind: 'districtOffice',
    name: 'Kommunales Integrationszentrum Kreis Warendorf',
    shortName: 'KI',
    parent: 'amt-jugend-bildung',
    municipality: 'ahlen',
    homepage: 'https://kommunales-integrationszentrum.kreis-warendorf.de/',
    note: '2012 gegründet, Sitz Ahlen. Früher beim Schul-, Kultur- und Sportamt; seit wann beim Amt für Jugend und Bildung, nennen die Quellen nicht.',
    sources: [report, aboutCentre],
  },
  {
    key: 'erstberatung',
    kind: 'districtOffice',
    name: 'Schulische Erstberatung',
    parent: 'ki',
    note: 'Seit 2018, in enger Abstimmung mit der unteren staatlichen Schulaufsicht.',
    sources: [report],
  },
  {
    key: 'kim',
    kind: 'districtOffice',
    name: 'Kommunales Integrationsmanagement',
    shortName: 'KIM',
    parent: 'ki',
    note: 'Landesprogramm, im Kreis seit Mai 2021.',
    sources: [report],
  },
  {
    key: 'auslaenderbehoerde',
    kind: 'districtOffice',
    name: 'Ausländerbehörde',
    parent: 'kreis-warendorf',
    sources: [report, symposium],
  },
  {
    key: 'einbuergerungsbehoerde',
    kind: 'districtOffice',
    name: 'Einbürgerungsbehörde',
    parent: 'kreis-warendorf',
    sources: [arrival],
  },
  { key: 'jobcenter', kind: 'districtOffice', name: 'Jobcenter', parent: 'kreis-warendorf', sources: [administration] },
  { key: 'schulaufsicht', kind: 'stateAuthority', name: 'Untere staatliche Schulaufsichtsbehörde', sources: [report] },
  {
    key: 'kompetenzteam',
    kind: 'stateAuthority',
    name: 'Kompetenzteam Kreis Warendorf',
    note: 'Fortbildungsreihe „Vielfalt an Schulen“ zusammen mit dem KI.',
    sources: [report],
  },
  {
    key: 'bezirksregierung-arnsberg',
    kind: 'stateAuthority',
    name: 'Bezirksregierung Arnsberg, Kompetenzzentrum für Integration',
    shortName: 'KfI',
    note: 'Landesweite Bewilligungsbehörde für KIM.',
    sources: [grantingAuthority],
  },
  {
    key: 'mkjfgfi',
    kind: 'stateAuthority',
    name: 'Ministerium für Kinder, Jugend, Familie, Gleichstellung, Flucht und Integration des Landes Nordrhein-Westfalen',
    shortName: 'MKJFGFI',
    sources: [report],
  },
  ...list.map(
    ([, name, kind]): OrganisationData => ({
      key: administrationKey(name),
      kind: 'municipality',
      name: `${kind === 'town' ? 'Stadt' : 'Gemeinde'} ${name}`,
      controller: true,
      municipality: slug(name),
      sources: [report, forField(municipalityList, 'name')],
    }),
  ),
  ...[1, 2, 3].map(
    (number): OrganisationData => ({
      key: `integrationsagentur-${number}`,
      kind: 'welfareAssociation',
      name: `Integrationsagentur ${number} von 3`,
      note: 'Der Bericht nennt drei Integrationsagenturen im Kreis, ohne Namen.',
      sources: [report],
    }),
  ),
]

const sites: SiteData[] = [
  {
    key: 'ki-ahlen',
    organisation: 'ki',
    name: 'Kommunales Integrationszentrum, Villa Küper',
    place: 'Ahlen',
    municipality: 'ahlen',
    sources: [report, aboutCentre],
  },
  ...['Ahlen', 'Beckum', 'Warendorf'].map(
    (place): SiteData => ({
      key: `erstberatung-${slug(place)}`,
      organisation: 'erstberatung',
      name: `Schulische Erstberatung ${place}`,
      place,
      municipality: slug(place),
      sources: [report],
    }),
  ),
]

const bodies: BodyData[] = [
  {
    key: 'kreistag',
    name: 'Kreistag',
    kind: 'council',
    public: true,
    purpose: 'Trifft die wichtigen Entscheidungen des Kreises; 64 Mitglieder, auf fünf Jahre gewählt.',
    members: [{ organisation: 'kreis-warendorf' }],
    sources: [council],
  },
  {
    key: 'kreisausschuss',
    name: 'Kreisausschuss',
    kind: 'committee',
    parent: 'kreistag',
    public: true,
    purpose:
      'Bereitet Beschlüsse des Kreistags vor und entscheidet, was weder diesem vorbehalten noch laufende Verwaltung ist.',
    sources: [council],
  },
  {
    key: 'biks',
    name: 'Ausschuss für Bildung, Integration, Kultur und Sport',
    shortName: 'BIKS',
    kind: 'committee',
    parent: 'kreistag',
    public: true,
    purpose: 'Grundlegende Entscheidungen zu KIM werden hier vorgetragen und gehen an Kreisausschuss und Kreistag.',
    sources: [report, committees],
  },
  {
    key: 'lenkungsgruppe-kim',
    name: 'Lenkungsgruppe KIM',
    kind: 'steeringGroup',
    public: false,
    purpose: 'Fachliche Steuerung von KIM. Ihre Mitglieder nennen die Quellen nicht.',
    sources: [report, steeringGroup],
  },
  {
    key: 'ag-integration',
    name: 'AG Integration',
    kind: 'network',
    public: false,
    purpose: 'Austausch zu aktuellen Themen der Integration, geleitet vom KI.',
    chair: 'ki',
    members: [
      ...list.map(([, name]) => ({ organisation: administrationKey(name) })),
      { organisation: 'auslaenderbehoerde' },
      ...[1, 2, 3].map((number) => ({ organisation: `integrationsagentur-${number}` })),
    ],
    sources: [report],
  },
]

/** No target is public for any of them, so none is recorded. */
const interfaces: InterfaceData[] = [
  {
    key: 'zuweisung-gemeinde',
    name: 'Zuweisung an die Gemeinde',
    from: { label: 'Zuweisung des Landes', kind: 'stateAuthority', jurisdiction: 'asylg' },
    to: { label: 'Gemeinde', kind: 'municipality', jurisdiction: 'asylblg' },
    trigger: 'Eine Person wird dem Kreis und einer Gemeinde zugewiesen.',
    sources: [allocation],
  },
  {
    key: 'gemeinde-jobcenter',
    name: 'Gemeinde an Jobcenter',
    from: { label: 'Gemeinde', kind: 'municipality', jurisdiction: 'asylblg' },
    to: { label: 'Jobcenter', organisation: 'jobcenter', jurisdiction: 'sgb-ii' },
    trigger: 'Anerkennung: Im Monat der Ankunft zahlt die Stadt, im folgenden Monat das Jobcenter.',
    sources: [townWarendorf],
  },
  {
    key: 'erstberatung-schule',
    name: 'Schulische Erstberatung an Schule',
    from: { label: 'Schulische Erstberatung', organisation: 'erstberatung', jurisdiction: 'tintg' },
    to: { label: 'Schule', kind: 'school', jurisdiction: 'schulg' },
    trigger: 'Die Erstberatung ist erfolgt, die Schulaufsicht weist einen Platz zu.',
    sources: [report],
  },
  {
    key: 'einbuergerungsbehoerde-kim',
    name: 'Einbürgerungsbehörde an KIM',
    from: { label: 'Einbürgerungsbehörde', organisation: 'einbuergerungsbehoerde', jurisdiction: 'stag' },
    to: { label: 'Kommunales Integrationsmanagement', organisation: 'kim', jurisdiction: 'tintg' },
    trigger: 'Die Einbürgerungsbehörde zieht das Case Management hinzu.',
    sources: [arrival],
  },
]

export const warendorfNetwork: NetworkData = {
  district: { key5: '05570', name: 'Kreis Warendorf', sources: [municipalityList, report] },
  simulated: false,
  jurisdictions: jurisdictions('AsylG', 'AsylbLG', 'AufenthG', 'SchulG', 'SGB II', 'StAG', 'TIntG'),
  municipalities,
  organisations,
  sites,
  bodies,
  interfaces,
}
