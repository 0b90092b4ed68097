import type { PageRequest } from '../../../platform/http/index.ts'
import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { moveGap } from './actions/move.ts'
import { addEvidence, describeGap, type GapInput, noteGap } from './actions/note.ts'
import { freezeEvidence, questionOf } from './evidence.ts'
import * as forms from './forms.ts'
import { showDescribe, showMove, showNewGap } from './pages/editing.tsx'
import { showGap } from './pages/gap.tsx'
import { showRegister } from './pages/register.tsx'
import { gapPath, newGapPath, registerPath } from './paths.ts'
import { type Gap, getGap } from './queries/gaps.ts'
import type { Setting } from './recording.ts'
import { readGapWords } from './words.ts'

const { page, form } = routesFor(rights)
const prepare = 'steering.prepare'

const settingOf = ({ clock, tenant }: Pick<PageRequest, 'clock' | 'tenant'>): Setting => ({
  today: clock.today(),
  demo: tenant.demo,
})

/** The gap of the address, as the person saw it. */
const seen = async ({ tx, actor, params }: PageRequest<'gap'>, version: number): Promise<Gap> => ({
  ...(await getGap(tx, actor, params.gap)),
  version,
})

/** What was typed as the register calls it. */
const inputOf = ({
  municipality,
  group,
  ...rest
}: Omit<GapInput, 'municipalityId' | 'targetGroup'> & {
  municipality?: GapInput['municipalityId']
  group?: string | undefined
}): GapInput => ({ ...rest, municipalityId: municipality, targetGroup: group })

/** Freezes what insight says of this very gap today, and keeps it as evidence; undefined where there are no figures. */
async function showNow(request: PageRequest, gap: Gap) {
  const { tx, actor, locale, clock } = request
  const words = await readGapWords(tx, actor, locale, clock.today())
  const shown = await freezeEvidence(request, gap.topic, questionOf(gap, words))
  if (shown) await addEvidence(tx, actor, gap, shown.id)
  return shown
}

export const gapRoutes = [
  page(registerPath, 'steering.read', showRegister),
  form(
    newGapPath,
    prepare,
    forms.NewGapForm,
    showNewGap,
    async (request, { evidence, ...typed }) => {
      const { number } = await noteGap(request.tx, request.actor, settingOf(request), inputOf(typed))
      if (evidence) await showNow(request, await getGap(request.tx, request.actor, String(number)))
      return `${gapPath(number)}?done=noted`
    },
    { draft: true, once: true },
  ),
  page('/gap-register/:gap', 'steering.read', showGap),
  form(
    '/gap-register/:gap/describe',
    prepare,
    forms.DescribeForm,
    showDescribe,
    async (request, { version, ...typed }) => {
      const gap = await seen(request, version)
      await describeGap(request.tx, request.actor, gap, inputOf(typed))
      return `${gapPath(gap.number)}?done=described`
    },
  ),
  form('/gap-register/:gap/evidence', prepare, forms.EvidenceForm, showGap, async (request, { version }) => {
    const gap = await seen(request, version)
    const shown = await showNow(request, gap)
    return `${gapPath(gap.number)}?done=${shown ? 'evidence' : 'nothing'}`
  }),
  form('/gap-register/:gap/state', prepare, forms.MoveForm, showMove, async (request, { version, ...move }) => {
    const gap = await seen(request, version)
    await moveGap(request.tx, request.actor, settingOf(request), gap, move)
    return `${gapPath(gap.number)}?done=moved`
  }),
]
