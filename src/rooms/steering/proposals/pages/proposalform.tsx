import { Conflict } from '../../../../kernel/errors.ts'
import { versionFor } from '../../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxList,
  DateField,
  Details,
  Form,
  Hidden,
  Part,
  RadioGroup,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { choosableInterfaces, choosableOrganisations } from '../../../network/index.ts'
import { listTopics } from '../../topics/index.ts'
import { contentOf } from '../domain/content.ts'
import { type Letter, legalChecks, letters, levels, mayChange } from '../domain/states.ts'
import { proposalPath, proposals } from '../paths.ts'
import { getProposal, optionsOf } from '../queries/proposals.ts'
import { labelsOf } from './labels.ts'
import { meanwhile } from './meanwhile.tsx'
import { crumbsToProposals } from './words.tsx'

/** Begins a proposal; `?topic=<id>` and `?interface=<id>` come from their pages. */
export async function showNewProposal(request: PageRequest): Promise<Page> {
  const { t, query, form } = request
  return {
    title: t('steering.proposals.new'),
    crumbs: crumbsToProposals(t),
    layout: 'narrow',
    body: (
      <Form
        labels={labelsOf(t)}
        initial={{
          topic: query.get('topic'),
          interface: query.get('interface'),
          ...Object.fromEntries(letters.map((letter) => [`${letter}-legal`, 'none'])),
        }}
        state={form}
      >
        {query.get('gap') && <Hidden name="gap" value={query.get('gap') ?? ''} />}
        <Fields choices={await choicesOf(request)} filled={form?.values ?? {}} />
        <ButtonRow>
          <Button>{t('steering.proposals.save')}</Button>
          <ButtonLink look="tertiary" to={proposals}>
            {t('steering.proposals.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    ),
  }
}

/** Changes one. After a conflict both versions stand above what was typed. */
export async function showEditProposal(request: PageRequest<'number'>): Promise<Page> {
  const { t, tx, actor, params, form } = request
  const proposal = await getProposal(tx, actor, params.number)
  if (!mayChange(proposal.state)) throw new Conflict('steering-proposal-submitted')
  const content = contentOf(proposal, await optionsOf(tx, proposal.id))
  return {
    title: t('steering.proposals.edit', { title: proposal.title }),
    crumbs: [...crumbsToProposals(t), { label: proposal.title, path: proposalPath(proposal.number) }],
    layout: 'narrow',
    body: (
      <Stack>
        {await meanwhile(request, proposal)}
        <Form
          labels={labelsOf(t)}
          initial={{
            ...Object.fromEntries(letters.map((letter) => [`${letter}-legal`, 'none'])),
            ...content,
            canChange: proposal.canChange,
          }}
          state={form}
        >
          <Hidden name="version" value={versionFor(form, proposal.version)} />
          {proposal.gapId && <Hidden name="gap" value={proposal.gapId} />}
          <Fields choices={await choicesOf(request)} filled={{ ...content, ...form?.values }} />
          <ButtonRow>
            <Button>{t('steering.proposals.save')}</Button>
            <ButtonLink look="tertiary" to={proposalPath(proposal.number)}>
              {t('steering.proposals.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}

interface Choices {
  readonly topics: readonly { value: string; label: string }[]
  readonly interfaces: readonly { value: string; label: string }[]
  readonly organisations: readonly { value: string; label: string }[]
}

async function choicesOf({ tx, actor, clock }: PageRequest): Promise<Choices> {
  const today = clock.today()
  const topics = await listTopics(tx, actor, { open: true, limit: 200 })
  const options = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  return {
    topics: topics.rows.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` })),
    interfaces: options(await choosableInterfaces(tx, actor, today)),
    organisations: options(await choosableOrganisations(tx, actor, today)),
  }
}

function Fields({ choices, filled }: { choices: Choices; filled: Readonly<Record<string, unknown>> }) {
  const { t } = useRender()
  const none = t('steering.proposals.none')
  return (
    <Stack gap="l">
      <Section title={t('steering.proposals.part.what')}>
        <Stack>
          <TextField name="title" maxLength={200} />
          <TextArea name="decisionText" rows={3} maxLength={1000} hint={t('steering.proposals.hint.decisionText')} />
          <TextArea name="about" rows={6} maxLength={4000} hint={t('steering.proposals.hint.about')} />
          <Select name="topic" optional options={choices.topics} empty={none} />
          <Select name="interface" optional options={choices.interfaces} empty={none} />
        </Stack>
      </Section>
      <Section title={t('steering.proposals.part.options')}>
        <Stack gap="l">
          {letters.map((letter) => (
            <OptionFields key={letter} letter={letter} filled={filled} />
          ))}
          <RadioGroup
            name="recommended"
            optional
            choices={[
              { value: '', label: none },
              ...letters.map((letter) => ({ value: letter, label: t('steering.proposals.letter', { letter }) })),
            ]}
          />
        </Stack>
      </Section>
      <Section title={t('steering.proposals.part.who')}>
        <Stack>
          <CheckboxList
            name="canChange"
            optional
            choices={levels.map((level) => ({ value: level, label: t(`steering.proposals.level.${level}`) }))}
          />
          <TextField name="changeNote" optional maxLength={200} hint={t('steering.proposals.hint.changeNote')} />
          <Select name="responsible" optional options={choices.organisations} empty={none} />
          <TextField name="involved" optional maxLength={500} hint={t('steering.proposals.hint.involved')} />
          <DateField name="dueOn" optional />
          <DateField name="interimOn" optional />
        </Stack>
      </Section>
    </Stack>
  )
}

/** The fields of one option; the third is folded until somebody needs it. */
function OptionFields({ letter, filled }: { letter: Letter; filled: Readonly<Record<string, unknown>> }) {
  const { t } = useRender()
  const fields = <OptionInputs letter={letter} />
  const title = t('steering.proposals.letter', { letter })
  if (letter !== 'C') return <Part title={title}>{fields}</Part>
  const isUsed = Object.entries(filled).some(([name, value]) => /^C-(?!legal)/.test(name) && Boolean(value))
  return (
    <Details summary={title} open={isUsed}>
      <Stack>{fields}</Stack>
    </Details>
  )
}

function OptionInputs({ letter }: { letter: Letter }) {
  const { t } = useRender()
  return (
    <>
      <TextField name={`${letter}-title`} optional maxLength={120} />
      <TextField name={`${letter}-from`} optional width="s" hint={t('steering.proposals.hint.effect')} />
      <TextField name={`${letter}-to`} optional width="s" />
      <TextField name={`${letter}-effort`} optional maxLength={200} />
      <Select
        name={`${letter}-legal`}
        options={legalChecks.map((value) => ({ value, label: t(`steering.proposals.legal.${value}`) }))}
      />
      <TextField name={`${letter}-norm`} optional maxLength={120} />
      <DateField name={`${letter}-on`} optional />
      <TextField name={`${letter}-risk`} optional maxLength={300} />
    </>
  )
}
