import { z } from 'zod'
import type { Id } from '../../../kernel/ids.ts'
import { type ApiRequest, apiRoutesFor } from '../../../platform/api/index.ts'
import { choosableInterfaces, choosableOrganisations } from '../../network/index.ts'
import { rights } from '../access.ts'
import { answerHandover } from '../actions/answer.ts'
import { recordFirstAppointment } from '../actions/arrive.ts'
import { completeHandover, withdrawHandover } from '../actions/end.ts'
import { offerHandover } from '../actions/offer.ts'
import { handoverKinds } from '../domain.ts'
import { listInbox } from '../queries/inbox.ts'
import { getOpened, readContent } from '../queries/opened.ts'
import * as schemas from './schemas.ts'

const { read, write } = apiRoutesFor(rights)

type OfOne = ApiRequest<'id'>

const idOf = ({ params }: OfOne) => params.id as Id<'handover'>

/** How it stands after a write. */
async function done(request: OfOne | ApiRequest, id: string) {
  const { state, version } = await getOpened(request.tx, request.actor, id)
  return { id, state, version }
}

const nothing = z.object({})
const reads = { scope: 'handovers:read' } as const
const writes = { scope: 'handovers:write', answer: schemas.Done } as const

/** Hand-overs for programs of the offices that give and take them: the same actions under the same rules as the pages. */
export const apiRoutes = [
  read(
    '/places',
    'journeys.receive',
    { id: 'listPlaces', ...reads, input: nothing, answer: schemas.PlacesAnswer },
    async ({ tx, actor, clock }) => ({
      interfaces: await choosableInterfaces(tx, actor, clock.today()),
      organisations: await choosableOrganisations(tx, actor, clock.today()),
    }),
  ),
  read(
    '/handovers',
    'journeys.receive',
    { id: 'listHandovers', ...reads, input: schemas.ListQuery, answer: schemas.ListAnswer },
    async ({ tx, actor }, { view, offset, limit }) => {
      const { rows, total } = await listInbox(tx, actor, { view, mine: false, offset, limit })
      return { total, handovers: [...rows] }
    },
  ),
  read(
    '/handovers/:id',
    'journeys.receive',
    { id: 'getHandover', ...reads, input: nothing, answer: schemas.HandoverAnswer },
    async (request) => {
      const { tx, actor, clock } = request
      const opened = await getOpened(tx, actor, idOf(request))
      const { closing, items, note, documents } = await readContent(tx, actor, opened, clock.today())
      const shown = items.map(({ category, label, lines }) => ({ category, label, lines: [...lines] }))
      return { ...opened, content: { closing, items: shown, note, documents: [...documents] } }
    },
  ),
  write(
    '/handovers',
    'journeys.hand-over',
    { id: 'offerHandover', ...writes, scope: 'handovers:offer', input: schemas.OfferBody },
    async (request, { items, readsUntil, ...typed }) => {
      const { tx, actor, clock, tenant } = request
      const id = await offerHandover(
        tx,
        actor,
        {
          ...typed,
          interfaceId: typed.interfaceId as Id<'interface'>,
          toOrganisationId: typed.toOrganisationId as Id<'organisation'>,
          municipalityId: typed.municipalityId as Id<'municipality'> | null,
          occurredOn: clock.today(),
          content: items.map((item) => ({ ...item, basisId: null })),
          ...(readsUntil && { reads: { until: readsUntil } }),
        },
        { clock, tenant },
      )
      return await done(request, id)
    },
  ),
  write(
    '/handovers/:id/answer',
    'journeys.receive',
    { id: 'answerHandover', ...writes, input: schemas.AnswerBody },
    async (request, body) => {
      const { tx, actor, clock, tenant } = request
      const { answer: kind, on = clock.today(), ...rest } = body
      await answerHandover(
        tx,
        actor,
        idOf(request),
        { ...rest, kind, occurredOn: on } as Parameters<typeof answerHandover>[3],
        { clock, tenant },
      )
      return await done(request, idOf(request))
    },
  ),
  write(
    '/handovers/:id/first-appointment',
    'journeys.receive',
    { id: 'recordFirstAppointment', ...writes, input: schemas.ArrivalBody },
    async (request, { version, on, lateReason }) => {
      const { tx, actor, clock, tenant } = request
      const arrival = { version, occurredOn: on, ...(lateReason && { reason: lateReason }) }
      await recordFirstAppointment(tx, actor, idOf(request), arrival, { clock, tenant })
      return await done(request, idOf(request))
    },
  ),
  write(
    '/handovers/:id/completion',
    'journeys.receive',
    { id: 'completeHandover', ...writes, input: schemas.CompletionBody },
    async (request, { version, on, outcome }) => {
      const { tx, actor, clock, tenant } = request
      await completeHandover(tx, actor, idOf(request), { version, occurredOn: on, outcome }, { clock, tenant })
      return await done(request, idOf(request))
    },
  ),
  write(
    '/handovers/:id/withdrawal',
    'journeys.hand-over',
    { id: 'withdrawHandover', ...writes, scope: 'handovers:offer', input: schemas.WithdrawalBody },
    async (request, { version }) => {
      const { tx, actor, clock, tenant } = request
      await withdrawHandover(tx, actor, idOf(request), { version, occurredOn: clock.today() }, { clock, tenant })
      return await done(request, idOf(request))
    },
  ),
]

/** What programs may want to be told: every step of a hand-over by its kind. */
export const webhookEvents = [
  ...handoverKinds.filter((kind) => kind !== 'prepared').map((kind) => `handover.${kind}`),
  'handover.corrected',
]
