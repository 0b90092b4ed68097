import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import type { FormState } from '../../../../platform/http/request.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  Form,
  type FormValue,
  Hidden,
  MultiSelect,
  type Option,
  type OptionGroup,
  Select,
  Stack,
  Text,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { listMeasures } from '../../../measures/index.ts'
import { choosableInterfaces, choosableMunicipalities } from '../../../network/index.ts'
import { listGaps } from '../../gaps/index.ts'
import { listTopics } from '../../topics/index.ts'
import { longestNote } from '../forms.ts'
import { checkPath, effectsPath, newCheckPath } from '../paths.ts'
import { type Check, getCheck } from '../queries/checks.ts'

const mostChoices = 200

interface Choices {
  readonly towns: readonly Option[]
  readonly topics: readonly Option[]
}

async function choicesOf({ tx, actor, clock }: Pick<PageRequest, 'tx' | 'actor' | 'clock'>): Promise<Choices> {
  const towns = await choosableMunicipalities(tx, actor, clock.today())
  const { rows } = await listTopics(tx, actor, { limit: mostChoices })
  return {
    towns: towns.map(({ key, name }) => ({ value: key, label: name })),
    topics: rows.map(({ id, title }) => ({ value: id, label: title })),
  }
}

/** A new check; the page of a measure or an interface brings them along in the address. */
export async function showPlan(request: PageRequest): Promise<Page> {
  const { tx, actor, t, query, clock, form } = request
  const choices = await choicesOf(request)
  const today = clock.today()
  const measures = (await listMeasures(tx, actor, {}, { limit: mostChoices }, today)).rows
  const interfaces = await choosableInterfaces(tx, actor, today)
  const gaps = (await listGaps(tx, actor, { open: true, limit: mostChoices })).rows
  const targets: OptionGroup[] = [
    {
      label: t('steering.effect.interfaces'),
      options: interfaces.map(({ id, name }) => ({ value: `interface.${id}`, label: name })),
    },
    {
      label: t('steering.effect.gaps'),
      options: gaps.map(({ id, title }) => ({ value: `gap.${id}`, label: title })),
    },
  ].filter(({ options }) => options.length > 0)
  const measure = measures.find(({ id }) => id === query.get('measure'))
  const joined = interfaces.find(({ key }) => key === query.get('interface'))
  return {
    title: t('steering.effect.plan'),
    crumbs: [{ label: t('steering.effect.title'), path: effectsPath }],
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <Text>{t('steering.effect.plan-text')}</Text>
        <How
          action={newCheckPath}
          back={effectsPath}
          form={form}
          choices={choices}
          initial={{
            measure: measure?.id,
            target: joined && `interface.${joined.id}`,
            startsOn: measure?.plannedFrom ?? undefined,
          }}
        >
          <Select
            name="measure"
            options={measures.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
            empty={t('steering.effect.choose')}
          />
          <Select
            name="target"
            hint={t('steering.effect.target-hint')}
            options={targets}
            empty={t('steering.effect.choose')}
          />
        </How>
      </Stack>
    ),
  }
}

export async function showDescribe(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, t, params, form } = request
  const check = await getCheck(tx, actor, params.id)
  const { startsOn, towns, comparisonTowns, expectedDrop, topicId } = check
  return {
    title: t('steering.effect.do.describe'),
    crumbs: crumbsOf(check, t),
    layout: 'narrow',
    body: (
      <How
        action={`${checkPath(check.id)}/describe`}
        back={checkPath(check.id)}
        form={form}
        choices={await choicesOf(request)}
        initial={{ startsOn, towns, comparisonTowns, expectedDrop, topic: topicId }}
      >
        <Hidden name="version" value={check.version} />
        {check.state === 'running' && (
          <TextArea name="reason" rows={3} maxLength={longestNote} hint={t('steering.effect.reason-hint')} />
        )}
      </How>
    ),
  }
}

const crumbsOf = (check: Check, t: PageRequest['t']) => [
  { label: t('steering.effect.title'), path: effectsPath },
  { label: check.title, path: checkPath(check.id) },
]

interface HowProps {
  readonly action: string
  readonly back: string
  readonly form: FormState | undefined
  readonly choices: Choices
  readonly initial: Readonly<Record<string, FormValue>>
  readonly children: React.ReactNode
}

function How({ action, back, form, choices, initial, children }: HowProps) {
  const { t } = useRender()
  const field = (name: string) => [name, t(`steering.effect.field.${name}`)] as const
  return (
    <Form
      action={action}
      state={form}
      initial={initial}
      labels={Object.fromEntries(
        ['measure', 'target', 'reason', 'startsOn', 'towns', 'comparisonTowns', 'expectedDrop', 'topic'].map(field),
      )}
    >
      {children}
      <DateField name="startsOn" />
      <MultiSelect name="towns" optional hint={t('steering.effect.towns-hint')} choices={choices.towns} />
      <MultiSelect
        name="comparisonTowns"
        optional
        hint={t('steering.effect.comparison-hint')}
        choices={choices.towns}
      />
      <TextField name="expectedDrop" optional numeric width="s" hint={t('steering.effect.drop-hint')} />
      <Select
        name="topic"
        optional
        hint={t('steering.effect.topic-hint')}
        options={choices.topics}
        empty={t('steering.effect.no-topic')}
      />
      <ButtonRow>
        <Button>{t('steering.save')}</Button>
        <ButtonLink look="tertiary" to={back}>
          {t('steering.cancel')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  )
}

/** The day on which the measure really began. */
export async function showBegin({ tx, actor, t, params, form }: PageRequest<'id'>): Promise<Page> {
  const check = await getCheck(tx, actor, params.id)
  return {
    title: t('steering.effect.do.begin'),
    crumbs: crumbsOf(check, t),
    layout: 'narrow',
    body: (
      <Step check={check} word="begin" form={form} initial={{ startsOn: check.startsOn }}>
        <DateField name="startsOn" />
      </Step>
    ),
  }
}

/** Establishing the effect: what is frozen, and for whom. */
export async function showTell({ tx, actor, t, params, form }: PageRequest<'id'>): Promise<Page> {
  const check = await getCheck(tx, actor, params.id)
  return {
    title: t('steering.effect.do.tell'),
    crumbs: crumbsOf(check, t),
    layout: 'narrow',
    body: (
      <Step check={check} word="tell" form={form}>
        <TextArea name="note" optional rows={3} maxLength={longestNote} />
      </Step>
    ),
  }
}

interface StepProps {
  readonly check: Check
  readonly word: 'begin' | 'tell'
  readonly form: FormState | undefined
  readonly initial?: Readonly<Record<string, FormValue>>
  readonly children: React.ReactNode
}

function Step({ check, word, form, initial, children }: StepProps) {
  const { t } = useRender()
  return (
    <Stack gap="l">
      <Text>{t(`steering.effect.${word}-text`)}</Text>
      <Form
        action={`${checkPath(check.id)}/${word}`}
        state={form}
        initial={initial ?? {}}
        labels={{ startsOn: t('steering.effect.field.startsOn'), note: t('steering.effect.field.note') }}
      >
        <Hidden name="version" value={check.version} />
        {children}
        <ButtonRow>
          <Button>{t(`steering.effect.do.${word}`)}</Button>
          <ButtonLink look="tertiary" to={checkPath(check.id)}>
            {t('steering.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Stack>
  )
}
