/** What becomes of an export. */
export const exportStates = ['ordered', 'running', 'ready', 'failed', 'over'] as const
export type ExportState = (typeof exportStates)[number]

/** Why nothing was made: the right or the team is gone, the search is over, too many rows, a fault of the program. */
export type Failure = 'not-allowed' | 'filter-over' | 'too-many' | 'broken'
/** Why a file is gone: its time is up, the owner removed it, or the owner may no longer see what is in it. */
export type End = 'expired' | 'removed' | 'withdrawn'

/** What may follow what. A program that died in the middle begins again: from running to running. */
const next: Readonly<Record<ExportState, readonly ExportState[]>> = {
  ordered: ['running', 'over'],
  running: ['running', 'ready', 'failed', 'over'],
  ready: ['over'],
  failed: [],
  over: [],
}

/** The states from which an export comes into this one. */
export const statesBefore = (state: ExportState): readonly ExportState[] =>
  exportStates.filter((one) => next[one].includes(state))

export const exportFormats = ['xlsx', 'csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** More rows than this are not exported: what Excel opens without complaint and an office reads. */
export const mostRows = 100_000

/** Share of the rows that are written, in whole percent; 0 as long as nobody knows how many there are. */
export function percentDone({ done, total }: { readonly done: number; readonly total: number | null }): number {
  if (total === null) return 0
  return total === 0 ? 100 : Math.floor((done / total) * 100)
}

/** Only what the list knows of what stands in an address, in its order: the same filter is the same text. */
export function narrowed(query: URLSearchParams, parameters: readonly string[]): URLSearchParams {
  const kept = parameters.flatMap((name): [string, string][] => {
    // Control signs and halves of letters stand in no filter, and the database takes none.
    const value = query
      .get(name)
      ?.toWellFormed()
      .replace(/\p{Cc}/gu, '')
      .trim()
    return value ? [[name, value.slice(0, 100).toWellFormed()]] : []
  })
  return new URLSearchParams(kept)
}

interface Place {
  readonly organisationId: string | null
  readonly controllerId: string | null
}

/** Whether somebody acts for whom the file was ordered. */
export const actsThere = (actor: Place, order: Place): boolean =>
  actor.organisationId === order.organisationId && actor.controllerId === order.controllerId
