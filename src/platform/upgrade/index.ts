/** The door of upgrades: what a new version would do to the database, tried on a copy. */
export { type Rehearsal, type RehearsedSchema, rehearse } from './rehearse.ts'
