import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { Kept } from '../file.ts'
import { workTables } from '../tables.ts'
import type { Answers, FormContent, Ratings } from './domain.ts'
import type { Closeness, Sphere } from './network.ts'
import { shippedForm } from './shipped.ts'

export interface FormVersion {
  /** 0: as the program ships it. */
  readonly number: number
  readonly content: FormContent
  readonly madeAt: Date | null
  readonly madeBy: string | null
}

const shipped: FormVersion = { number: 0, content: shippedForm, madeAt: null, madeBy: null }

/** The form that is asked today. */
export async function currentForm(tx: Tx): Promise<FormVersion> {
  const [newest] = await formVersions(tx, 1)
  return newest ?? shipped
}

/** Versions that the district made, newest first. */
export async function formVersions(tx: Tx, limit = 50): Promise<readonly FormVersion[]> {
  const rows = await workTables(tx)
    .selectFrom('assessment_form')
    .select(['number', 'content', 'made_at', 'made_by'])
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    content: row.content as FormContent,
    madeAt: row.made_at,
    madeBy: row.made_by,
  }))
}

/** Versions by number, as assessments name them. */
async function formsByNumber(tx: Tx, numbers: readonly number[]): Promise<ReadonlyMap<number, FormContent>> {
  const forms = new Map<number, FormContent>([[0, shippedForm]])
  const wanted = [...new Set(numbers)].filter((number) => number > 0)
  if (wanted.length === 0) return forms
  const rows = await workTables(tx)
    .selectFrom('assessment_form')
    .select(['number', 'content'])
    .where('number', 'in', wanted)
    .execute()
  for (const row of rows) forms.set(row.number, row.content as FormContent)
  return forms
}

export interface Assessment {
  readonly id: Id<'assessment'>
  readonly formNumber: number
  /** The questions as they were then. */
  readonly form: FormContent
  readonly heldOn: Day
  readonly ratings: Ratings
  readonly answers: Answers
  readonly resources: string | null
  readonly interpreterUsed: boolean
  readonly by: string | null
}

/** The assessments of a file, the first one first, each with the form it was given with. */
export async function assessmentsOf(tx: Tx, caseId: string): Promise<readonly Assessment[]> {
  const rows = await workTables(tx)
    .selectFrom('case_assessment')
    .select(['id', 'form_number', 'held_on', 'ratings', 'answers', 'resources', 'interpreter_used', 'created_by'])
    .where('case_id', '=', caseId)
    .orderBy('held_on')
    .orderBy(sql`created_at`)
    .orderBy('id')
    .limit(50)
    .execute()
  const forms = await formsByNumber(
    tx,
    rows.map((row) => row.form_number),
  )
  return rows.map((row) => ({
    id: row.id,
    formNumber: row.form_number,
    form: forms.get(row.form_number) ?? shippedForm,
    heldOn: row.held_on,
    ratings: row.ratings as Ratings,
    answers: row.answers as Answers,
    resources: row.resources,
    interpreterUsed: row.interpreter_used,
    by: row.created_by,
  }))
}

export interface Contact {
  readonly id: Id<'contact'>
  readonly sphere: Sphere
  readonly label: string
  readonly closeness: Closeness
  readonly support: string | null
  readonly version: number
}

/** The network map of a file as a list: the nearest sphere first, in it the closest. */
export async function contactsOf(tx: Tx, caseId: string): Promise<readonly Contact[]> {
  const rows = await workTables(tx)
    .selectFrom('case_contact')
    .select(['id', 'sphere', 'label', 'closeness', 'support', 'version'])
    .where('case_id', '=', caseId)
    .where('removed_on', 'is', null)
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map((row) => ({ ...row, sphere: row.sphere as Sphere, closeness: row.closeness as Closeness }))
}

export async function getContact(tx: Tx, file: Pick<Kept, 'id'>, id: string): Promise<Contact> {
  const contact = (await contactsOf(tx, file.id)).find((one) => one.id === id)
  if (!contact) throw new NotFound('contact')
  return contact
}
