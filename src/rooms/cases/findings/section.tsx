import { may } from '../../../platform/access/index.ts'
import type { CaseSection } from '../sections.ts'
import { ownOfCase } from './queries.ts'
import { readWords } from './words.ts'
import { Works } from './works.tsx'

/** Findings of the reader that the file shows; the rest stands under "Meine Hinweise". */
const mostShown = 3

/** "Ihre Hinweise wirken": what became of what the reader reported from this case. Nobody sees those of others. */
export const findingsSection: CaseSection = {
  key: 'findings',
  column: 'side',
  order: 40,
  async read({ tx, actor, locale, clock }, file) {
    if (!may(actor, 'cases.report-finding')) return null
    const own = await ownOfCase(tx, actor, file.id, mostShown)
    if (own.length === 0) return null
    return <Works own={own} words={await readWords(tx, actor, locale, clock.today())} />
  },
}
