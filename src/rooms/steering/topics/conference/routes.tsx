import { Invalid, NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { type PageRequest, routesFor } from '../../../../platform/http/index.ts'
import { rights } from '../../access.ts'
import { conferencesPath } from '../paths.ts'
import type { Setting } from '../recording.ts'
import { openConference, sortCards, stepConference, takeCluster } from './actions/holding.ts'
import { addCard, vote } from './actions/joining.ts'
import { readConferenceCode } from './domain/code.ts'
import * as forms from './forms.ts'
import { showBoard } from './pages/board.tsx'
import { enterPage } from './pages/enter.tsx'
import { showJoin } from './pages/join.tsx'
import { showConferences, showNewConference } from './pages/list.tsx'
import { conferencePath, enterPath, joinPath, joinRoute, newConferencePath } from './paths.ts'
import { clustersOf, conferenceWithCode, findConference, getConference } from './queries.ts'

const { page, form, publicForm } = routesFor(rights)

const prepare = 'steering.prepare'

/** A whole conference sits in one network: cards and ballots of forty people within a quarter of an hour. A double tap is one. */
const oneRoom = { free: 240, once: true }

const settingOf = ({ clock, tenant }: Pick<PageRequest, 'clock' | 'tenant'>): Setting => ({
  today: clock.today(),
  demo: tenant.demo,
})

const seen = async ({ tx, actor, params }: PageRequest<'id'>, version: number) => ({
  ...(await getConference(tx, actor, params.id)),
  version,
})

export const conferenceRoutes = [
  page(conferencesPath, prepare, showConferences),
  form(
    newConferencePath,
    prepare,
    forms.NewConferenceForm,
    showNewConference,
    async (request, { municipality, points, ...given }) => {
      const id = await openConference(request.tx, request.actor, settingOf(request), {
        ...given,
        municipalityId: municipality,
        pointsEach: points,
      })
      return `${conferencePath(id)}?done=opened`
    },
    { once: true },
  ),
  page('/topics/conferences/:id', prepare, showBoard),
  form('/topics/conferences/:id/step', prepare, forms.StepForm, showBoard, async (request, { version, to }) => {
    await stepConference(request.tx, request.actor, await seen(request, version), to)
    return conferencePath(request.params.id)
  }),
  form('/topics/conferences/:id/cards', prepare, forms.SortForm, showBoard, async (request, given) => {
    const into = given.into === 'new' ? undefined : (given.into as Id<'cluster'> | 'none' | 'drop')
    await sortCards(request.tx, request.actor, await seen(request, given.version), {
      cards: given.cards as Id<'card'>[],
      into,
      title: given.title,
      hurdle: given.hurdle,
      interfaceId: given.interface,
    })
    return conferencePath(request.params.id)
  }),
  form('/topics/conferences/:id/take', prepare, forms.TakeForm, showBoard, async (request, given) => {
    const conference = await seen(request, given.version)
    const cluster = (await clustersOf(request.tx, conference.id)).find(({ id }) => id === given.cluster)
    if (!cluster) throw new NotFound(`no cluster ${given.cluster}`)
    const into = given.topic === 'new' ? undefined : (given.topic as Id<'topic'>)
    const { leftOut } = await takeCluster(request.tx, request.actor, settingOf(request), conference, cluster, into)
    return `${conferencePath(conference.id)}?done=${leftOut > 0 ? 'taken-some' : 'taken'}`
  }),
  publicForm(
    enterPath,
    forms.EnterForm,
    async (request) => enterPage(request),
    async ({ tx, locale }, { code }) => {
      const conference = await findConference(tx, readConferenceCode(code))
      if (!conference) throw new Invalid([{ field: 'code', code: 'steering-conference-no-code' }])
      return `/${locale}${joinPath(conference.code)}`
    },
    { free: oneRoom.free },
  ),
  publicForm(
    joinRoute,
    forms.JoinForm,
    showJoin,
    async ({ tx, params, locale, visit }, { body, ...sent }) => {
      const conference = await conferenceWithCode(tx, readConferenceCode(params.code))
      const back = `/${locale}${joinPath(conference.code)}`
      const ballot = forms.readBallot(sent)
      if (ballot.size > 0 && visit !== undefined) {
        await vote(tx, conference, visit, ballot)
        return `${back}?done=vote`
      }
      if (body === undefined) throw new Invalid([{ field: 'body', code: 'required' }])
      await addCard(tx, conference, body, locale)
      return `${back}?done=card`
    },
    oneRoom,
  ),
]
