import { z } from 'zod'
import { Invalid } from '../../../kernel/errors.ts'
import { discardDrafts, saveDraft } from '../../../platform/drafts/index.ts'
import { type FormRequest, type Page, routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { getCaseToWrite } from '../queries.ts'
import { sharingRights } from './access.ts'
import { offerPreparedFrom } from './actions.ts'
import { askConsent } from './asking.ts'
import { readWish } from './domain/consent.ts'
import { issuesOf } from './domain/prepare.ts'
import { draftKeyOf, isDraftKey, readTyped, type Sent } from './domain/typed.ts'
import { germanWords } from './german.ts'
import { decideNeeds, NeedsOfForm, showAllNeeds, showNeeds } from './needs/page.tsx'
import { showHandovers } from './pages/handovers.tsx'
import { checkPage, readPreparing, showNewHandover } from './pages/prepare.tsx'
import { showSent } from './pages/sent.tsx'
import { chosenRoute, intoRoute, needsPath, newHandoverPath, newHandoverRoute, sentPath, takeRoute } from './paths.ts'
import { takeAsCase, takeIntoCase } from './take/actions.ts'
import * as take from './take/forms.ts'
import { readReceived, showTake } from './take/page.tsx'

const { page, form } = routesFor({ ...rights, ...sharingRights })

/** Taken as it is typed: what is missing or wrong is said all at once, together with what the file and the bases say. */
const Typed = z.record(z.string(), z.union([z.string(), z.array(z.string())])).transform((sent): Sent => sent)

const many = (sent: Sent[string] | undefined): readonly string[] =>
  sent === undefined ? [] : typeof sent === 'string' ? [sent] : sent

/** Offers what stood in the preview, or shows it once more where it is not the same any more. */
async function sendHandover(request: FormRequest<'id'>, sent: Sent): Promise<string | Page> {
  const { tx, actor, clock, tenant, params } = request
  const preparing = await readPreparing(request, sent)
  const { context, prepared, now } = preparing
  const issues = issuesOf(context.typed, context.known, germanWords)
  if (issues.length > 0 || !prepared) throw new Invalid(issues)
  // Only what stood in the preview is sent: the receiver sees exactly what the giver saw.
  if (context.typed.seen !== now) return checkPage(request, preparing, sent)
  const id = await offerPreparedFrom(tx, actor, context, prepared, { clock, tenant })
  const key = draftKeyOf(context.typed)
  if (key) await discardDrafts(tx, actor.userId, { route: chosenRoute, address: newHandoverPath(params.id, key) })
  return sentPath(params.id, id)
}

const keeping = { draft: true, autosave: true, once: true } as const

export const sharingRoutes = [
  form(newHandoverRoute, 'cases.edit', Typed, showNewHandover, sendHandover, keeping),
  form(chosenRoute, 'cases.edit', Typed, showNewHandover, sendHandover, keeping),
  // The preview anew, or kept for later: either way what was typed stands in the draft of the form.
  form('/cases/:id/handovers/preview', 'cases.edit', Typed, showNewHandover, async (request, sent) => {
    const { tx, actor, clock, params } = request
    const asking = typeof sent['do'] === 'string' ? readWish(sent['do']) : undefined
    await getCaseToWrite(tx, actor, params.id)
    const { do: wish, ...typed } = sent
    const ask = asking && (await askConsent(request, readTyped(sent), asking))
    // Once there is a basis, what was asked for stands ticked.
    const kept = ask
      ? {
          ...typed,
          categories: [...many(typed['categories']), ...ask.categories],
          members: [...many(typed['members']), ...ask.members],
        }
      : typed
    // It goes to the draft of its receiver and purpose, away from where it was begun: two for one file do not meet.
    const from = request.query.get('from') ?? ''
    const begun = isDraftKey(from)
      ? { route: chosenRoute, address: newHandoverPath(params.id, from) }
      : { route: newHandoverRoute, address: newHandoverPath(params.id) }
    await discardDrafts(tx, actor.userId, begun)
    const key = draftKeyOf(readTyped(sent))
    const address = newHandoverPath(params.id, key)
    await saveDraft(tx, actor.userId, { route: key ? chosenRoute : newHandoverRoute, address }, kept, clock.now())
    if (ask) return ask.path
    return wish === 'draft' ? `/cases/${params.id}?done=handover-kept` : `${address}?draft=restore`
  }),
  page('/cases/:id/handovers', 'cases.edit', showHandovers),
  page('/cases/:id/handovers/:handover/sent', 'cases.edit', showSent),
  form(
    takeRoute,
    'cases.edit',
    take.TakeForm,
    showTake,
    async (request, taking) => {
      const { tx, actor, clock, tenant } = request
      const { handover, persons } = await readReceived(request)
      const setting = {
        today: clock.today(),
        now: clock.now(),
        demo: tenant.demo,
        prefix: tenant.key.slice(0, 3).toUpperCase(),
        land: tenant.land,
        followUp: request.t('cases.intake.follow-up'),
      }
      return `/cases/${await takeAsCase(tx, actor, handover.id, persons, taking, setting)}?done=opened`
    },
    { draft: true, once: true },
  ),
  form(intoRoute, 'cases.edit', take.IntoFileForm, showTake, async (request, { reference }) => {
    const { tx, actor } = request
    const { handover } = await readReceived(request)
    return `/cases/${await takeIntoCase(tx, actor, handover.id, reference)}?done=saved`
  }),
  page('/admin/handover-needs', 'cases.set-needs', showAllNeeds),
  form('/admin/handover-needs/:key', 'cases.set-needs', NeedsOfForm, showNeeds, async (request, input) => {
    await decideNeeds(request, input)
    return `${needsPath}?done=changed`
  }),
]
