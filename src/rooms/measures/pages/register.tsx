import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { Stack } from '../../../platform/ui/index.ts'
import { listMeasures } from '../queries/measures.ts'

export async function showRegister({ tx, actor, t, clock }: PageRequest): Promise<Page> {
  const { total } = await listMeasures(tx, actor, {}, {}, clock.today())
  return { title: t('measures.headline', { count: total }), name: t('measures.title'), body: <Stack>{null}</Stack> }
}
