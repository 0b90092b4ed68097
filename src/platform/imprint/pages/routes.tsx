import type { Id } from '../../../kernel/ids.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import { routesFor } from '../../http/index.ts'
import { writeSetting } from '../../settings/index.ts'
import { imprintRights } from '../access.ts'
import { handleFeedback, reportBarrier } from '../actions/feedback.ts'
import { publishText } from '../actions/texts.ts'
import { factsSetting } from '../facts.ts'
import * as forms from '../forms.ts'
import { showTextForm, wantedText } from './edit.tsx'
import { showFacts } from './facts.tsx'
import { showFeedback, showFeedbackList } from './feedback.tsx'
import { showFeedbackForm, showFeedbackSent, showText } from './public.tsx'
import { showTexts } from './texts.tsx'

const { page, form, publicPage, publicForm } = routesFor(imprintRights)

export const imprintRoutes = [
  publicPage('/imprint', showText('imprint')),
  publicPage('/privacy', showText('privacy')),
  publicPage('/accessibility', showText('accessibility')),
  publicPage('/keyboard', showText('keyboard')),
  publicForm(
    '/accessibility/feedback',
    forms.FeedbackForm,
    showFeedbackForm,
    async ({ tx, locale, clock }, input) => {
      await reportBarrier(tx, input, locale, clock.now())
      return `/${locale}/accessibility/feedback/sent`
    },
    { free: 10, once: true },
  ),
  publicPage('/accessibility/feedback/sent', showFeedbackSent),

  page('/admin/texts', 'imprint.edit', showTexts),
  form('/admin/texts/facts', 'imprint.edit', forms.FactsForm, showFacts, async (request, { version, facts }) => {
    await writeSetting(request.tx, request.actor, factsSetting, facts, version, request.clock.now())
    return '/admin/texts?done=facts'
  }),
  form('/admin/texts/:page/:locale', 'imprint.edit', forms.TextForm, showTextForm(), async (request, input) => {
    if (input.do === 'preview') return await showTextForm(input)(request)
    const { page: wanted, locale } = wantedText(request)
    await publishText(request.tx, request.actor, wanted, locale, input, request.clock.now())
    return '/admin/texts?done=published'
  }),
  page('/admin/feedback', 'imprint.feedback', showFeedbackList),
  form('/admin/feedback/:id', 'imprint.feedback', forms.HandlingForm, showFeedback, async (request, input) => {
    const { tx, actor, params, clock } = request
    await handleFeedback(tx, actor, params.id as Id<'feedback'>, input, clock.now())
    return `/admin/feedback/${params.id}?done=saved`
  }),
]

/** Their places on the administration page. */
export const imprintAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/texts',
    label: 'imprint.texts.title',
    detail: 'imprint.texts.detail',
    right: 'imprint.edit',
    group: 'content',
    order: 20,
  },
  {
    path: '/admin/feedback',
    label: 'imprint.feedback.title',
    detail: 'imprint.feedback.detail',
    right: 'imprint.feedback',
    group: 'content',
    order: 30,
  },
]
