import { Conflict } from '../../../kernel/errors.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { paperNumber } from '../domain/numbers.ts'
import { getPaper } from '../queries/papers.ts'
import { indexWords, noteChange, type Setting } from '../recording.ts'
import { touch, workingText } from './papers.ts'

/**
 * Gives a paper the next number of the year of `setting.today`; returns it. Without gaps and never twice: the counter's
 * row stays locked until this transaction ends, and goes back with it. Throws Conflict when it has a number already.
 */
export async function numberPaper(tx: Tx, actor: Actor, setting: Setting, id: string): Promise<string> {
  const paper = await getPaper(tx, actor, id)
  if (paper.number !== null) throw new Conflict('council-has-number')
  const number = await nextNumber(tx, Number(setting.today.slice(0, 4)))
  await touch(tx, actor, paper.id, paper.version, { number })
  await indexWords(tx, 'paper', id, [(await workingText(tx, actor, id)).title, number])
  await noteChange(tx, actor, {
    kind: 'paper',
    id,
    version: paper.version + 1,
    event: 'numbered',
    changes: [{ field: 'number', before: null, after: number }],
  })
  return number
}

/** The next number of a year; whoever asks at the same time waits here. */
async function nextNumber(tx: Tx, year: number): Promise<string> {
  const { last } = await tables(tx)
    .insertInto('paper_counter')
    .values({ year, last: 1 })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ last: sql`paper_counter.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return paperNumber(last, year)
}
