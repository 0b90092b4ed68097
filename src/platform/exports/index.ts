/** The door of exports: what a room offers to take along, and the way to it from its lists. */
export { withdrawExports } from './expiring.ts'
export type { ExportColumn, ExportKind, ExportRow, ExportScope, ExportTable, Narrowing } from './kind.ts'
export { ExportLink } from './pages/link.tsx'
