import type { MeasureState } from '../../measures/index.ts'

/** What hangs on obligations, as far as everybody may know of it. */
export interface Followed {
  readonly office: (id: string | null) => string | null
  readonly papersOf: (
    obligationId: string,
  ) => readonly { readonly id: string; readonly number: string | null; readonly title: string }[]
  readonly measuresOf: (obligationId: string) => readonly {
    readonly id: string
    readonly title: string
    readonly state: MeasureState
    readonly stalled: boolean
  }[]
}
