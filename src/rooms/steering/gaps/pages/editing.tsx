import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import type { FormState } from '../../../../platform/http/request.ts'
import { languageTags } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  Form,
  Hidden,
  Note,
  type OptionGroup,
  RadioGroup,
  Select,
  Stack,
  Text,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { listMeasures } from '../../../measures/index.ts'
import { findOffers } from '../../../offers/index.ts'
import { gapKinds, gapStates, needsReason, priorities, statesAfter } from '../domain/states.ts'
import { longestDescription, longestNote, longestTitle } from '../forms.ts'
import { gapPath, newGapPath, registerPath } from '../paths.ts'
import { type Gap, getGap } from '../queries/gaps.ts'
import { type GapWords, readGapWords } from '../words.ts'

/** Measures and offers that can be chosen as what closes a gap. */
const mostClosers = 200

type Initial = Partial<
  Record<'kind' | 'title' | 'description' | 'topic' | 'municipality' | 'group' | 'language', string | null>
>

/** A new gap; from a page of insight its address brings topic, place, group and language along. */
export async function showNewGap({ tx, actor, t, locale, clock, query, form }: PageRequest): Promise<Page> {
  const words = await readGapWords(tx, actor, locale, clock.today())
  const topic = query.get('topic')
  const town = words.towns.find(({ key }) => key === query.get('town'))
  return {
    title: t('steering.gap.new'),
    crumbs: [{ label: t('steering.gap.register'), path: registerPath }],
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <Text>{t(topic ? 'steering.gap.new-from-figures' : 'steering.gap.new-text')}</Text>
        <Content
          form={form}
          words={words}
          back={registerPath}
          action={newGapPath}
          initial={{
            topic,
            municipality: town?.id ?? null,
            group: query.get('group'),
            language: query.get('language'),
            title: topic
              ? t('steering.gap.proposed-title', { topic: words.topic(topic), town: town?.name ?? 'none' })
              : null,
          }}
        >
          {topic && <Hidden name="evidence" value="on" />}
        </Content>
      </Stack>
    ),
  }
}

export async function showDescribe({ tx, actor, t, locale, clock, params, form }: PageRequest<'gap'>): Promise<Page> {
  const gap = await getGap(tx, actor, params.gap)
  const words = await readGapWords(tx, actor, locale, clock.today())
  const { kind, title, description, topic, municipalityId, targetGroup, language } = gap
  return {
    title: t('steering.gap.do.describe'),
    crumbs: crumbsOf(gap, t),
    layout: 'narrow',
    body: (
      <Content
        form={form}
        words={words}
        back={gapPath(gap.number)}
        action={`${gapPath(gap.number)}/describe`}
        initial={{ kind, title, description, topic, municipality: municipalityId, group: targetGroup, language }}
      >
        <Hidden name="version" value={gap.version} />
      </Content>
    ),
  }
}

const crumbsOf = (gap: Gap, t: PageRequest['t']) => [
  { label: t('steering.gap.register'), path: registerPath },
  { label: gap.title, path: gapPath(gap.number) },
]

interface ContentProps {
  readonly form: FormState | undefined
  readonly words: GapWords
  readonly initial: Initial
  readonly back: string
  readonly action: string
  readonly children?: React.ReactNode
}

