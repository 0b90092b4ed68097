/** Groups of the administration page, in their order. */
export const administrationGroups = ['people', 'content', 'protection', 'operation'] as const

/** A place of the administration, as its page lists it for those who may go there. */
export interface AdministrationEntry {
  /** Below the tenant: `/admin/users`. */
  readonly path: string
  /** Key of a message: what it is called. */
  readonly label: string
  /** Key of a message: what one does there, one short sentence. */
  readonly detail: string
  readonly right: string
  readonly group: (typeof administrationGroups)[number]
  /** Among those of its group; ten apart. */
  readonly order: number
}
