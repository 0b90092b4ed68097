import { Conflict } from '../../../../kernel/errors.ts'
import { may } from '../../../../platform/access/index.ts'
import { isSelectable, labelOf, lifeDomains, readList } from '../../../../platform/codelists/index.ts'
import { versionFor } from '../../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import type { Translate } from '../../../../platform/i18n/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxList,
  DateField,
  Details,
  Form,
  Hidden,
  Meta,
  RadioGroup,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { listedFields, listMeasures } from '../../../measures/index.ts'
import { choosableBodies, choosableInterfaces, choosableOrganisations } from '../../../network/index.ts'
import { decisionKinds, levels, mayMove } from '../domain/states.ts'
import { proposalPath } from '../paths.ts'
import { decisionsOf } from '../queries/decisions.ts'
import { meetingsOfGroup } from '../queries/meetings.ts'
import { minutesStates } from '../queries/minutes.ts'
import { procedureNow } from '../queries/procedures.ts'
import { getProposal, optionsOf, type Proposal, type ProposalOption } from '../queries/proposals.ts'
import { meanwhile } from './meanwhile.tsx'
import { crumbsToProposals } from './words.tsx'

const crumbsTo = (t: Translate, proposal: Proposal) => [
  ...crumbsToProposals(t),
  { label: proposal.title, path: proposalPath(proposal.number) },
]

