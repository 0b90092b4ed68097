import { Conflict, NotFound } from '../../../kernel/errors.ts'
import { type FormRequest, type PageRequest, routesFor } from '../../../platform/http/index.ts'
import { writeSetting } from '../../../platform/settings/index.ts'
import { rights } from '../access.ts'
import { giveVote, openProcedure } from './actions/circulate.ts'
import { correctDecision, recordDecision } from './actions/decide.ts'
import { trackReport } from './actions/escalate.ts'
import { freezeEvidence } from './actions/evidence.ts'
import { composeMinutes, releaseMinutes, writeMinutes } from './actions/minutes.ts'
import { changeProposal, createProposal, moveProposal } from './actions/propose.ts'
import { fillAgenda, scheduleProposal, unscheduleProposal } from './actions/schedule.ts'
import { addComment, endParticipation, nameOffice } from './actions/takepart.ts'
import * as forms from './forms.ts'
import { showCockpit } from './pages/cockpit.tsx'
import { showCorrect, showDecide } from './pages/decide.tsx'
import { showMeeting } from './pages/meeting.tsx'
import { meetingAt, minutesFile, showMinutes } from './pages/minutes.tsx'
import { showParticipation } from './pages/participation.tsx'
import { showProposal } from './pages/proposal.tsx'
import { showEditProposal, showNewProposal } from './pages/proposalform.tsx'
import { showProposals } from './pages/proposals.tsx'
import { showRules } from './pages/rules.tsx'
import { sheetFile, showSheet } from './pages/sheet.tsx'
import { agendaPath, cockpit, minutesPath, participationPath, proposalPath, rulesPath } from './paths.ts'
import { reportsOf } from './queries/decisions.ts'
import { findMinutes, type Minutes } from './queries/minutes.ts'
import { getProposal } from './queries/proposals.ts'
import { settingOf, writtenRules } from './setting.ts'

const { page, form, download } = routesFor(rights)

const proposalOf = ({ tx, actor, params }: PageRequest<'number'>) => getProposal(tx, actor, params.number)
const done = ({ params }: FormRequest<'number'>, word: string) => `${proposalPath(Number(params.number))}?done=${word}`

