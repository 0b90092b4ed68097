import type { PageRequest } from '../../../../platform/http/index.ts'

/** What may be counted: the register on the reference day, or a snapshot of a status campaign. */
export async function basisChoices({ t }: PageRequest) {
  return [{ value: 'register', label: t('council.drafting.basis.register') }]
}
