// Over 300 lines: the comparison, the network map and the form show the same questions and answers in the same words.
import { recordLook } from '../../../../platform/audit/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  Columns,
  ConfirmationNote,
  DateField,
  Details,
  Empty,
  Form,
  Hidden,
  List,
  Meta,
  Name,
  Part,
  RadioGroup,
  Section,
  Select,
  Stack,
  State,
  Table,
  Text,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { type LifeDomains, readLifeDomains } from '../domains.ts'
import { fileOf, keptFileOf, type SeenFile } from '../file.ts'
import { filePath, partPage } from '../part.tsx'
import {
  type ComparedDomain,
  type ComparedQuestion,
  compareAssessments,
  type DomainQuestions,
  type Question,
  ratings,
  scaleSteps,
} from './domain.ts'
import { closenesses, spheres } from './network.ts'
import { type Assessment, assessmentsOf, type Contact, contactsOf, currentForm } from './queries.ts'
import { RatingWords } from './section.tsx'

/** The first and the last assessment side by side, what carries the person, and the network map. */
export async function showAssessments(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, t, locale, form } = request
  const file = await fileOf(request)
  const assessments = await assessmentsOf(tx, file.id)
  const contacts = await contactsOf(tx, file.id)
  const domains = await readLifeDomains(tx, locale)
  await recordLook(tx, actor, { event: 'cases.assessments-read', subjectKind: 'cases.file', ids: [file.id] })
  return partPage(request, file, {
    title: t('cases.assessment.title'),
    actions: file.writes && (
      <ButtonLink to={`${filePath(file.id)}/assessments/new`}>
        {t(assessments.length > 0 ? 'cases.assessment.again' : 'cases.assessment.new')}
      </ButtonLink>
    ),
    body: <Assessments {...{ file, assessments, contacts, domains, form }} />,
  })
}

interface Props {
  readonly file: SeenFile
  readonly assessments: readonly Assessment[]
  readonly contacts: readonly Contact[]
  readonly domains: LifeDomains
  readonly form: PageRequest['form']
}

function Assessments({ file, assessments, contacts, domains, form }: Props) {
  const { t, format } = useRender()
  const first = assessments[0]
  const last = assessments.at(-1)
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ added: 'cases.assessment.done.added', contact: 'cases.network.done.changed' }} />
      {!first || !last ? (
        <Empty title={t('cases.assessment.none')}>{t('cases.assessment.none-next')}</Empty>
      ) : (
        <Comparison first={first} last={last} domains={domains} />
      )}
      <Columns kind="equal">
        <Section title={t('cases.assessment.resources')}>
          {last?.resources ? (
            <Text>
              <Name>{last.resources}</Name>
            </Text>
          ) : (
            <Meta>{t('cases.assessment.resources-none')}</Meta>
          )}
          {assessments.length > 2 && (
            <Meta>
              {t('cases.assessment.between', {
                days: format.list(assessments.slice(1, -1).map(({ heldOn }) => format.day(heldOn))),
              })}
            </Meta>
          )}
        </Section>
        <NetworkMap file={file} contacts={contacts} form={form} />
      </Columns>
    </Stack>
  )
}

function Comparison({ first, last, domains }: { first: Assessment; last: Assessment; domains: LifeDomains }) {
  const { t, format } = useRender()
  const one = first.id === last.id
  const rows = compareAssessments(first, last)
  const header = (assessment: Assessment) => format.day(assessment.heldOn)
  return (
    <Section
      title={one ? t('cases.assessment.first') : t('cases.assessment.compared')}
      aside={<Meta>{t('cases.assessment.by-form', { number: last.formNumber })}</Meta>}
    >
      <Table<ComparedDomain>
        caption={t('cases.assessment.compared')}
        rows={rows}
        keyOf={(row) => row.domain}
        stacks
        columns={[
          { key: 'domain', header: t('cases.assessment.domain'), names: true, cell: (row) => domains.name(row.domain) },
          ...(one
            ? []
            : [
                {
                  key: 'first',
                  header: header(first),
                  cell: (row: ComparedDomain) => <Cell row={row} which="first" />,
                },
              ]),
          { key: 'last', header: header(last), cell: (row) => <Cell row={row} which="last" /> },
          ...(one
            ? []
            : [
                {
                  key: 'turn',
                  header: t('cases.assessment.turn-title'),
                  cell: (row: ComparedDomain) => <Turn turn={row.turn} />,
                },
              ]),
        ]}
      />
    </Section>
  )
}

function Cell({ row, which }: { row: ComparedDomain; which: 'first' | 'last' }) {
  const { t } = useRender()
  const rating = row[which]
  const answered = row.questions.filter((question) => question[which] !== null)
  return (
    <Stack gap="s">
      {rating ? <RatingWords rating={rating} /> : <span className="nl-muted">{t('cases.assessment.not-rated')}</span>}
      {answered.map((question) => (
        <Meta key={question.key}>
          <Name>{question.text}</Name> <AnswerWords question={question} answer={question[which] ?? ''} />
        </Meta>
      ))}
    </Stack>
  )
}

function AnswerWords({ question, answer }: { question: ComparedQuestion; answer: string }) {
  const { t } = useRender()
  if (question.kind === 'yesNo') return t(`cases.assessment.answer.${answer}`)
  if (question.kind === 'scale') return t('cases.assessment.of-five', { step: answer })
  return <Name>{answer}</Name>
}

function Turn({ turn }: { turn: ComparedDomain['turn'] }) {
  const { t } = useRender()
  const kinds = { better: 'done', worse: 'attention', same: 'level', unknown: 'rest' } as const
  return <State kind={kinds[turn]}>{t(`cases.assessment.turn.${turn}`)}</State>
}