function Content({ form, words, initial, back, action, children }: ContentProps) {
  const { t, locale } = useRender()
  const groups = withKnown(words.groups, initial.group)
  const languages = languageTags
    .map((value) => ({ value, label: words.language(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, locale))
  return (
    <Form
      action={action}
      state={form}
      initial={initial}
      labels={{
        kind: t('steering.gap.field.kind'),
        title: t('steering.gap.field.title'),
        description: t('steering.gap.field.description'),
        topic: t('steering.gap.field.topic'),
        municipality: t('steering.gap.field.municipality'),
        group: t('steering.gap.field.targetGroup'),
        language: t('steering.gap.field.language'),
      }}
    >
      {children}
      <RadioGroup
        name="kind"
        choices={gapKinds.map((value) => ({
          value,
          label: t(`steering.gap.kind.${value}`),
          hint: t(`steering.gap.kind-hint.${value}`),
        }))}
      />
      <TextField name="title" maxLength={longestTitle} hint={t('steering.gap.title-hint')} />
      <TextArea name="description" optional rows={5} maxLength={longestDescription} />
      <Select name="topic" options={words.topics} empty={t('steering.gap.choose')} />
      <Select
        name="municipality"
        optional
        options={words.towns.map(({ id, name }) => ({ value: id, label: name }))}
        empty={t('steering.gap.everywhere')}
      />
      <Select name="group" optional options={groups} empty={t('steering.gap.all')} />
      <Select name="language" optional options={languages} empty={t('steering.gap.all')} />
      <ButtonRow>
        <Button>{t('steering.save')}</Button>
        <ButtonLink look="tertiary" to={back}>
          {t('steering.cancel')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  )
}

/** The choices, with a value that no list knows any more or that another room calls by its own word. */
const withKnown = (choices: readonly { value: string; label: string }[], value: string | null | undefined) =>
  !value || choices.some((one) => one.value === value) ? choices : [...choices, { value, label: value }]

/** What happens to a gap next: confirm, prioritise, close, end. */
export async function showMove(request: PageRequest<'gap'>): Promise<Page> {
  const { tx, actor, t, params, form, clock, query } = request
  const gap = await getGap(tx, actor, params.gap)
  const closers = statesAfter(gap.state).includes('closing') ? await closersOf(request, gap) : []
  const asked = gapStates.find((state) => state === query.get('to'))
  return {
    title: t('steering.gap.do.state'),
    crumbs: crumbsOf(gap, t),
    layout: 'narrow',
    body: (
      <Move
        gap={gap}
        closers={closers}
        form={form}
        asked={asked}
        own={gap.closingBy === actor.userId}
        today={clock.today()}
      />
    ),
  }
}

async function closersOf({ tx, actor, t, clock }: PageRequest<'gap'>, gap: Gap): Promise<readonly OptionGroup[]> {
  const today = clock.today()
  const offers = await findOffers(tx, actor, { topic: gap.topic }, today, mostClosers)
  const { rows: measures } = await listMeasures(tx, actor, {}, { limit: mostClosers }, today)
  return [
    {
      label: t('steering.gap.closer.offers'),
      options: offers.map(({ id, name }) => ({ value: `offer.${id}`, label: name })),
    },
    {
      label: t('steering.gap.closer.measures'),
      options: measures.map(({ id, number, title }) => ({ value: `measure.${id}`, label: `${number} ${title}` })),
    },
  ].filter(({ options }) => options.length > 0)
}

interface MoveProps {
  readonly gap: Gap
  readonly closers: readonly OptionGroup[]
  readonly form: FormState | undefined
  readonly asked: string | undefined
  readonly own: boolean
  readonly today: string
}

function Move({ gap, closers, form, asked, own }: MoveProps) {
  const { t } = useRender()
  const possible = statesAfter(gap.state).filter((state) => !(state === 'closed' && own))
  const explained = possible.some((state) => needsReason(gap.state, state))
  return (
    <Stack gap="l">
      {own && <Note>{t('steering.gap.somebody-else')}</Note>}
      <Form
        action={`${gapPath(gap.number)}/state`}
        state={form}
        initial={{
          to: asked ?? (possible.length === 1 ? possible[0] : undefined),
          priority: gap.priority,
          dueOn: gap.dueOn,
        }}
        labels={{
          to: t('steering.gap.field.to'),
          priority: t('steering.gap.field.priority'),
          dueOn: t('steering.gap.field.dueOn'),
          closer: t('steering.gap.field.closer'),
          note: t('steering.gap.field.note'),
        }}
      >
        <Hidden name="version" value={gap.version} />
        <RadioGroup
          name="to"
          choices={possible.map((value) => ({
            value,
            label: t(`steering.gap.do.${value}`),
            hint: t(`steering.gap.do-hint.${value}`),
          }))}
        />
        {possible.includes('prioritised') && (
          <>
            <RadioGroup
              name="priority"
              optional
              hint={t('steering.gap.priority-hint')}
              choices={priorities.map((value) => ({ value, label: t(`steering.gap.priority.${value}`) }))}
            />
            <DateField name="dueOn" optional />
          </>
        )}
        {possible.includes('closing') && (
          <Select
            name="closer"
            optional
            hint={t('steering.gap.closer-hint')}
            options={closers}
            empty={t('steering.gap.choose')}
          />
        )}
        <TextArea
          name="note"
          optional
          rows={3}
          maxLength={longestNote}
          hint={explained ? t('steering.gap.note-hint') : undefined}
        />
        <ButtonRow>
          <Button>{t('steering.save')}</Button>
          <ButtonLink look="tertiary" to={gapPath(gap.number)}>
            {t('steering.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Stack>
  )
}
