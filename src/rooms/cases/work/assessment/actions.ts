import type { z } from 'zod'
import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import { newId, newPublicId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../../platform/http/changed.ts'
import { namesOf } from '../../../../platform/identity/members.ts'
import { advanced, begun, type Kept, notChangedMeanwhile, type Setting } from '../file.ts'
import { workTables } from '../tables.ts'
import { changedForm, type FormChange, type Rating, type Ratings, ratings, readAnswers } from './domain.ts'
import type { ContactForm, NewAssessment } from './forms.ts'
import { currentForm, getContact } from './queries.ts'

/**
 * Keeps an assessment with the form it was given with. Where the form was changed while somebody filled it in, it comes back
 * with the new questions and what was typed (Conflict).
 */
export async function addAssessment(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  input: z.output<typeof NewAssessment>,
): Promise<string> {
  const form = await currentForm(tx)
  if (form.number !== input.form) throw new Conflict('cases-form-changed')
  const typed = (name: string) => {
    const value = (input as Record<string, unknown>)[name]
    return typeof value === 'string' ? value : ''
  }
  const { answers, issues } = readAnswers(form.content, (key) => typed(`a-${key}`))
  const late = input.heldOn > setting.today ? [{ field: 'heldOn', code: 'cases-day-in-future' }] : []
  const wrong = [...late, ...issues.map(({ key, code }) => ({ field: `a-${key}`, code }))]
  if (wrong.length > 0) throw new Invalid(wrong)
  const id = newId<'assessment'>(setting.now)
  await workTables(tx)
    .insertInto('case_assessment')
    .values({
      id,
      case_id: file.id,
      controller_id: file.controllerId,
      form_number: form.number,
      held_on: input.heldOn,
      ratings: JSON.stringify(
        ratingsOf(
          form.content.domains.map(({ domain }) => domain),
          typed,
        ),
      ),
      answers: JSON.stringify(answers),
      resources: input.resources ?? null,
      interpreter_used: input.interpreterUsed,
      simulated: setting.demo,
      created_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: 'cases.assessment-added',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { assessment: id, form: form.number },
  })
  return id
}

function ratingsOf(domains: readonly string[], typed: (name: string) => string): Ratings {
  const given: Record<string, Rating> = {}
  for (const domain of domains) {
    const rating = ratings.find((one) => String(one) === typed(`r-${domain}`))
    if (rating) given[domain] = rating
  }
  return given
}

/** Puts somebody on the network map. */
export async function addContact(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  input: z.output<typeof ContactForm>,
): Promise<void> {
  await workTables(tx)
    .insertInto('case_contact')
    .values({
      id: newId<'contact'>(setting.now),
      ...begun(actor, setting, file),
      ...input,
      support: input.support ?? null,
      removed_on: null,
    })
    .execute()
  await record(tx, actor, { event: 'cases.contact-added', subject: file.id, subjectKind: 'cases.file' })
}

/** Takes somebody off the network map. */
export async function removeContact(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  version: number,
): Promise<void> {
  const contact = await getContact(tx, file, id)
  const { numUpdatedRows } = await workTables(tx)
    .updateTable('case_contact')
    .set({ removed_on: setting.today, ...advanced(actor, setting, version) })
    .where('id', '=', contact.id)
    .where('version', '=', version)
    .executeTakeFirst()
  await notChangedMeanwhile(tx, 'case_contact', contact.id, numUpdatedRows)
  await record(tx, actor, { event: 'cases.contact-removed', subject: file.id, subjectKind: 'cases.file' })
}

/**
 * Makes the next version of the form from the one that the page showed (`from`). Throws ChangedMeanwhile when another one
 * was made since. What changes nothing makes no version.
 */
export async function changeForm(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  from: number,
  change: FormChange,
): Promise<void> {
  const current = await currentForm(tx)
  if (current.number !== from) {
    const who = (await namesOf(tx, [current.madeBy])).get(current.madeBy ?? '') ?? ''
    throw new ChangedMeanwhile(who, current.madeAt ?? new Date(setting.now))
  }
  const content = changedForm(current.content, change)
  if (!content) return
  await workTables(tx)
    .insertInto('assessment_form')
    .values({
      number: current.number + 1,
      content: JSON.stringify(content),
      made_at: sql<Date>`now()`,
      made_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: 'cases.assessment-form-changed',
    details: { number: current.number + 1, change: change.kind },
  })
}

/** A key that no question ever had. */
export const newQuestionKey = (): string => `q-${newPublicId()}`
