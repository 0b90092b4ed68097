/** How far an import got. What takes long happens in a job; its states end in `-ing`. */
export const importStates = ['mapping', 'checking', 'checked', 'running', 'done', 'undoing', 'undone'] as const
export type ImportState = (typeof importStates)[number]

/** A job is at work: nothing can be decided until it is through. */
export const atWork: readonly ImportState[] = ['checking', 'running', 'undoing']

/** Nothing was taken over yet. */
export const before: readonly ImportState[] = ['mapping', 'checking', 'checked']

/** Where an import stands again when its job failed. */
export const backFrom = { checking: 'mapping', running: 'checked', undoing: 'done' } as const satisfies Partial<
  Record<ImportState, ImportState>
>
