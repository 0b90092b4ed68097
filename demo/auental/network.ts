/** Kreis Auental as records of the network. Everything is invented and marked as simulated, except the law. */
import type { Day } from '../../src/kernel/day.ts'
import type { InterfaceSideData, NetworkData } from '../../src/rooms/network/index.ts'
import { type InterfaceDetails, interfacesOf } from '../interfaces.ts'
import { jurisdictions } from '../jurisdictions.ts'
import type { Office, Plan } from '../simulator/plan.ts'
import { bodies } from './bodies.ts'
import { contacts, organisations, sites } from './organisations.ts'
import { districtKey, municipalities, regions } from './places.ts'
import { endedContacts } from './retention.ts'

/** `populationOn`: the day of the invented population figures. */
export function auentalNetwork(plan: Plan, populationOn: Day): NetworkData {
  const towns = plan.scenario.towns.map((town) => town.name)
  return {
    district: { key5: districtKey, name: plan.scenario.name },
    simulated: true,
    regions,
    jurisdictions: jurisdictions(),
    municipalities: municipalities(plan.scenario, populationOn),
    organisations: organisations(towns),
    sites: sites(towns),
    contacts: [...contacts(), ...endedContacts(populationOn)],
    bodies: bodies(towns),
    interfaces: interfacesOf(plan, placeOf, details),
  }
}

/** Offices of which there is one for the whole district; of the others any organisation of a kind may act. */
const kinds: Readonly<Record<string, Pick<InterfaceSideData, 'kind' | 'organisation'>>> = {
  sozialamt: { kind: 'municipality' },
  'sozialamt-fortzug': { kind: 'municipality' },
  'sozialamt-zuzug': { kind: 'municipality' },
  'sprachkurs-a2': { kind: 'courseProvider' },
  'sprachkurs-b1': { kind: 'courseProvider' },
  schule: { kind: 'school' },
  kita: { kind: 'other' },
  migrationsberatung: { kind: 'welfareAssociation' },
  'psychosoziale-beratung': { organisation: 'psychosoziales-zentrum' },
  erwachsenendienste: { organisation: 'sozialer-dienst' },
}

function placeOf(office: Office): Pick<InterfaceSideData, 'kind' | 'organisation'> {
  return kinds[office.key] ?? { organisation: office.key }
}

const details: Readonly<Record<string, InterfaceDetails>> = {
  'sozialamt-jobcenter': {
    agreedBetween: 'Jobcenter und alle Gemeinden',
    responsibleFrom: 'Sachbearbeitung Asylbewerberleistungen',
    responsibleTo: 'Ansprechstelle Rechtskreiswechsel',
    checklist: [
      'Bescheid über die Anerkennung oder Aufenthaltstitel',
      'Einstellungsbescheid mit letztem Tag der Leistung',
      'Angaben zur Unterkunft und zu den Kosten',
      'Krankenkasse, gewählt oder offen',
      'Sprache für die Sprachmittlung',
    ],
  },
  'sprachkurs-a2-b1': {
    agreedBetween: 'Kursträger in der AG Sprache',
    checklist: ['Zertifikat oder Teilnahmebescheinigung', 'Bedarf an Kinderbetreuung'],
  },
  'erstberatung-schule': {
    agreedBetween: 'Kommunales Integrationszentrum und Schulamt',
    responsibleTo: 'Schulamt für den Kreis Auental',
    checklist: ['Beratungsprotokoll', 'Empfehlung der Schulform', 'Einwilligung der Eltern'],
  },
  'kim-psychosoziale-beratung': { agreedBetween: 'Lenkungsgruppe KIM' },
  'jugendamt-kita': { agreedBetween: 'Kreisjugendamt und Gemeinden' },
  'jobcenter-sprachkurs': {
    agreedBetween: 'Jobcenter und Kursträger',
    checklist: ['Berechtigung oder Verpflichtung', 'Ergebnis der Einstufung'],
  },
  'jobcenter-anerkennungsberatung': { agreedBetween: 'Lenkungsgruppe KIM' },
  'auslaenderbehoerde-einbuergerung': { agreedBetween: 'Ausländerbehörde und Einbürgerungsbehörde' },
  'zuweisung-gemeinde': { agreedBetween: 'Gemeinden in der AG Integration' },
}
