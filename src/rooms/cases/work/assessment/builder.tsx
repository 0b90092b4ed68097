import { NotFound } from '../../../../kernel/errors.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { namesOf } from '../../../../platform/identity/members.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  ConfirmationNote,
  Form,
  Hidden,
  History,
  Link,
  List,
  Meta,
  Name,
  RadioGroup,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { type LifeDomains, readLifeDomains } from '../domains.ts'
import { type Question, questionKinds } from './domain.ts'
import { currentForm, type FormVersion, formVersions } from './queries.ts'

export const builderPath = '/admin/assessment'

/** The questions of the district by life domain: added, changed, moved, taken out. */
export async function showBuilder(request: PageRequest): Promise<Page> {
  const { tx, t, locale } = request
  const form = await currentForm(tx)
  const versions = await formVersions(tx, 20)
  const names = await namesOf(
    tx,
    versions.map(({ madeBy }) => madeBy),
  )
  const domains = await readLifeDomains(tx, locale)
  return {
    title: t('cases.builder.title'),
    meta: t('cases.builder.version', { number: form.number }),
    crumbs: [{ label: t('cases.builder.admin'), path: '/admin' }],
    actions: <ButtonLink to={`${builderPath}/new`}>{t('cases.builder.add')}</ButtonLink>,
    body: <Builder {...{ form, versions, names, domains }} />,
  }
}

interface Props {
  readonly form: FormVersion
  readonly versions: readonly FormVersion[]
  readonly names: ReadonlyMap<string, string>
  readonly domains: LifeDomains
}

function Builder({ form, versions, names, domains }: Props) {
  const { t } = useRender()
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ changed: 'cases.builder.done' }} />
      <p className="nl-text">{t('cases.builder.about')}</p>
      {form.content.domains.map(({ domain, questions }) => (
        <Section
          key={domain}
          title={domains.name(domain)}
          aside={<Link to={`${builderPath}/new?domain=${encodeURIComponent(domain)}`}>{t('cases.builder.add')}</Link>}
        >
          {questions.length === 0 && <Meta>{t('cases.builder.only-rating')}</Meta>}
          <List
            items={questions.map((question, at) => ({
              key: question.key,
              content: (
                <Link to={`${builderPath}/${question.key}`}>
                  <Name>{question.text}</Name>
                </Link>
              ),
              meta: [
                t(`cases.builder.kind.${question.kind}`),
                question.options.join(', '),
                question.required && t('cases.builder.required'),
              ]
                .filter(Boolean)
                .join(' · '),
              below: (
                <MoveButtons
                  question={question}
                  form={form.number}
                  first={at === 0}
                  last={at === questions.length - 1}
                />
              ),
            }))}
          />
        </Section>
      ))}
      {versions.length > 0 && (
        <Section title={t('cases.builder.versions')}>
          <History
            entries={versions.map((version) => ({
              key: String(version.number),
              at: version.madeAt ?? 0,
              who: names.get(version.madeBy ?? '') ?? '',
              what: t('cases.builder.version', { number: version.number }),
            }))}
          />
        </Section>
      )}
    </Stack>
  )
}

interface MoveProps {
  readonly question: Question
  readonly form: number
  readonly first: boolean
  readonly last: boolean
}

function MoveButtons({ question, form, first, last }: MoveProps) {
  const { t } = useRender()
  const button = (act: 'up' | 'down' | 'remove') => (
    <Button look="row" name="act" value={act}>
      {t(`cases.builder.act.${act}`)}
      <span className="kern-sr-only"> {question.text}</span>
    </Button>
  )
  return (
    <Form action={`${builderPath}/move`} labels={{}} prefix={question.key}>
      <Hidden name="key" value={question.key} />
      <Hidden name="form" value={form} />
      <div className="nl-row">
        {!first && button('up')}
        {!last && button('down')}
        {button('remove')}
      </div>
    </Form>
  )
}

export async function showNewQuestion(request: PageRequest): Promise<Page> {
  return questionPage(request, await currentForm(request.tx), undefined)
}

export async function showQuestion(request: PageRequest<'question'>): Promise<Page> {
  const form = await currentForm(request.tx)
  return questionPage(request, form, questionOf(form, request.params.question))
}

/** Throws NotFound for a key that the form of today does not have. */
export function questionOf(form: FormVersion, key: string): Question {
  const question = form.content.domains.flatMap(({ questions }) => questions).find((one) => one.key === key)
  if (!question) throw new NotFound('question')
  return question
}

async function questionPage(request: PageRequest, form: FormVersion, question: Question | undefined): Promise<Page> {
  const { tx, t, locale, clock, query } = request
  const domains = await readLifeDomains(tx, locale)
  return {
    title: t(question ? 'cases.builder.change' : 'cases.builder.add'),
    layout: 'narrow',
    crumbs: [{ label: t('cases.builder.title'), path: builderPath }],
    body: (
      <Form
        state={request.form}
        initial={
          question
            ? { ...question, options: question.options.join('\n') }
            : { kind: 'text', domain: query.get('domain') }
        }
        labels={{
          domain: t('cases.assessment.domain'),
          text: t('cases.builder.field.text'),
          kind: t('cases.builder.field.kind'),
          options: t('cases.builder.field.options'),
          required: t('cases.builder.field.required'),
        }}
      >
        <Hidden name="form" value={form.number} />
        {!question && (
          <Select name="domain" options={domains.choosable(clock.today())} empty={t('cases.work.choose')} />
        )}
        <TextField name="text" maxLength={300} />
        <RadioGroup
          name="kind"
          choices={questionKinds.map((kind) => ({ value: kind, label: t(`cases.builder.kind.${kind}`) }))}
        />
        <TextArea name="options" optional rows={4} maxLength={2000} hint={t('cases.builder.options-hint')} />
        <Checkbox name="required" />
        <ButtonRow>
          <Button>{t('cases.work.save')}</Button>
        </ButtonRow>
      </Form>
    ),
  }
}
