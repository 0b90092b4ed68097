import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { asPlatform } from '../../../platform/access/acting.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import {
  besideRow,
  type Candidate,
  hasErrors,
  type Judged,
  type RowIssue,
  wordForm,
} from '../../../platform/importing/index.ts'
import { findDuplicates } from '../../people/index.ts'
import { tables, teamCases } from '../access.ts'
import type { CaseValues, ReadCase } from './row.ts'

/** Persons shown beside a row. */
const mostCandidates = 4

/** Compares the rows of one list with what the team has, one after the other: it remembers what came before. */
export class CaseJudge {
  readonly #tx: Tx
  readonly #actor: Actor
  readonly #references = new Map<string, number>()
  readonly #persons = new Map<string, number>()

  constructor(tx: Tx, actor: Actor) {
    this.#tx = tx
    this.#actor = actor
  }

  async judge(row: ReadCase, rowNumber: number): Promise<Judged<CaseValues | object>> {
    if (row.kind === 'beside') return besideRow(row.code)
    const { values } = row
    const issues = [...row.issues]
    const title = titleOf(values)
    const judged = { values, issues, changed: [], title }
    const known = values.reference === null ? undefined : await this.#fileOf(values.reference)
    if (known === 'own') return { ...judged, issues: [], verdict: 'same', choice: 'skip', target: null }
    if (known === 'other')
      issues.push({ column: 'reference', code: 'reference-taken', kind: 'error', value: values.reference ?? '' })
    this.#twice(values, rowNumber, issues)
    if (hasErrors(issues)) return { ...judged, verdict: 'error', choice: 'create', target: null }
    const candidates = await this.#candidates(values)
    const before = this.#before(values, rowNumber)
    if (before !== undefined)
      issues.push({ column: 'name', code: 'person-twice', kind: 'warning', value: String(before) })
    const undecided = candidates.length > 0 || before !== undefined
    return {
      ...judged,
      verdict: undecided ? 'similar' : 'new',
      choice: undecided ? 'open' : 'create',
      target: null,
      candidates,
    }
  }

  /** Whether the team has a file of this name, or somebody else. */
  async #fileOf(reference: string): Promise<'own' | 'other' | undefined> {
    const own = await teamCases(this.#tx, this.#actor)
      .select('case_file.id')
      .where('reference', '=', reference)
      .executeTakeFirst()
    if (own) return 'own'
    // An Aktenzeichen is given once in a district: that it is taken is told, and nothing else of the file.
    const taken = await asPlatform(this.#tx, () =>
      tables(this.#tx).selectFrom('case_file').select('id').where('reference', '=', reference).executeTakeFirst(),
    )
    return taken && 'other'
  }

  #twice({ reference }: CaseValues, rowNumber: number, issues: RowIssue[]): void {
    if (reference === null) return
    const before = this.#references.get(reference)
    if (before !== undefined)
      issues.push({
        column: 'reference',
        code: 'reference-twice',
        kind: 'error',
        value: reference,
        other: String(before),
      })
    else this.#references.set(reference, rowNumber)
  }

  /** The row above that names the same person, born on the same day. */
  #before({ givenName, familyName, birth, pseudonymous }: CaseValues, rowNumber: number): number | undefined {
    if (pseudonymous) return undefined
    const names = wordForm(`${givenName ?? ''} ${familyName ?? ''}`)
      .split(' ')
      .sort()
      .join(' ')
    const key = `${names} ${birth?.date ?? ''}`
    const before = this.#persons.get(key)
    if (before === undefined) this.#persons.set(key, rowNumber)
    return before
  }

  async #candidates(values: CaseValues): Promise<readonly Candidate[]> {
    if (values.pseudonymous) return []
    const { givenName, familyName, birth, phone, email } = values
    const found = await findDuplicates(
      this.#tx,
      this.#actor,
      { givenName, familyName, birth, phone, email },
      { limit: mostCandidates },
    )
    const open = await this.#withOpenFile(found.map(({ person }) => person.id))
    return found.map(({ person, reasons }) => ({
      id: person.id,
      reasons,
      ...(person.restrictedOn !== null && { refused: 'restricted' }),
      ...(open.has(person.id) && { refused: 'file-open' }),
    }))
  }

  async #withOpenFile(ids: readonly Id<'person'>[]): Promise<ReadonlySet<Id<'person'>>> {
    if (ids.length === 0) return new Set()
    const files = await teamCases(this.#tx, this.#actor)
      .select('person_id')
      .where('person_id', 'in', ids)
      .where('closed_on', 'is', null)
      .execute()
    return new Set(files.map(({ person_id }) => person_id))
  }
}

const titleOf = ({ givenName, familyName, reference }: CaseValues): string =>
  [givenName, familyName].filter(Boolean).join(' ') || (reference ?? '')

/** How a day of birth is written where only a part of it is known. */
export function birthText(birth: CaseValues['birth'], dayOf: (day: Day) => string): string {
  if (birth === null) return ''
  const [year, month] = birth.date.split('-')
  if (birth.precision === 'year') return year ?? ''
  return birth.precision === 'month' ? `${month}.${year}` : dayOf(birth.date)
}
