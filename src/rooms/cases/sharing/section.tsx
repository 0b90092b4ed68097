import { may } from '../../../platform/access/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { Link, Section } from '../../../platform/ui/index.ts'
import type { CaseFile } from '../queries.ts'
import type { CaseSection } from '../sections.ts'
import { keptHandovers } from './kept.ts'
import { readListed } from './listed.ts'
import { FileHandovers } from './pages/handovers.tsx'
import { KeptHandovers } from './pages/prepare.tsx'

/** Days for which a declined hand-over still stands among the open ones: it wants to be asked anew. */
const declinedDays = 30

/** "Offene Übergaben": deadlines in words, what waits, and what to do next. */
export const handoversSection: CaseSection = {
  key: 'handovers',
  column: 'main',
  order: 10,
  async read(request: PageRequest, file: CaseFile) {
    if (!may(request.actor, 'cases.edit')) return null
    const { rows, total } = await readListed(request, file, { declinedDays })
    const kept = await keptHandovers(request, file)
    const { t } = request
    return (
      <Section
        title={t('cases.sharing.open')}
        aside={total > 0 && <Link to={`/cases/${file.id}/handovers`}>{t('cases.sharing.all', { count: total })}</Link>}
      >
        <KeptHandovers kept={kept} />
        <FileHandovers file={file} rows={rows} total={total} land={request.tenant.land} />
      </Section>
    )
  },
}
