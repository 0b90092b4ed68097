/** The lists of the room that may be taken along as files. */
import type { ExportKind } from '../../../platform/exports/index.ts'
import { caseloadExport } from './caseload.ts'
import { findingsExport } from './findings.ts'
import { followUpsExport } from './followups.ts'

export const caseExports: readonly ExportKind[] = [caseloadExport, followUpsExport, findingsExport]
