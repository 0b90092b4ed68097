/** The door of transfer bases within the room of persons; what other rooms may use, people's own door passes on. */
export { demandBases } from './actions/demand.ts'
export { revokeBasis } from './actions/revoking.ts'
export { type BasisKind, type Purpose, purposes } from './domain/kinds.ts'
export { normName } from './domain/norms.ts'
export { type BasisState, stateOf } from './domain/validity.ts'
export { type BasisData, loadBases } from './load.ts'
export { basesMoved } from './news.ts'
export { endingBases } from './notices.ts'
export { categoryWords, Standing as BasisStanding } from './pages/parts.tsx'
export { basesPath, basisPath, consentFormPath, informationPath } from './paths.ts'
export {
  type Basis,
  basesById,
  basesOf,
  basesOfAll,
  coveringBases,
  type Ended,
  endedBases,
  personsBehind,
  personsWithEndingBases,
} from './queries/bases.ts'
export { isRestricted, transferStop } from './queries/transfers.ts'
