import type { FormState } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Empty,
  Form,
  Link,
  List,
  Meta,
  Name,
  Note,
  Section,
  Stack,
  State,
  Text,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { standingOf } from '../domain/answers.ts'
import { isOpen } from '../domain/steps.ts'
import type { Asked, Item } from '../queries/asked.ts'
import { Lines } from './parts.tsx'
import { standingWord } from './words.ts'

/** The pages of a unit that answers, the same for who came by a link and who is signed in; only the addresses differ. */
export interface AnswerPaths {
  readonly list: string
  readonly item: (id: string) => string
  /** As registered, to tell the forms apart. */
  readonly listRoute: string
  readonly itemRoute: string
}

interface ListProps {
  readonly asked: Asked
  readonly items: readonly Item[]
  readonly paths: AnswerPaths
  readonly form: FormState | undefined
}

/** The questions with how far each is, and sending at the end. */
export function AnswerList({ asked, items, paths, form }: ListProps) {
  const { t } = useRender()
  const saved = items.filter((item) => item.answer !== null && item.state !== 'approved')
  const waiting = items.filter((item) => item.answer === null && isOpen(item.state))
  const first = waiting[0]
  const finished = saved.length === 0 && waiting.length === 0
  return (
    <Stack gap="l">
      {finished ? <AllSent asked={asked} /> : <Asking asked={asked} />}
      {first && (
        <ButtonRow>
          <ButtonLink to={paths.item(first.id)}>
            {saved.length === 0 ? t('measures.answer.begin') : t('measures.answer.go-on', { count: waiting.length })}
          </ButtonLink>
        </ButtonRow>
      )}
      <Section title={t('measures.answer.measures', { count: items.length })}>
        <List
          items={items.map((item) => ({
            key: item.id,
            content: <ItemLine item={item} to={paths.item(item.id)} />,
          }))}
        />
      </Section>
      {saved.length > 0 && (
        <SendForm asked={asked} saved={saved.length} waiting={waiting.length} paths={paths} form={form} />
      )}
    </Stack>
  )
}

function Asking({ asked }: { asked: Asked }) {
  const { t, format, today } = useRender()
  return (
    <Stack>
      <Text>
        {t('measures.answer.who-asks', { day: format.day(asked.referenceDay) })}{' '}
        <strong className="nl-strong">
          {today > asked.dueOn
            ? t('measures.answer.was-due', { day: format.day(asked.dueOn) })
            : t('measures.answer.due', { day: format.day(asked.dueOn) })}
        </strong>
      </Text>
      {asked.note && <Lines text={asked.note} />}
      <Text>{t('measures.answer.how')}</Text>
      <Meta>{t('measures.answer.asked-by', { askedBy: asked.askedBy, contact: asked.contact ?? asked.askedBy })}</Meta>
    </Stack>
  )
}

/** One measure: its name is the way to its form, below it how far the answer is. */
function ItemLine({ item, to }: { item: Item; to: string }) {
  const { t, format } = useRender()
  return (
    <Stack gap="s">
      <div>
        <Link to={to}>
          {item.number} <Name>{item.title}</Name>
        </Link>
      </div>
      <ItemMark item={item} />
      {item.state === 'returned' && item.returnNote && <Note kind="attention">{item.returnNote}</Note>}
      {item.state === 'open' && !item.answer && item.last && (
        <Meta>
          {t('measures.answer.last', { day: format.day(item.last.asOf), standing: standingWord(t, item.last) })}
        </Meta>
      )}
    </Stack>
  )
}

function ItemMark({ item }: { item: Item }) {
  const { t } = useRender()
  if (item.answer && item.state !== 'approved')
    return (
      <div>
        <State kind="progress">
          {t('measures.answer.saved-as', { standing: standingWord(t, standingOf(item.answer.choice, item.asked)) })}
        </State>
      </div>
    )
  return (
    <div>
      <State kind={ownKinds[item.state]}>{t(`measures.answer.state.${item.state}`)}</State>
    </div>
  )
}

/** For the unit what it has sent is done, reviewed or not. */
const ownKinds = { approved: 'done', submitted: 'done', returned: 'attention', open: 'open' } as const

function SendForm({
  asked,
  saved,
  waiting,
  paths,
  form,
}: {
  asked: Asked
  saved: number
  waiting: number
  paths: AnswerPaths
  form: FormState | undefined
}) {
  const { t } = useRender()
  return (
    <Section title={t('measures.answer.send.title')} id="send">
      <Stack>
        <Text>{t('measures.answer.send.text', { saved, waiting })}</Text>
        <Form
          action={paths.list}
          route={paths.listRoute}
          labels={{ label: t('measures.answer.send.label') }}
          initial={{ label: asked.sentBy ?? asked.organisationName }}
          {...(form && { state: form })}
          failure={t('measures.answer.send.failure')}
          kept={t('measures.answer.send.kept')}
        >
          <TextField name="label" maxLength={120} hint={t('measures.answer.send.label-hint')} />
          <ButtonRow>
            <Button look={waiting > 0 ? 'secondary' : 'primary'}>
              {t('measures.answer.send.button', { count: saved })}
            </Button>
          </ButtonRow>
        </Form>
      </Stack>
    </Section>
  )
}

function AllSent({ asked }: { asked: Asked }) {
  const { t, format } = useRender()
  return (
    <Empty title={t('measures.answer.all-sent')}>
      <p>
        {asked.sentAt
          ? t('measures.answer.all-sent-at', { at: format.instant(asked.sentAt) })
          : t('measures.answer.nothing-open')}
      </p>
    </Empty>
  )
}

/** The next measure without an answer after this one, round to the beginning; undefined when all are answered. */
export function nextOf(items: readonly Item[], id: string): Item | undefined {
  const at = items.findIndex((item) => item.id === id)
  const isWaiting = (item: Item) => item.answer === null && isOpen(item.state)
  return items.slice(at + 1).find(isWaiting) ?? items.find(isWaiting)
}

/** For every link that leads nowhere: never was, was replaced, the campaign is over. All alike, so that nobody learns which. */
export function NoSuchLink() {
  const { t } = useRender()
  return (
    <Stack>
      <Text>{t('measures.answer.no-link.text')}</Text>
      <List
        items={['closed', 'renewed', 'cut'].map((why) => ({ key: why, content: t(`measures.answer.no-link.${why}`) }))}
      />
      <Text>{t('measures.answer.no-link.next')}</Text>
    </Stack>
  )
}
