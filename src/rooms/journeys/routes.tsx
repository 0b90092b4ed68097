import { NotFound } from '../../kernel/errors.ts'
import { type Id, isId } from '../../kernel/ids.ts'
import { type FormRequest, routesFor } from '../../platform/http/index.ts'
import { rights } from './access.ts'
import { setAfter } from './actions/after.ts'
import { answerHandover } from './actions/answer.ts'
import { bookAppointment, settleAppointment } from './actions/appointment.ts'
import { recordFirstAppointment } from './actions/arrive.ts'
import { assignHandover } from './actions/assign.ts'
import { correctStep } from './actions/correct.ts'
import { setDeadlines } from './actions/deadlines.ts'
import { completeHandover, withdrawHandover } from './actions/end.ts'
import { acknowledgeChange } from './actions/jurisdiction.ts'
import { writeMessage } from './actions/messages.ts'
import { answerQuestion } from './actions/offer.ts'
import type { Setting } from './adding.ts'
import { isAhead, timeOf } from './appointments.ts'
import * as forms from './forms.ts'
import { outsideRoutes } from './outside/routes.tsx'
import { showDeadlines } from './pages/deadlines.tsx'
import { showEscalations } from './pages/escalations.tsx'
import { showHandover } from './pages/handover.tsx'
import { showInbox } from './pages/inbox.tsx'
import { deadlinesPath, deedRoute, escalationsPath, handoverPath, inboxPath } from './paths.ts'
import { getOpened, readDocument } from './queries/opened.ts'

const { page, form, download } = routesFor(rights)

type Request = FormRequest<'id'>

const idOf = ({ params }: Request) => params.id as Id<'handover'>
const settingOf = ({ clock, tenant }: Request): Setting => ({ clock, tenant })

/** Back to the page of the hand-over, which says what was done. */
const done = (request: Request, word: string) => `${handoverPath(request.params.id)}?done=${word}`

/** What the receiving side answers, and the giving one may record of it. */
const answering = [
  form(deedRoute('accept'), 'journeys.receive', forms.Accepting, showHandover, async (request, input) => {
    const { tx, actor, clock } = request
    const answer = { kind: 'accepted', occurredOn: clock.today(), ...input } as const
    await answerHandover(tx, actor, idOf(request), answer, settingOf(request))
    return done(request, 'accepted')
  }),
  form(
    deedRoute('ask'),
    'journeys.receive',
    forms.Asking,
    showHandover,
    async (request, input) => {
      const { tx, actor, clock } = request
      const answer = { kind: 'askedBack', occurredOn: clock.today(), ...input } as const
      await answerHandover(tx, actor, idOf(request), answer, settingOf(request))
      return done(request, 'asked')
    },
    { draft: true, autosave: true, once: true },
  ),
  form(
    deedRoute('decline'),
    'journeys.receive',
    forms.Declining,
    showHandover,
    async (request, { note, ...input }) => {
      const { tx, actor, clock } = request
      const answer = { kind: 'declined', occurredOn: clock.today(), ...input, ...(note && { note }) } as const
      await answerHandover(tx, actor, idOf(request), answer, settingOf(request))
      return done(request, 'declined')
    },
    { draft: true, autosave: true },
  ),
  form(deedRoute('record'), 'journeys.hand-over', forms.Recording, showHandover, async (request, input) => {
    const { tx, actor } = request
    const { version, heard, occurredOn, heardReason } = input
    const answer =
      heard === 'declined'
        ? ({ kind: heard, version, occurredOn, reason: heardReason ?? '' } as const)
        : ({ kind: heard, version, occurredOn } as const)
    await answerHandover(tx, actor, idOf(request), answer, settingOf(request))
    return done(request, 'recorded')
  }),
  form(deedRoute('acknowledge'), 'journeys.receive', forms.Acknowledging, showHandover, async (request) => {
    await acknowledgeChange(request.tx, request.actor, idOf(request), settingOf(request))
    return done(request, 'acknowledged')
  }),
]

