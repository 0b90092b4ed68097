/** What somebody without an account sends by a link: the PIN, an answer, an appointment; and the documents they fetch. */
import type { z } from 'zod'
import { NotFound } from '../../../../kernel/errors.ts'
import { isId } from '../../../../kernel/ids.ts'
import type { Download, Page, PublicFormRequest, PublicRequest } from '../../../../platform/http/index.ts'
import { isAhead, timeOf } from '../../appointments.ts'
import { appointmentOf } from '../../forms.ts'
import { answerByLink, type OutsideAnswer } from '../actions/answering.ts'
import { bookByLink } from '../actions/booking.ts'
import { openWithPin } from '../actions/opening.ts'
import { pinOf } from '../domain/secrets.ts'
import type { Arriving } from '../forms.ts'
import { findLink } from '../queries/links.ts'
import { readVisitedDocument } from '../queries/visiteddocument.ts'
import { findOpened, leadsNowhere, pathOf } from './bylink.tsx'

/** POST with the PIN. A wrong one leads back, so that the try counts: what an error undoes would not. */
export async function enterPin(request: PublicFormRequest<'token'>, { pin }: { readonly pin: string }) {
  const { tx, params, clock, visit } = request
  const link = await findLink(tx, params.token, clock.today())
  if (!link || !visit) return leadsNowhere(request)
  if (link.state !== 'open') return pathOf(request)
  const tried = await openWithPin(tx, link, { token: params.token, pin: pinOf(pin), browser: visit }, clock)
  return tried === 'open' ? `${pathOf(request)}?done=open` : pathOf(request)
}

/** POST of an answer, in a browser where the PIN was right a short time ago; else the PIN is asked for again. */
export async function sendAnswer(request: PublicFormRequest<'token'>, answer: OutsideAnswer): Promise<string | Page> {
  const { tx, params, clock, tenant } = request
  const link = await findLink(tx, params.token, clock.today())
  if (!link) return leadsNowhere(request)
  if (!(await findOpened(request, link))) return pathOf(request)
  await answerByLink(tx, link, answer, { clock, tenant })
  const done = answer.kind === 'accepted' ? 'accepted' : answer.kind === 'askedBack' ? 'asked' : 'sent'
  return `${pathOf(request)}?done=${done}`
}

/** A document that went along, where the link is open. */
export async function sendDocument(request: PublicRequest<'token' | 'document'>): Promise<Download> {
  const { tx, params, clock, visit, locale } = request
  const today = clock.today()
  const link = isId(params.document) ? await findLink(tx, params.token, today) : undefined
  const of = link?.state === 'open' ? await findOpened(request, link) : undefined
  if (!of || !visit) throw new NotFound('there is no such document')
  return await readVisitedDocument(tx, of, {
    token: params.token,
    browser: visit,
    locale,
    today,
    document: params.document,
  })
}

/** POST of the first appointment: one that lies ahead is booked, one that was is the answer. */
export async function sendAppointment(
  request: PublicFormRequest<'token'>,
  { label, version, occurredOn, ...typed }: z.output<typeof Arriving>,
): Promise<string | Page> {
  const { tx, params, clock, tenant } = request
  const appointment = appointmentOf(occurredOn, typed)
  if (!isAhead(appointment, clock.today(), timeOf(clock.now())))
    return await sendAnswer(request, { kind: 'firstAppointment', label, version, occurredOn })
  const link = await findLink(tx, params.token, clock.today())
  if (!link) return leadsNowhere(request)
  if (!(await findOpened(request, link))) return pathOf(request)
  await bookByLink(tx, link, { ...appointment, version, label }, { clock, tenant })
  return `${pathOf(request)}?done=booked`
}
