import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { casePath } from '../../paths.ts'
import { getCase } from '../../queries.ts'
import { readLifeDomains } from '../../work/domains.ts'
import { partPage } from '../../work/part.tsx'
import { readReasons } from '../queries.ts'
import { NeedFields } from './fields.tsx'

/** Recording a need with all that is known of it. */
export async function showNewNeed(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale, form } = request
  const file = await getCase(tx, actor, params.id)
  const [domains, reasons] = [await readLifeDomains(tx, locale), await readReasons(tx, locale)]
  return partPage(request, file, {
    title: t('cases.need.new'),
    meta: t('cases.need.new-meta'),
    layout: 'narrow',
    body: <NeedFields form={form} domains={domains} reasons={reasons} back={casePath(file.id)} />,
  })
}