function NetworkMap({ file, contacts, form }: Pick<Props, 'file' | 'contacts' | 'form'>) {
  const { t } = useRender()
  const path = `${filePath(file.id)}/network`
  return (
    <Section title={t('cases.network.title')}>
      <Stack>
        {contacts.length === 0 && <Meta>{t('cases.network.none')}</Meta>}
        {spheres.map((sphere) => {
          const inside = contacts
            .filter((contact) => contact.sphere === sphere)
            .sort((one, other) => closenesses.indexOf(one.closeness) - closenesses.indexOf(other.closeness))
          if (inside.length === 0) return null
          return (
            <Part key={sphere} title={t(`cases.network.sphere.${sphere}`)}>
              <List
                items={inside.map((contact) => ({
                  key: contact.id,
                  content: <Name>{contact.label}</Name>,
                  meta: [t(`cases.network.closeness.${contact.closeness}`), contact.support]
                    .filter(Boolean)
                    .join(' · '),
                  below: file.writes && (
                    <Form action={`${path}/${contact.id}`} labels={{}} prefix={`remove-${contact.id}`}>
                      <Hidden name="version" value={contact.version} />
                      <Button look="row">
                        {t('cases.network.remove')}
                        <span className="kern-sr-only"> {contact.label}</span>
                      </Button>
                    </Form>
                  ),
                }))}
              />
            </Part>
          )
        })}
        {file.writes && (
          <Details
            summary={t('cases.network.add-somebody')}
            open={contacts.length === 0 || form?.route === '/cases/:id/network'}
          >
            <Form
              action={path}
              route="/cases/:id/network"
              state={form}
              labels={{
                label: t('cases.network.field.label'),
                sphere: t('cases.network.field.sphere'),
                closeness: t('cases.network.field.closeness'),
                support: t('cases.network.field.support'),
              }}
            >
              <TextField name="label" maxLength={120} hint={t('cases.network.label-hint')} />
              <Select
                name="sphere"
                options={spheres.map((one) => ({ value: one, label: t(`cases.network.sphere.${one}`) }))}
              />
              <Select
                name="closeness"
                options={closenesses.map((one) => ({ value: one, label: t(`cases.network.closeness.${one}`) }))}
              />
              <TextField name="support" optional maxLength={300} />
              <ButtonRow>
                <Button look="secondary">{t('cases.network.add')}</Button>
              </ButtonRow>
            </Form>
          </Details>
        )}
      </Stack>
    </Section>
  )
}

/** The questions of today, by life domain. */
export async function showNewAssessment(request: PageRequest<'id'>): Promise<Page> {
  const { tx, t, form, clock, locale } = request
  const file = await keptFileOf(request)
  const { number, content } = await currentForm(tx)
  const domains = await readLifeDomains(tx, locale)
  const earlier = (await assessmentsOf(tx, file.id)).at(-1)
  const labels: Record<string, string> = {
    heldOn: t('cases.assessment.field.heldOn'),
    resources: t('cases.assessment.resources'),
    interpreterUsed: t('cases.assessment.field.interpreterUsed'),
  }
  for (const { domain, questions } of content.domains) {
    labels[`r-${domain}`] = t('cases.assessment.field.rating')
    for (const { key, text } of questions) labels[`a-${key}`] = text
  }
  return partPage(request, file, {
    title: t(earlier ? 'cases.assessment.again' : 'cases.assessment.new'),
    meta: earlier ? t('cases.assessment.last-was', { day: earlier.heldOn.split('-').reverse().join('.') }) : undefined,
    layout: 'narrow',
    body: (
      <Form state={form} initial={{ heldOn: clock.today(), resources: earlier?.resources }} labels={labels}>
        <Hidden name="form" value={number} />
        <DateField name="heldOn" />
        {content.domains.map((one) => (
          <DomainFields key={one.domain} domain={one} title={domains.name(one.domain)} />
        ))}
        <Section title={t('cases.assessment.resources')}>
          <TextArea name="resources" optional maxLength={4000} hint={t('cases.assessment.resources-hint')} />
        </Section>
        <Checkbox name="interpreterUsed" />
        <ButtonRow>
          <Button>{t('cases.assessment.save')}</Button>
        </ButtonRow>
      </Form>
    ),
  })
}

function DomainFields({ domain, title }: { domain: DomainQuestions; title: string }) {
  const { t } = useRender()
  return (
    <Section title={title}>
      <Stack>
        <Select
          name={`r-${domain.domain}`}
          optional
          empty={t('cases.assessment.not-rated')}
          options={ratings.map((rating) => ({
            value: String(rating),
            label: t(`cases.assessment.rating.${rating}`),
          }))}
        />
        {domain.questions.map((question) => (
          <QuestionField key={question.key} question={question} />
        ))}
      </Stack>
    </Section>
  )
}

/** The field of a question, as it is asked. */
function QuestionField({ question }: { question: Question }) {
  const { t } = useRender()
  const name = `a-${question.key}`
  const optional = !question.required
  if (question.kind === 'text') return <TextArea name={name} rows={2} maxLength={2000} optional={optional} />
  if (question.kind === 'choice')
    return (
      <Select
        name={name}
        optional={optional}
        empty={t('cases.work.choose')}
        options={question.options.map((option) => ({ value: option, label: option }))}
      />
    )
  const choices = question.kind === 'scale' ? scaleSteps : ['yes', 'no']
  return (
    <RadioGroup
      name={name}
      optional={optional}
      choices={choices.map((value) => ({
        value,
        label: question.kind === 'scale' ? t(`cases.assessment.scale.${value}`) : t(`cases.assessment.answer.${value}`),
      }))}
    />
  )
}
