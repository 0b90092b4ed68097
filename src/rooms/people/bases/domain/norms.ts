/**
 * Statutory tasks by which data may pass without consent. Facts of German law, kept short on purpose: a norm that is not
 * listed is entered by the program's maintainers, not typed by whoever wants to pass something on. Duties to inform the
 * immigration office (§ 87 AufenthG, § 71(2) SGB X) are not here: this is the file of case management, kept for another purpose.
 */
import type { DataCategory } from '../../domain/kinds.ts'

export interface Norm {
  readonly key: string
  /** As offices quote it. */
  readonly name: string
  /** It allows for data on health too. Who may use it for what stands in the messages, below `people.bases.norm`. */
  readonly mayHealth: boolean
}

export const norms: readonly Norm[] = [
  { key: 'sgb10-69', name: '§ 67d Abs. 1, § 69 Abs. 1 Nr. 1 SGB X', mayHealth: false },
  { key: 'sgb2-50', name: '§ 50 Abs. 1 SGB II', mayHealth: false },
  { key: 'sgb8-64', name: '§ 64 SGB VIII', mayHealth: false },
  { key: 'sgb8-8a', name: '§ 8a SGB VIII', mayHealth: true },
  { key: 'kkg-4', name: '§ 4 Abs. 3 KKG', mayHealth: true },
  { key: 'schulg-120', name: '§ 120 SchulG NRW', mayHealth: false },
  { key: 'dsg-nrw-3', name: 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 Abs. 1 DSG NRW', mayHealth: false },
]

export const normKeys = norms.map(({ key }) => key)

/** The norm as offices quote it; the key itself for one that is listed no more. */
export const normName = (key: string): string => norms.find((norm) => norm.key === key)?.name ?? key

/** Data on health need a norm that names them or a consent (Art. 9 GDPR, § 76 SGB X). */
export function refusedBy(normKey: string, categories: readonly DataCategory[]): readonly DataCategory[] {
  const norm = norms.find(({ key }) => key === normKey)
  return norm?.mayHealth === false ? categories.filter((category) => category === 'health') : []
}
