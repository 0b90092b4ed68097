import type { Id } from '../../../kernel/ids.ts'
import type { Ids } from './rows.ts'

/** The ids that were made, by key. */
export interface LoadedNetwork {
  readonly district: Id<'district'>
  readonly regions: Ids<'region'>
  readonly jurisdictions: Ids<'jurisdiction'>
  readonly municipalities: Ids<'municipality'>
  readonly organisations: Ids<'organisation'>
  readonly sites: Ids<'site'>
  readonly contacts: Ids<'contact'>
  readonly bodies: Ids<'body'>
  readonly interfaces: Ids<'interface'>
}
