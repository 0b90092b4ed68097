/** The door of codelists: what districts may name and order themselves. */
export type { CodelistDeclaration, FixedList, Moving } from './declaration.ts'
export { currentKey, labelOf } from './domain.ts'
export { fieldsOfAction } from './lists/fields.ts'
export { targetGroups } from './lists/groups.ts'
export { hurdles } from './lists/hurdles.ts'
export { loadList } from './load.ts'
export type { Entry } from './model.ts'
export { readList } from './queries.ts'
