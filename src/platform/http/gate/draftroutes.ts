import { z } from 'zod'
import { NotFound } from '../../../kernel/errors.ts'
import { defineRights, roleKeys } from '../../access/index.ts'
import { discardDraft } from '../../drafts/index.ts'
import * as field from '../fields.ts'
import { routesFor } from '../routes.ts'

export const draftRights = defineRights({ 'draft.own': roleKeys })

const { form } = routesFor(draftRights)

/** The button beside a restored draft: forgets it and leads back to the empty form. */
export const draftRoutes = [
  form(
    '/drafts/discard',
    'draft.own',
    z.object({ id: field.id<'draft'>() }),
    () => Promise.reject(new NotFound('only posted to')),
    async ({ tx, actor }, { id }) => (await discardDraft(tx, actor.userId, id)) ?? '/',
  ),
]
