/** What the import and export of tables give to the room around them. */
export { measureImport } from './kind.ts'
export { tableRoutes } from './routes.ts'
