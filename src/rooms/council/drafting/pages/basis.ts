import type { PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import { listSnapshots } from '../../../measures/index.ts'

/** What may be counted: the register on the reference day, or a snapshot of a status campaign, latest first. */
export async function basisChoices({ tx, actor, t, locale }: PageRequest) {
  const format = createFormat(locale)
  const snapshots = await listSnapshots(tx, actor)
  return [
    { value: 'register', label: t('council.drafting.basis.register') },
    ...snapshots.map(({ id, title, referenceDay }) => ({
      value: id as string,
      label: t('council.drafting.basis.snapshot', { title, day: format.day(referenceDay) }),
    })),
  ]
}