/** Every address of proposals, decisions, written procedures and minutes. */
export const proposalRoutes = [
  page(cockpit, 'steering.read', showCockpit),
  page('/steering/proposals', 'steering.read', showProposals),
  form(
    '/steering/proposals/new',
    'steering.prepare',
    forms.NewProposal,
    showNewProposal,
    async (request, input) => {
      const number = await createProposal(request.tx, request.actor, settingOf(request), input)
      return `${proposalPath(number)}?done=created`
    },
    { draft: true, once: true, autosave: true },
  ),
  page('/steering/proposals/:number', 'steering.read', showProposal),
  form(
    '/steering/proposals/:number/edit',
    'steering.prepare',
    forms.ChangedProposal,
    showEditProposal,
    async (request, input) => {
      await changeProposal(request.tx, request.actor, settingOf(request), await proposalOf(request), input)
      return done(request, 'changed')
    },
    { draft: true },
  ),
  page('/steering/proposals/:number/sheet', 'steering.read', showSheet),
  download('/steering/proposals/:number/sheet/:form', 'steering.read', sheetFile),
  form('/steering/proposals/:number/move', 'steering.prepare', forms.Move, showProposal, async (request, input) => {
    await moveProposal(request.tx, request.actor, settingOf(request), await proposalOf(request), input)
    return done(request, input.move)
  }),
  form('/steering/proposals/:number/evidence', 'steering.prepare', forms.Nothing, showProposal, async (request) => {
    await freezeEvidence(request, await proposalOf(request))
    return done(request, 'frozen')
  }),
  form(
    '/steering/proposals/:number/schedule',
    'steering.prepare',
    forms.Schedule,
    showProposal,
    async (request, { meeting, version }) => {
      await scheduleProposal(request.tx, request.actor, settingOf(request), await proposalOf(request), {
        meetingId: meeting,
        version,
      })
      return done(request, 'scheduled')
    },
  ),
  form(
    '/steering/proposals/:number/unschedule',
    'steering.prepare',
    forms.Unschedule,
    showProposal,
    async (request, input) => {
      await unscheduleProposal(request.tx, request.actor, settingOf(request), await proposalOf(request), input)
      return done(request, 'unscheduled')
    },
  ),
  form(
    '/steering/proposals/:number/circulate',
    'steering.prepare',
    forms.Circulation,
    showProposal,
    async (request, input) => {
      await openProcedure(request.tx, request.actor, settingOf(request), await proposalOf(request), input)
      return done(request, 'circulated')
    },
  ),
  form('/steering/proposals/:number/vote', 'steering.vote', forms.VoteForm, showProposal, async (request, input) => {
    await giveVote(request.tx, request.actor, settingOf(request), await proposalOf(request), input)
    return done(request, 'voted')
  }),
  form(
    '/steering/proposals/:number/comments',
    'steering.take-part',
    forms.Comment,
    showProposal,
    async (request, input) => {
      await addComment(request.tx, request.actor, await proposalOf(request), input)
      return done(request, 'commented')
    },
    { draft: true, once: true },
  ),
  form(
    '/steering/proposals/:number/decide',
    'steering.prepare',
    forms.DecisionForm,
    showDecide,
    async (request, input) => {
      await recordDecision(request.tx, request.actor, settingOf(request), await proposalOf(request), input)
      return done(request, 'decided')
    },
    { draft: true, once: true },
  ),
  form(
    '/steering/proposals/:number/correct',
    'steering.prepare',
    forms.Correction,
    showCorrect,
    async (request, input) => {
      await correctDecision(request.tx, request.actor, settingOf(request), await proposalOf(request), input)
      return done(request, 'corrected')
    },
    { draft: true },
  ),
  form(
    '/steering/proposals/:number/report',
    'steering.prepare',
    forms.Tracking,
    showProposal,
    async (request, input) => {
      const proposal = await proposalOf(request)
      const [report] = await reportsOf(request.tx, proposal.id)
      if (!report) throw new Conflict('steering-no-report')
      await trackReport(request.tx, request.actor, proposal, report, input)
      return done(request, 'tracked')
    },
  ),
  page('/steering/meetings/:id', 'steering.read', showMeeting),
  form('/steering/meetings/:id/fill', 'steering.prepare', forms.Nothing, showMeeting, async (request) => {
    await fillAgenda(request.tx, request.actor, settingOf(request), request.params.id)
    return `${agendaPath(request.params.id)}?done=filled`
  }),
  page('/steering/meetings/:id/minutes', 'steering.read', showMinutes),
  form(
    '/steering/meetings/:id/minutes/write',
    'steering.prepare',
    forms.MinutesForm,
    showMinutes,
    async (request, input) => {
      await writeMinutes(request.tx, request.actor, await minutesOf(request), input)
      return `${minutesPath(request.params.id)}?done=minutes`
    },
    { draft: true },
  ),
  form('/steering/meetings/:id/minutes/compose', 'steering.prepare', forms.Nothing, showMinutes, async (request) => {
    await composeMinutes(request.tx, request.actor, settingOf(request), await meetingAt(request))
    return `${minutesPath(request.params.id)}?done=composed`
  }),
  form(
    '/steering/meetings/:id/minutes/release',
    'steering.prepare',
    forms.Release,
    showMinutes,
    async (request, { version }) => {
      await releaseMinutes(request.tx, request.actor, settingOf(request), await minutesOf(request), version)
      return `${minutesPath(request.params.id)}?done=released`
    },
  ),
  download('/steering/meetings/:id/minutes/:form', 'steering.read', minutesFile),
  form(
    participationPath,
    'steering.take-part',
    forms.Participation,
    showParticipation,
    async (request, input) => {
      await nameOffice(request.tx, request.actor, settingOf(request), input)
      return `${participationPath}?done=named`
    },
    { once: true },
  ),
  form('/steering/participation/:id/end', 'steering.take-part', forms.Nothing, showParticipation, async (request) => {
    await endParticipation(request.tx, request.actor, settingOf(request), request.params.id)
    return `${participationPath}?done=ended`
  }),
  form(rulesPath, 'steering.prepare', forms.Rules, showRules, async (request, { version, ...value }) => {
    await writeSetting(request.tx, request.actor, writtenRules, value, version, request.clock.now())
    return `${rulesPath}?done=rules`
  }),
]

async function minutesOf({ tx, actor, params }: PageRequest<'id'>): Promise<Minutes> {
  const minutes = await findMinutes(tx, actor, params.id)
  if (!minutes) throw new NotFound(`the meeting ${params.id} has no minutes`)
  return minutes
}
