/** The door of people: persons, families, names and how they are found. */
import type { Room } from '../../platform/room.ts'
import { rights } from './access.ts'
import { basesFileColumns } from './bases/keeping.ts'
import { basesJobs } from './bases/notices.ts'
import { showConsentPanel } from './bases/pages/bases.tsx'
import { textsPath } from './bases/paths.ts'
import { personalData } from './data/keeping.ts'
import { personsExport } from './exports.ts'
import { fixedLists } from './fixedlists.ts'
import { countInbox, inbox } from './inbox.ts'
import { proofsPath } from './paths.ts'
import { retention } from './retention.ts'
import { routes } from './routes.tsx'
import { jobs, schedules } from './searches.ts'
import { tellingJobs } from './telling/queries.ts'

export { visiblePersons } from './access.ts'
export { changePerson } from './actions/change.ts'
export { createPerson } from './actions/create.ts'
export { addFamilyMember, createFamily, endFamilyMember } from './actions/families.ts'
export { mergePersons, undoMerge } from './actions/merge.ts'
export { openPerson } from './actions/open.ts'
export { withdrawPerson } from './actions/withdraw.ts'
export {
  type Basis,
  type BasisData,
  type BasisKind,
  BasisStanding,
  type BasisState,
  basesById,
  basesMoved,
  basesOf,
  basesOfAll,
  basesPath,
  basisPath,
  categoryWords,
  consentFormPath,
  coveringBases,
  demandBases,
  type Ended,
  endedBases,
  endingBases,
  informationPath,
  isRestricted,
  loadBases,
  normName,
  type Purpose,
  personsBehind,
  personsWithEndingBases,
  purposes,
  revokeBasis,
  stateOf,
  transferStop,
} from './bases/index.ts'
export { type Birth, readBirth } from './domain/birth.ts'
export {
  type BirthPrecision,
  type DataCategory,
  dataCategories,
  type FamilyRole,
  type Gender,
  type GermanLevel,
  genders,
  germanLevels,
  type ResidenceGroup,
  residenceGroups,
} from './domain/kinds.ts'
export { languageName } from './domain/languages.ts'
export type { PersonFields } from './domain/person.ts'
export { type FamilyData, type LoadedPeople, loadPeople, type PeopleData, type PersonData } from './load.ts'
export { PersonName } from './pages/personname.tsx'
export { personPath } from './paths.ts'
export { type Duplicate, findDuplicates } from './queries/duplicates.ts'
export { type Family, type FamilyMember, familyOf, getFamily } from './queries/families.ts'
export { getPerson, listPersons, type Person, type PersonLabel, personNames, survivorOf } from './queries/persons.ts'
export { type Found, personsNamed, type Sought, searchPersons } from './queries/search.ts'
export { findSearch, keepSearch } from './searches.ts'

export const room: Room = {
  key: 'people',
  folder: new URL('.', import.meta.url),
  rights,
  routes,
  navigation: [{ path: '/people', label: 'people.title', right: 'people.search', order: 24 }],
  fixedLists,
  retention,
  personalData,
  exports: [personsExport],
  fileColumns: basesFileColumns,
  inbox,
  inboxCount: countInbox,
  inboxTitle: 'people.bases.title',
  panels: [{ slot: 'people.person', right: 'people.read', order: 10, show: showConsentPanel }],
  administration: [
    {
      path: proofsPath,
      label: 'people.proofs.title',
      detail: 'people.proofs.detail',
      right: 'people.kept-proofs',
      group: 'operation',
      order: 75,
    },
    {
      path: textsPath,
      label: 'people.bases.texts.title',
      detail: 'people.bases.texts.detail',
      right: 'people.consent-texts',
      group: 'content',
      order: 70,
    },
  ],
  jobs: { ...jobs, ...basesJobs, ...tellingJobs },
  schedules,
}
