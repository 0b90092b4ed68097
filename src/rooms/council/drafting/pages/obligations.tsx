import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { Empty, Link, RowName, Table } from '../../../../platform/ui/index.ts'
import { settingOf } from '../../pages/asking.ts'
import { DueMark, ObligationMark } from '../../pages/words.tsx'
import { papers, tracking } from '../../paths.ts'
import { namesOn } from '../../queries/names.ts'
import { type Obligation, openObligations } from '../../queries/obligations.ts'
import { newDraftPath } from '../paths.ts'

/** More open obligations stand in the follow-up list; who begins a report mostly comes from there. */
const most = 50

/** Which obligation a report is to answer, the most urgent first, reports before all others. */
export async function showObligations(request: PageRequest): Promise<Page> {
  const { tx, actor, t } = request
  const setting = settingOf(request)
  const names = await namesOn(tx, actor, setting.today)
  const open = (await openObligations(tx, actor, setting)).filter((one) => one.state !== 'done')
  const asked = [...open.filter((one) => one.kind === 'report'), ...open.filter((one) => one.kind !== 'report')]
  return {
    title: t('council.drafting.new.title'),
    crumbs: [{ label: t('council.papers'), path: papers }],
    meta: t('council.drafting.new.choose'),
    body:
      asked.length === 0 ? (
        <Empty title={t('council.drafting.new.none')}>
          {t('council.drafting.new.none-text')} <Link to={tracking}>{t('council.tracking')}</Link>
        </Empty>
      ) : (
        <Table<Obligation>
          caption={t('council.drafting.new.choose')}
          rows={asked.slice(0, most)}
          keyOf={({ id }) => id}
          stacks
          columns={[
            {
              key: 'obligation',
              header: t('council.drafting.obligation'),
              names: true,
              full: true,
              cell: (one) => (
                <RowName meta={t('council.drafting.quoted', { text: one.wording })}>
                  <Link to={newDraftPath(one.id)}>{one.title}</Link>
                </RowName>
              ),
            },
            { key: 'body', header: t('council.drafting.body'), cell: (one) => names.bodyShort(one.bodyId) },
            {
              key: 'responsible',
              header: t('council.drafting.responsible'),
              cell: (one) => names.organisation(one.responsibleId) ?? '–',
            },
            { key: 'due', header: t('council.drafting.due'), cell: (one) => <DueMark one={one} /> },
            { key: 'state', header: t('council.drafting.state'), cell: (one) => <ObligationMark state={one.state} /> },
          ]}
        />
      ),
  }
}
