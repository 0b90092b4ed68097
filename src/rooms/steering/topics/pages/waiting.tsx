import { may } from '../../../../platform/access/index.ts'
import type { FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  CheckboxList,
  ConfirmationNote,
  Details,
  Empty,
  Form,
  Hidden,
  Link,
  Meta,
  Section,
  Select,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { Suggestion } from '../domain/clustering.ts'
import { longestTitle } from '../forms.ts'
import { topicPath, topicsPath } from '../paths.ts'
import { readWaiting, type Waiting, type WaitingFindings } from '../waiting.ts'
import { readTopicWords, type TopicWords } from '../words.ts'
import { useCellText } from './parts.tsx'

/** Suggestions that one page holds; the rest comes when these are sorted. */
const mostSuggestions = 20

/** Released findings that are part of no topic: suggestions first, each a form of its own. */
export async function showWaiting(request: PageRequest): Promise<Page> {
  const { tx, actor, t, locale, clock, form } = request
  const words = await readTopicWords(tx, actor, locale, clock.today())
  // Who looks at the platform as somebody else sees no exact small cells.
  const waiting = may(actor, 'insight.read') ? await readWaiting(request, words) : undefined
  return {
    title: t('steering.waiting.title'),
    meta: t('steering.waiting.meta', { count: waiting?.total ?? 0 }),
    crumbs: [{ label: t('steering.topics.title'), path: topicsPath }],
    body: <WaitingPage waiting={waiting} words={words} form={form} />,
  }
}

interface Props {
  readonly waiting: WaitingFindings | undefined
  readonly words: TopicWords
  readonly form: FormState | undefined
}

function WaitingPage({ waiting, words, form }: Props) {
  const { t } = useRender()
  if (!waiting || waiting.rows.length === 0)
    return (
      <Stack>
        <Done />
        <Empty title={t('steering.waiting.none')}>{t('steering.waiting.none-next')}</Empty>
      </Stack>
    )
  const rows = new Map(waiting.rows.map((row) => [row.key, row]))
  return (
    <Stack gap="l">
      <Done />
      <Text>{t('steering.waiting.intro')}</Text>
      {waiting.suggestions.slice(0, mostSuggestions).map((suggestion, index) => (
        <OneSuggestion
          key={suggestion.keys[0]}
          suggestion={suggestion}
          rows={suggestion.keys.flatMap((key) => rows.get(key) ?? [])}
          topics={waiting.topics}
          fixed={waiting.fixed}
          words={words}
          at={`s${index}`}
          form={form}
        />
      ))}
      {waiting.suggestions.length > mostSuggestions && (
        <Meta>{t('steering.waiting.more', { count: waiting.suggestions.length - mostSuggestions })}</Meta>
      )}
      {waiting.suggestions.length > 1 && (
        <Details summary={t('steering.waiting.own')} open={form?.values['at'] === 'own'}>
          <FormFindings rows={waiting.rows} topics={waiting.topics} words={words} at="own" form={form} initial={[]} />
        </Details>
      )}
    </Stack>
  )
}

function Done() {
  return <ConfirmationNote texts={{ added: 'steering.topic.done.added', freed: 'steering.topic.done.freed' }} />
}

interface SuggestionProps extends Omit<FormProps, 'initial'> {
  readonly suggestion: Suggestion
  readonly fixed: WaitingFindings['fixed']
}

function OneSuggestion({ suggestion, fixed, ...props }: SuggestionProps) {
  const { t } = useRender()
  const { words, rows, topics } = props
  const family = suggestion.family === undefined ? undefined : words.familyOf(rows[0]?.cell.interfaceId ?? null)?.label
  const hurdle = suggestion.hurdle === null ? undefined : words.hurdle(suggestion.hurdle)
  const title =
    hurdle && family
      ? t('steering.waiting.hurdle-at', { hurdle, family })
      : (hurdle ?? (family ? t('steering.waiting.at', { family }) : t('steering.waiting.mixed')))
  const near = topics.filter(({ id }) => suggestion.near.includes(id))
  const laid = fixed.filter(({ id }) => suggestion.near.includes(id))
  return (
    <Section title={title} aside={t('steering.waiting.findings', { count: suggestion.findings })}>
      <Stack>
        {rows.length > 1 && (
          <Meta>
            {t('steering.waiting.because', {
              hurdle: hurdle ? 'yes' : 'no',
              family: suggestion.family === undefined ? 'no' : suggestion.family === null ? 'none' : 'yes',
              words: suggestion.words.map((word) => t('steering.topic.quoted', { text: word })).join(', '),
              some: suggestion.words.length > 0 ? 'yes' : 'no',
            })}
          </Meta>
        )}
        {near.length > 0 && (
          <Meta>
            {t('steering.waiting.near', {
              topics: near.map(({ number, title }) => t('steering.topic.named', { number, title })).join(', '),
            })}
          </Meta>
        )}
        {laid.map(({ id, number, title, state }) => (
          <Meta key={id}>
            {t('steering.waiting.laid', { state: t(`steering.topic.state.${state}`) })}{' '}
            <Link to={topicPath(number)}>{t('steering.topic.named', { number, title })}</Link>
          </Meta>
        ))}
        <FormFindings {...props} initial={suggestion.keys} title={title} near={near[0]?.id} />
      </Stack>
    </Section>
  )
}

interface FormProps {
  readonly rows: readonly Waiting[]
  readonly topics: WaitingFindings['topics']
  readonly words: TopicWords
  readonly at: string
  readonly form: FormState | undefined
  /** Chosen before anybody chose. */
  readonly initial: readonly string[]
  readonly title?: string
  readonly near?: string | undefined
}

function FormFindings({ rows, topics, words, at, form, initial, title, near }: FormProps) {
  const { t } = useRender()
  const textOf = useCellText(words)
  return (
    <Form
      prefix={`${at}-`}
      state={form?.values['at'] === at ? form : null}
      labels={{
        cells: t('steering.waiting.cells'),
        topic: t('steering.waiting.topic'),
        title: t('steering.waiting.new-title'),
      }}
      initial={{ cells: initial, topic: near ?? 'new', title }}
      failure={t('steering.waiting.not-formed')}
    >
      <Hidden name="at" value={at} />
      <CheckboxList
        name="cells"
        choices={rows.map((row) => ({
          value: row.key,
          label: textOf(row.cell),
          hint: (
            <>
              {t('steering.waiting.counts', { findings: row.findings, cases: row.cases })}
              {row.texts.map((text) => (
                <span key={text}>
                  <br />
                  <bdi lang="de">{t('steering.topic.quoted', { text })}</bdi>
                </span>
              ))}
            </>
          ),
        }))}
      />
      <Select
        name="topic"
        options={[
          { value: 'new', label: t('steering.waiting.form-new') },
          ...topics.map(({ id, number, title: of }) => ({
            value: id,
            label: t('steering.topic.named', { number, title: of }),
          })),
        ]}
      />
      <TextField name="title" optional maxLength={longestTitle} hint={t('steering.waiting.title-hint')} />
      <ButtonRow>
        <Button look="secondary">{t('steering.waiting.do')}</Button>
      </ButtonRow>
    </Form>
  )
}