/** Records what the group decided, and what that sets going at once. */
export async function showDecide(request: PageRequest<'number'>): Promise<Page> {
  const { tx, actor, params, t, clock, locale, form } = request
  const today = clock.today()
  const format = createFormat(locale)
  const proposal = await getProposal(tx, actor, params.number)
  if (!mayMove(proposal.state, 'decide')) throw new Conflict('steering-proposal-not-now')
  const options = await optionsOf(tx, proposal.id)
  const { coming, past } = await meetingsOfGroup(tx, actor, today)
  const met = [...coming.filter(({ heldOn }) => heldOn <= today), ...past]
  const minutes = await minutesStates(
    tx,
    actor,
    met.map(({ id }) => id),
  )
  const meetings = met.filter(
    ({ id, heldOn }) => heldOn >= (proposal.submittedOn ?? heldOn) && minutes.get(id) !== 'released',
  )
  const procedure = await procedureNow(tx, proposal)
  const written = procedure?.outcome === 'accepted' || procedure?.outcome === 'rejected'
  const named = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  const measures = await listMeasures(tx, actor, {}, { limit: 500 }, today)
  const domains = (await readList(tx, lifeDomains)).entries.filter((one) => isSelectable(one, today))
  return {
    title: t('steering.decision.record-of', { title: proposal.title }),
    crumbs: crumbsTo(t, proposal),
    layout: 'narrow',
    body: (
      <Stack>
        {await meanwhile(request, proposal)}
        <Form
          labels={decisionLabels(t)}
          initial={{
            kind: written ? (procedure.outcome === 'accepted' ? 'accepted' : 'rejected') : undefined,
            option: options.find(({ recommended }) => recommended)?.letter,
            text: proposal.decisionText,
            levels: proposal.canChange,
            responsible: proposal.responsibleId,
            dueOn: proposal.dueOn,
            interimOn: proposal.interimOn,
            meeting: written ? '' : (meetings.find(({ id }) => id === proposal.meetingId) ?? meetings[0])?.id,
            ...(written && { yes: procedure.yes, no: procedure.no, abstained: procedure.abstained }),
            measureTitle: proposal.title,
            targetInterface: null,
          }}
          state={form}
        >
          <Hidden name="version" value={versionFor(form, proposal.version)} />
          <Section title={t('steering.decision.part.what')}>
            <Stack>
              <Select
                name="meeting"
                options={meetings.map(({ id, heldOn }) => ({
                  value: id,
                  label: t('steering.decision.in-meeting', { day: format.day(heldOn) }),
                }))}
                empty={t(written ? 'steering.decision.in-writing' : 'steering.proposals.choose')}
              />
              <RadioGroup
                name="kind"
                choices={decisionKinds.map((kind) => ({ value: kind, label: t(`steering.decision.kind.${kind}`) }))}
              />
            </Stack>
          </Section>
          <Decided options={options} organisations={named(await choosableOrganisations(tx, actor, today))} />
          <Section title={t('steering.decision.part.passed-on')}>
            <Stack>
              <Meta>{t('steering.decision.passed-on-hint')}</Meta>
              <Select
                name="body"
                optional
                options={named((await choosableBodies(tx, actor, today)).filter(({ isPublic }) => isPublic))}
                empty={t('steering.proposals.none')}
              />
              <DateField name="answerDueOn" optional />
            </Stack>
          </Section>
          <GoingFields
            measures={measures.rows.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
            fields={(await listedFields(tx)).map(({ key, name }) => ({ value: key, label: name }))}
            interfaces={named(await choosableInterfaces(tx, actor, today))}
            topics={
              may(actor, 'offers.keep-all')
                ? domains.map((one) => ({ value: one.key, label: labelOf(one, locale) }))
                : undefined
            }
            open={form !== undefined}
          />
          <ButtonRow>
            <Button>{t('steering.decision.save')}</Button>
            <ButtonLink look="tertiary" to={proposalPath(proposal.number)}>
              {t('steering.proposals.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}

/** Corrects how the last decision was recorded. */
export async function showCorrect({ tx, actor, params, t, clock, form }: PageRequest<'number'>): Promise<Page> {
  const proposal = await getProposal(tx, actor, params.number)
  const [latest] = await decisionsOf(tx, proposal.id)
  if (!latest) throw new Conflict('steering-not-decided')
  const organisations = await choosableOrganisations(tx, actor, clock.today())
  return {
    title: t('steering.decision.correct-of', { title: proposal.title }),
    crumbs: crumbsTo(t, proposal),
    layout: 'narrow',
    body: (
      <Form
        labels={decisionLabels(t)}
        initial={{
          option: latest.option,
          text: latest.text,
          reason: latest.reason,
          deferredUntil: latest.deferredUntil,
          levels: latest.levels,
          responsible: latest.responsibleId,
          dueOn: latest.dueOn,
          interimOn: latest.interimOn,
          yes: latest.yes,
          no: latest.no,
          abstained: latest.abstained,
        }}
        state={form}
      >
        <Hidden name="seen" value={latest.version} />
        <Meta>{t('steering.decision.correct-hint')}</Meta>
        <TextField name="correction" maxLength={500} />
        <Decided
          options={await optionsOf(tx, proposal.id)}
          organisations={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <ButtonRow>
          <Button>{t('steering.decision.correct')}</Button>
          <ButtonLink look="tertiary" to={proposalPath(proposal.number)}>
            {t('steering.proposals.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    ),
  }
}

interface DecidedProps {
  readonly options: readonly ProposalOption[]
  readonly organisations: readonly { value: string; label: string }[]
}

/** What is told of every decision, when it is recorded and when it is corrected. */
function Decided({ options, organisations }: DecidedProps) {
  const { t } = useRender()
  return (
    <Section title={t('steering.decision.part.words')}>
      <Stack>
        {options.length > 0 && (
          <Select
            name="option"
            optional
            options={options.map(({ letter, title }) => ({
              value: letter,
              label: t('steering.sheet.option', { letter, title }),
            }))}
            empty={t('steering.proposals.none')}
          />
        )}
        <TextArea name="text" rows={4} maxLength={2000} hint={t('steering.decision.text-hint')} />
        <TextArea name="reason" optional rows={2} maxLength={1000} hint={t('steering.decision.reason-hint')} />
        <DateField name="deferredUntil" optional hint={t('steering.decision.deferred-hint')} />
        <Select name="responsible" optional options={organisations} empty={t('steering.proposals.none')} />
        <DateField name="dueOn" optional />
        <DateField name="interimOn" optional />
        <CheckboxList
          name="levels"
          optional
          choices={levels.map((level) => ({ value: level, label: t(`steering.proposals.level.${level}`) }))}
        />
        <TextField name="yes" optional width="s" numeric />
        <TextField name="no" optional width="s" numeric />
        <TextField name="abstained" optional width="s" numeric />
      </Stack>
    </Section>
  )
}

interface GoingProps {
  readonly measures: readonly { value: string; label: string }[]
  readonly fields: readonly { value: string; label: string }[]
  readonly interfaces: readonly { value: string; label: string }[]
  /** Absent for who keeps no offers. */
  readonly topics: readonly { value: string; label: string }[] | undefined
  readonly open: boolean
}

/** What an accepted proposal sets going at once. */
function GoingFields({ measures, fields, interfaces, topics, open }: GoingProps) {
  const { t } = useRender()
  const none = t('steering.proposals.none')
  return (
    <Section title={t('steering.decision.part.going')}>
      <Stack>
        <Meta>{t('steering.decision.going-hint')}</Meta>
        <Select
          name="measure"
          optional
          options={(['new', 'change'] as const).map((value) => ({
            value,
            label: t(`steering.decision.measure.${value}`),
          }))}
          empty={t('steering.decision.measure.none')}
        />
        <Details summary={t('steering.decision.measure-new')} open={open}>
          <TextField name="measureNumber" optional width="s" maxLength={20} />
          <TextField name="measureTitle" optional maxLength={300} />
          <Select name="measureField" optional options={fields} empty={none} />
        </Details>
        <Details summary={t('steering.decision.measure-change')} open={open}>
          <Select name="measureId" optional options={measures} empty={none} />
        </Details>
        {topics ? (
          <Details summary={t('steering.decision.offer')} open={open}>
            <TextField name="offerName" optional maxLength={200} hint={t('steering.decision.offer-hint')} />
            <Select name="offerTopic" optional options={topics} empty={none} />
          </Details>
        ) : (
          <Meta>{t('steering.decision.offer-by-coordination')}</Meta>
        )}
        <Details summary={t('steering.decision.target')} open={open}>
          <Select name="targetInterface" optional options={interfaces} empty={none} />
          <TextField name="targetDays" optional width="s" numeric />
          <DateField name="targetFrom" optional />
        </Details>
      </Stack>
    </Section>
  )
}

const names = [
  'kind',
  'meeting',
  'option',
  'text',
  'reason',
  'deferredUntil',
  'levels',
  'responsible',
  'dueOn',
  'interimOn',
  'yes',
  'no',
  'abstained',
  'body',
  'answerDueOn',
  'measure',
  'measureNumber',
  'measureTitle',
  'measureField',
  'measureId',
  'offerName',
  'offerTopic',
  'targetInterface',
  'targetDays',
  'targetFrom',
  'correction',
] as const

const decisionLabels = (t: Translate) =>
  Object.fromEntries(names.map((name) => [name, t(`steering.decision.field.${name}`)]))
