import { Conflict, NotFound } from '../../../../kernel/errors.ts'
import type { FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Checkbox,
  CheckboxList,
  Columns,
  Form,
  RadioGroup,
  Section,
  Stack,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import {
  getOpened,
  handoverPath,
  type Opened,
  readContent,
  SharedPreview,
  type SharedView,
} from '../../../journeys/index.ts'
import { organisationNames } from '../../../network/index.ts'
import { criteria, decisions } from '../../domain/intake.ts'
import { allInterfaces } from '../../interfaces.ts'
import { intoPath, intoRoute, takePath, takeRoute } from '../paths.ts'
import { type SharedPerson, sharedPersons } from './identity.ts'

interface Received {
  readonly handover: Opened
  readonly persons: readonly SharedPerson[]
  readonly view: SharedView
}

/** A hand-over that the own team received and keeps in no file yet. Throws NotFound, Conflict. */
export async function readReceived(request: PageRequest<'id'>): Promise<Received> {
  const { tx, actor, params, clock } = request
  const handover = await getOpened(tx, actor, params.id)
  if (handover.side !== 'receiver') throw new NotFound('only the receiving side takes it into a file')
  if (handover.receivingCaseId !== null) throw new Conflict('journeys-in-file-already')
  const shared = await readContent(tx, actor, handover, clock.today())
  const names = new Map((await organisationNames(tx, clock.today())).map(({ id, name }) => [id, name]))
  const rows = await allInterfaces(tx, actor, clock.today())
  const place = rows.find(({ id }) => id === handover.interfaceId)
  const { fromJurisdiction: from, toJurisdiction: to } = place ?? {}
  const nameOf = (id: Opened['fromOrganisationId']) => names.get(id) ?? ''
  return {
    handover,
    persons: sharedPersons(shared.items),
    view: {
      audience: 'receiver',
      giver: nameOf(handover.fromOrganisationId),
      receiver: nameOf(handover.toOrganisationId),
      way: from && to && from !== to ? { from, to } : (place?.name ?? ''),
      reference: handover.reference,
      items: shared.items,
      documents: shared.documents.map(({ name, sizeBytes }) => ({ name, sizeBytes })),
      note: shared.note,
      replyBy: null,
      readsUntil: handover.readsUntil,
    },
  }
}

export async function showTake(request: PageRequest<'id'>): Promise<Page> {
  const { t, form, params } = request
  const received = await readReceived(request)
  return {
    title: t('cases.sharing.take.page'),
    meta: received.handover.reference,
    crumbs: [
      { label: t('journeys.inbox.title'), path: '/handovers' },
      { label: received.handover.reference ?? t('cases.sharing.name'), path: handoverPath(params.id) },
    ],
    body: <Take {...received} form={form} />,
  }
}

function Take({ handover, persons, view, form }: Received & { form: FormState | undefined }) {
  const { t } = useRender()
  return (
    <Columns kind="equal">
      <Stack gap="l">
        <NewFile id={handover.id} persons={persons} form={form} />
        <Section title={t('cases.sharing.take.into')}>
          <Form
            action={intoPath(handover.id)}
            route={intoRoute}
            state={form}
            labels={{ reference: t('cases.sharing.take.reference') }}
            prefix="into-"
          >
            <TextField name="reference" width="m" hint={t('cases.sharing.take.into-hint')} />
            <ButtonRow>
              <Button look="secondary">{t('cases.sharing.take.into-button')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      </Stack>
      <SharedPreview view={view} />
    </Columns>
  )
}

function NewFile({ id, persons, form }: { id: string; persons: readonly SharedPerson[]; form: FormState | undefined }) {
  const { t, format } = useRender()
  const main = persons.find(({ role }) => role === 'main')
  const others = persons.flatMap((person, index) => (person.role === 'main' ? [] : [{ ...person, index }]))
  const born =
    main?.birth && (main.birth.precision === 'day' ? format.day(main.birth.date) : main.birth.date.slice(0, 4))
  const isThere = form?.issues.some(({ field }) => field === 'otherPerson')
  return (
    <Section title={t('cases.sharing.take.new-file')}>
      <Form
        action={takePath(id)}
        route={takeRoute}
        state={form}
        labels={{
          pseudonymous: t('cases.sharing.take.pseudonymous'),
          givenName: t('cases.sharing.take.given'),
          familyName: t('cases.sharing.take.family'),
          birth: t('cases.sharing.take.born'),
          members: t('cases.sharing.take.who'),
          otherPerson: t('cases.sharing.take.other-person'),
          decision: t('cases.intake.decision'),
          reason: t('cases.intake.reason'),
          ...Object.fromEntries(criteria.map((one) => [one, t(`cases.intake.criterion.${one}`)])),
        }}
        initial={{
          pseudonymous: main === undefined,
          givenName: main?.givenName,
          familyName: main?.familyName,
          birth: born,
          decision: 'accept',
        }}
      >
        <Checkbox name="pseudonymous" hint={t('cases.sharing.take.pseudonymous-hint')} />
        <TextField name="givenName" optional maxLength={120} />
        <TextField name="familyName" optional maxLength={120} />
        <TextField name="birth" optional width="m" />
        {isThere && <Checkbox name="otherPerson" hint={t('cases.sharing.take.other-person-hint')} />}
        {others.length > 0 && (
          <CheckboxList
            name="members"
            optional
            hint={t('cases.sharing.take.who-hint')}
            choices={others.map(({ line, index }) => ({ value: String(index), label: <bdi>{line}</bdi> }))}
          />
        )}
        {criteria.map((criterion) => (
          <RadioGroup
            key={criterion}
            name={criterion}
            hint={t(`cases.intake.criterion-hint.${criterion}`)}
            choices={[
              { value: 'yes', label: t('cases.intake.yes') },
              { value: 'no', label: t('cases.intake.no') },
            ]}
          />
        ))}
        <RadioGroup
          name="decision"
          choices={decisions.map((decision) => ({ value: decision, label: t(`cases.intake.decide.${decision}`) }))}
        />
        <TextArea name="reason" optional rows={2} hint={t('cases.intake.reason-hint')} />
        <ButtonRow>
          <Button>{t('cases.sharing.take.create')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}
