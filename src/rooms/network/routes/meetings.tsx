import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { addAgendaItem, moveAgendaItem, renameAgendaItem, takeOffAgenda } from '../actions/agenda.ts'
import { cancelMeeting, changeMeeting, createMeeting, moveMeetingOn } from '../actions/meetings.ts'
import { changePartyGroup, createPartyGroup } from '../actions/partygroups.ts'
import { changeTerm, createTerm } from '../actions/terms.ts'
import { bodyCalendar, meetingCalendar } from '../calendar.ts'
import * as forms from '../meetingforms.ts'
import { showAgendaForm } from '../pages/agendaform.tsx'
import { showCancelling } from '../pages/cancelling.tsx'
import { showMeetingHistory } from '../pages/history.tsx'
import { settingOf } from '../pages/listing.ts'
import { showMeeting } from '../pages/meeting.tsx'
import { showMeetingForm, showNewMeeting } from '../pages/meetingform.tsx'
import { showMeetings } from '../pages/meetings.tsx'
import { showPartyGroupForm, showPartyGroups } from '../pages/partygroups.tsx'
import { showTermForm, showTerms } from '../pages/terms.tsx'
import { meetingPath, meetings, partyGroups, terms } from '../paths.ts'

const { download, form, page, publicDownload } = routesFor(rights)

const agenda = '/meetings/:id/agenda'

export const meetingRoutes = [
  page(meetings, 'network.read', showMeetings),
  page('/meetings/:id', 'network.read', showMeeting),
  page('/meetings/:id/history', 'network.read-internal', showMeetingHistory),
  download('/meetings/:id/calendar', 'network.read', meetingCalendar),
  publicDownload('/bodies/:key/calendar.ics', bodyCalendar),
  form(
    '/meetings/new',
    'network.keep-meetings',
    forms.NewMeeting,
    showNewMeeting,
    async (request, input) => {
      const id = await createMeeting(request.tx, request.actor, settingOf(request), input)
      return `${meetingPath(id)}?done=created`
    },
    { draft: true, once: true },
  ),
  form(
    '/meetings/:id/edit',
    'network.keep-meetings',
    forms.ChangedMeeting,
    showMeetingForm,
    async ({ tx, actor, params }, input) => {
      await changeMeeting(tx, actor, params.id, input)
      return `${meetingPath(params.id)}?done=changed`
    },
    { draft: true },
  ),
  form('/meetings/:id/state', 'network.keep-meetings', forms.MeetingStep, showMeeting, async (request, input) => {
    const { tx, actor, params } = request
    await moveMeetingOn(tx, actor, settingOf(request), params.id, input)
    return `${meetingPath(params.id)}?done=${input.move}`
  }),
  form(
    '/meetings/:id/cancel',
    'network.keep-meetings',
    forms.Cancellation,
    showCancelling,
    async (request, input) => {
      const { tx, actor, params } = request
      const instead = await cancelMeeting(tx, actor, settingOf(request), params.id, input)
      return `${meetingPath(params.id)}?done=${instead ? 'replaced' : 'cancelled'}`
    },
    { draft: true, once: true },
  ),
  form(
    agenda,
    'network.keep-meetings',
    forms.NewAgendaItem,
    showAgendaForm,
    async ({ tx, actor, params, tenant }, { title, part }) => {
      const item = { title, isPublic: part === 'public', simulated: tenant.demo }
      await addAgendaItem(tx, actor, params.id, item)
      return `${meetingPath(params.id)}/agenda?done=item`
    },
    { once: true },
  ),
  form(`${agenda}/title`, 'network.keep-meetings', forms.ItemTitle, showAgendaForm, async (request, input) => {
    const { tx, actor, params } = request
    await renameAgendaItem(tx, actor, params.id, input)
    return `${meetingPath(params.id)}/agenda?done=title`
  }),
  form(`${agenda}/move`, 'network.keep-meetings', forms.ItemMove, showAgendaForm, async (request, input) => {
    const { tx, actor, params } = request
    await moveAgendaItem(tx, actor, params.id, input)
    return `${meetingPath(params.id)}/agenda?done=moved`
  }),
  form(`${agenda}/step`, 'network.keep-meetings', forms.ItemStep, showAgendaForm, async (request, input) => {
    const { tx, actor, params } = request
    await takeOffAgenda(tx, actor, params.id, input)
    return `${meetingPath(params.id)}/agenda?done=${input.step === 'restore' ? 'back' : input.step}`
  }),
  page(terms, 'network.read', showTerms),
  form(
    `${terms}/new`,
    'network.keep-meetings',
    forms.NewTerm,
    showTerms,
    async (request, input) => {
      await createTerm(request.tx, request.actor, settingOf(request), input)
      return `${terms}?done=term`
    },
    { once: true },
  ),
  form(`${terms}/:key/edit`, 'network.keep-meetings', forms.ChangedTerm, showTermForm, async (request, input) => {
    await changeTerm(request.tx, request.actor, request.params.key, input)
    return `${terms}?done=term`
  }),
  page(partyGroups, 'network.read', showPartyGroups),
  form(
    `${partyGroups}/new`,
    'network.keep-meetings',
    forms.NewPartyGroup,
    showPartyGroups,
    async (request, input) => {
      await createPartyGroup(request.tx, request.actor, settingOf(request), input)
      return `${partyGroups}?done=group`
    },
    { once: true },
  ),
  form(
    `${partyGroups}/:key/edit`,
    'network.keep-meetings',
    forms.ChangedPartyGroup,
    showPartyGroupForm,
    async ({ tx, actor, params }, input) => {
      await changePartyGroup(tx, actor, params.key, input)
      return `${partyGroups}?done=group`
    },
  ),
]