/** What comes after the answer, and what the giving side does. */
const going = [
  form(deedRoute('appointment'), 'journeys.receive', forms.Arriving, showHandover, async (request, input) => {
    const { tx, actor, clock } = request
    const { version, occurredOn, lateReason, estimate } = input
    const appointment = forms.appointmentOf(occurredOn, input)
    // What lies ahead is booked; it counts once somebody says that it took place.
    if (isAhead(appointment, clock.today(), timeOf(clock.now()))) {
      await bookAppointment(tx, actor, idOf(request), { ...appointment, version }, settingOf(request))
      return done(request, 'booked')
    }
    await recordFirstAppointment(
      tx,
      actor,
      idOf(request),
      { version, occurredOn, ...(lateReason && { reason: lateReason }), ...(estimate && { isEstimate: true }) },
      settingOf(request),
    )
    return done(request, 'arrived')
  }),
  form(deedRoute('settle'), 'journeys.receive', forms.Settling, showHandover, async (request, input) => {
    const { version, happened, movedOn } = input
    const to = movedOn && forms.appointmentOf(movedOn, input)
    await settleAppointment(request.tx, request.actor, idOf(request), { version, happened, to }, settingOf(request))
    return done(request, happened === 'tookPlace' ? 'arrived' : happened)
  }),
  form(deedRoute('complete'), 'journeys.receive', forms.Completing, showHandover, async (request, input) => {
    const { tx, actor } = request
    const { afterUntil, afterNorm, ...completion } = input
    await completeHandover(tx, actor, idOf(request), completion, settingOf(request))
    if (afterUntil && afterNorm)
      await setAfter(tx, actor, idOf(request), { until: afterUntil, norm: afterNorm }, settingOf(request))
    return done(request, 'completed')
  }),
  form(deedRoute('after'), 'journeys.receive', forms.AfterForm, showHandover, async (request, input) => {
    const after = { until: input.afterUntil, norm: input.afterNorm, version: input.version }
    await setAfter(request.tx, request.actor, idOf(request), after, settingOf(request))
    return done(request, 'after')
  }),
  form(
    deedRoute('correct'),
    'journeys.receive',
    forms.Correcting,
    showHandover,
    async (request, { correction: reason, ...input }) => {
      await correctStep(request.tx, request.actor, idOf(request), { ...input, reason }, settingOf(request))
      return done(request, 'corrected')
    },
    { draft: true, autosave: true },
  ),
  form(
    deedRoute('answer'),
    'journeys.hand-over',
    forms.Answering,
    showHandover,
    async (request, input) => {
      await answerQuestion(request.tx, request.actor, idOf(request), input, settingOf(request))
      return done(request, 'answered')
    },
    { draft: true, autosave: true, once: true },
  ),
  form(deedRoute('withdraw'), 'journeys.hand-over', forms.Withdrawing, showHandover, async (request, { version }) => {
    const { tx, actor, clock } = request
    await withdrawHandover(tx, actor, idOf(request), { version, occurredOn: clock.today() }, settingOf(request))
    return done(request, 'withdrawn')
  }),
]

/** Within the team, and between the two sides. */
const keeping = [
  form(deedRoute('assign'), 'journeys.receive', forms.Assigning, showHandover, async (request, { member, seen }) => {
    const { tx, actor } = request
    const memberId = member ?? null
    await assignHandover(tx, actor, idOf(request), { memberId, seen: seen ?? null }, settingOf(request))
    return done(request, memberId === null ? 'released' : memberId === actor.userId ? 'taken' : 'given')
  }),
  form(
    deedRoute('message'),
    'journeys.receive',
    forms.Writing,
    showHandover,
    async (request, { message }) => {
      await writeMessage(request.tx, request.actor, idOf(request), message, settingOf(request))
      return `${done(request, 'written')}#messages`
    },
    { draft: true, autosave: true, once: true },
  ),
  download('/handovers/:id/documents/:document', 'journeys.receive', async ({ tx, actor, params, clock }) => {
    if (!isId(params.document)) throw new NotFound('not an id')
    return await readDocument(tx, actor, await getOpened(tx, actor, params.id), params.document, clock.today())
  }),
]

export const routes = [
  page(inboxPath, 'journeys.receive', showInbox),
  page(escalationsPath, 'journeys.follow-escalations', showEscalations),
  page('/handovers/:id', 'journeys.receive', showHandover),
  ...answering,
  ...going,
  ...keeping,
  form(deadlinesPath, 'journeys.set-deadlines', forms.DeadlineForm, showDeadlines, async (request, input) => {
    await setDeadlines(request.tx, request.actor, input, request.clock.now())
    return `${deadlinesPath}?done=changed`
  }),
  ...outsideRoutes,
]
