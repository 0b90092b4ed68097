import { z } from 'zod'
import { defineSetting } from '../../../../platform/settings/index.ts'
import { dataCategories } from '../../../people/index.ts'
import type { DecidedNeeds } from '../domain/needs.ts'

/** What interfaces of this district need, where it decided otherwise than the program. */
export const needsSetting = defineSetting<DecidedNeeds>({
  key: 'cases.interface-needs',
  schema: z.record(z.string().max(80), z.array(z.enum(dataCategories)).max(dataCategories.length)),
  fallback: {},
})
