import type { Id } from '../../../kernel/ids.ts'
import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { changeInBulk, type Seen } from '../actions/bulk.ts'
import { changeMeasure, createMeasure, withdrawMeasure } from '../actions/measures.ts'
import { changeState, correctState } from '../actions/states.ts'
import * as forms from '../forms.ts'
import { changeOf, showBulk } from '../pages/bulk.tsx'
import { bulkPreviewPage } from '../pages/bulkpreview.tsx'
import { showMeasureHistory } from '../pages/history.tsx'
import { settingOf } from '../pages/listing.ts'
import { showMeasure } from '../pages/measure.tsx'
import { showMeasureForm, showNewMeasure, showWithdrawal } from '../pages/measureform.tsx'
import { showRegister } from '../pages/register.tsx'
import { showCorrection, showStallForm, showStateForm } from '../pages/stateform.tsx'
import { getMeasure } from '../queries/measures.ts'

const { form, page } = routesFor(rights)

const idOf = (params: { readonly id: string }) => params.id as Id<'measure'>

export const measureRoutes = [
  page('/measures', 'measures.read', showRegister),
  form(
    '/measures/new',
    'measures.edit',
    forms.NewMeasure,
    showNewMeasure,
    async (request, input) => {
      const id = await createMeasure(request.tx, request.actor, settingOf(request), input)
      return `/measures/${id}?done=created`
    },
    { draft: true, once: true },
  ),
  form('/measures/bulk', 'measures.edit', forms.BulkForm, showBulk, async (request, input) => {
    const seen = input.seen.map((one): Seen => {
      const [id = '', version] = one.split(':')
      return { id: id as Id<'measure'>, version: Number(version) }
    })
    const change = changeOf(input)
    if (!input.confirmed) return bulkPreviewPage(request, seen, change, sentAgain(input))
    await changeInBulk(request.tx, request.actor, settingOf(request), seen, change)
    return '/measures?done=bulk'
  }),
  page('/measures/:id', 'measures.read', showMeasure),
  page('/measures/:id/history', 'measures.read-internal', showMeasureHistory),
  form(
    '/measures/:id/edit',
    'measures.edit',
    forms.ChangedMeasure,
    showMeasureForm,
    async (request, { version, ...input }) => {
      const { tx, actor, params } = request
      await changeMeasure(tx, actor, settingOf(request), idOf(params), input, version)
      return `/measures/${params.id}?done=changed`
    },
    { draft: true },
  ),
  form('/measures/:id/withdraw', 'measures.edit', forms.Withdrawal, showWithdrawal, async (request) => {
    const { tx, actor, params } = request
    await withdrawMeasure(tx, actor, settingOf(request), idOf(params))
    return '/measures?done=withdrawn'
  }),
  form('/measures/:id/state', 'measures.edit', forms.NewState, showStateForm, async (request, input) => {
    const { tx, actor, params } = request
    await changeState(tx, actor, settingOf(request), idOf(params), input)
    return `/measures/${params.id}?done=state`
  }),
  form('/measures/:id/stall', 'measures.edit', forms.Stalling, showStallForm, async (request, input) => {
    const { tx, actor, params, clock } = request
    const { state } = await getMeasure(tx, actor, idOf(params), clock.today())
    const entry = { ...input, state, stalled: input.stalled === 'yes' }
    await changeState(tx, actor, settingOf(request), idOf(params), entry)
    return `/measures/${params.id}?done=stalled`
  }),
  form('/measures/:id/correct', 'measures.edit', forms.Correction, showCorrection, async (request, input) => {
    const { tx, actor, params } = request
    await correctState(tx, actor, settingOf(request), idOf(params), input)
    return `/measures/${params.id}?done=corrected`
  }),
]

/** What the preview sends once more when it is confirmed. */
function sentAgain(input: Readonly<Record<string, unknown>>): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    Object.entries(input).filter(
      (entry): entry is [string, string | readonly string[]] => typeof entry[1] === 'string' || Array.isArray(entry[1]),
    ),
  )
}
