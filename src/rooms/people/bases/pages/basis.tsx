import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat, isLocale, languages } from '../../../../platform/i18n/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  Columns,
  ConfirmationNote,
  DateField,
  DescriptionList,
  FileField,
  Form,
  Hidden,
  Link,
  List,
  Name,
  Note,
  RadioGroup,
  Section,
  Stack,
  type Step,
  StepTrack,
  Text,
} from '../../../../platform/ui/index.ts'
import { methods } from '../domain/kinds.ts'
import { normName } from '../domain/norms.ts'
import { stateOf } from '../domain/validity.ts'
import { basisPath, informationPath, withBack } from '../paths.ts'
import { type Basis, getBasis } from '../queries/bases.ts'
import { findProof, type Proof } from '../queries/proofs.ts'
import { toldHere } from '../queries/receivers.ts'
import { RevokeButton } from './bases.tsx'
import { backOf, categoryWords, crumbsTo, keeps, lookAtPerson, officeNames, purposeWords, Standing } from './parts.tsx'

/** One basis: what it covers, how it was signed, what can be done now. */
export async function showBasis(request: PageRequest<'id' | 'basis'>): Promise<Page> {
  const { tx, actor, params, t, clock, locale } = request
  const person = await lookAtPerson(request)
  const basis = await getBasis(tx, actor, person.id, params.basis)
  const proof = await findProof(tx, basis.id)
  const names = await officeNames(tx, clock.today())
  const state = stateOf(basis, clock.today())
  const edits = keeps(actor, person)
  const isTold = (await toldHere(tx, [basis.recipientId], clock.today())).size > 0
  const panels = await request.slot('people.basis', basis.id)
  const format = createFormat(locale)
  const recipient = names.get(basis.recipientId) ?? ''
  const path = basisPath(person.id, basis.id)
  const back = state === 'draft' ? backOf(request) : undefined
  const isLiving = ['coming', 'valid', 'ending'].includes(state)
  return {
    title: `${t(`people.bases.kind.${basis.kind}`)}: ${recipient}`,
    name: recipient,
    meta: person.name === null ? person.code : <Name>{`${person.name} · ${person.code}`}</Name>,
    crumbs: crumbsTo(request, person, true),
    ...(edits && isLiving && { actions: <RevokeButton basis={basis} look="secondary" /> }),
    ...(state === 'draft' && {
      actions: (
        <ButtonLink to={withBack(`${path}/form`, back)} look={proof?.printedOn ? 'secondary' : 'primary'}>
          {t('people.bases.print.do')}
        </ButtonLink>
      ),
    }),
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{
            drafted: 'people.bases.done.drafted',
            signed: 'people.bases.done.signed',
            revoked: 'people.bases.done.revoked',
          }}
        />
        {basis.kind !== 'statutory' && state !== 'discarded' && (
          <StepTrack label={t('people.bases.steps.title')} steps={stepsOf(request, basis, proof)} />
        )}
        {back && (
          <Note kind="info">
            {t('people.bases.back.kept')} <Link to={`${back}?draft=restore`}>{t('people.bases.back.do')}</Link>
          </Note>
        )}
        {state === 'revoked' && (
          <Alert
            kind={isTold ? 'info' : 'warning'}
            title={t('people.bases.revoked-on', { on: basis.revokedOn ? format.day(basis.revokedOn) : '' })}
          >
            <Text>{t(isTold ? 'people.bases.revoked-means' : 'people.bases.revoked-untold', { recipient })}</Text>
          </Alert>
        )}
        <Columns kind="side">
          <Stack gap="l">
            {edits && state === 'draft' && (
              <SignForm request={request} basis={basis} isPrinted={Boolean(proof?.printedOn)} back={back} />
            )}
            {panels}
            <Section title={t('people.bases.section.scope')}>
              <DescriptionList
                items={[
                  { term: t('people.bases.field.state'), value: <Standing basis={basis} /> },
                  { term: t('people.bases.field.recipient'), value: <Name>{recipient}</Name> },
                  { term: t('people.bases.field.purpose'), value: purposeWords(locale)[basis.purpose] },
                  { term: t('people.bases.field.categories'), value: categoryWords(locale, basis.categories) },
                  { term: t('people.bases.field.norm'), value: basis.norm && normName(basis.norm) },
                  {
                    term: t('people.bases.field.norm-use'),
                    value: basis.norm && t(`people.bases.norm.${basis.norm}`),
                  },
                ]}
              />
            </Section>
          </Stack>
          <Stack gap="l">
            {proof && (
              <Section title={t('people.bases.section.proof')}>
                <DescriptionList empty={t('people.bases.not-yet')} items={proofItems(request, proof, basis)} />
              </Section>
            )}
            <Section title={t('people.bases.section.files')}>
              <List
                items={[
                  ...(proof
                    ? [
                        { key: 'form', content: <Link to={`${path}/form`}>{t('people.bases.print.link')}</Link> },
                        {
                          key: 'pdf',
                          content: <Link to={`${path}/pdf`}>{t('people.bases.print.pdf')}</Link>,
                        },
                      ]
                    : []),
                  ...(proof?.scanId
                    ? [
                        {
                          key: 'scan',
                          content: <Link to={`${path}/scan`}>{t('people.bases.print.scan')}</Link>,
                        },
                      ]
                    : []),
                  {
                    key: 'information',
                    content: <Link to={informationPath(person.id)}>{t('people.bases.information.title')}</Link>,
                  },
                ]}
              />
            </Section>
            {edits && state === 'draft' && <RevokeButton basis={basis} look="secondary" />}
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

function stepsOf({ t, clock, locale }: PageRequest, basis: Basis, proof: Proof | undefined): readonly Step[] {
  const state = stateOf(basis, clock.today())
  const isPrinted = Boolean(proof?.printedOn)
  const isSigned = basis.givenOn !== null
  const until = basis.validUntil ? createFormat(locale).day(basis.validUntil) : ''
  return [
    { label: t('people.bases.steps.prepared'), state: 'past' },
    { label: t('people.bases.steps.printed'), state: isPrinted ? 'past' : 'current' },
    { label: t('people.bases.steps.signed'), state: isSigned ? 'past' : isPrinted ? 'current' : 'next' },
    {
      label: t(state === 'revoked' ? 'people.bases.steps.revoked' : 'people.bases.steps.holds', { until }),
      state: isSigned ? 'current' : 'next',
    },
  ]
}

function proofItems({ t, locale }: PageRequest, proof: Proof, basis: Basis) {
  const format = createFormat(locale)
  const { editions, language } = proof
  const name = isLocale(language) ? languages[language].name : language
  return [
    {
      term: t('people.bases.field.language'),
      value:
        editions.other === null
          ? t('people.bases.only-german')
          : t('people.bases.german-beside', { language: name, reviewed: String(editions.otherReviewed) }),
    },
    {
      term: t('people.bases.field.edition'),
      value: [editions.german, editions.other].filter((one) => one !== null).join(' / '),
    },
    { term: t('people.bases.field.printedOn'), value: proof.printedOn && format.day(proof.printedOn) },
    { term: t('people.bases.field.givenOn'), value: basis.givenOn && format.day(basis.givenOn) },
    { term: t('people.bases.field.method'), value: proof.method && t(`people.bases.method.${proof.method}`) },
    {
      term: t('people.bases.field.interpreterUsed'),
      value: proof.interpreterUsed === null ? null : t(proof.interpreterUsed ? 'people.yes' : 'people.no'),
    },
  ]
}

interface SignProps {
  readonly request: PageRequest
  readonly basis: Basis
  /** Before it was printed, printing is what comes next. */
  readonly isPrinted: boolean
  readonly back: string | undefined
}

function SignForm({ request: { t, form, clock }, basis, isPrinted, back }: SignProps) {
  const names = ['givenOn', 'method', 'interpreterUsed', 'scan'] as const
  return (
    <Section title={t('people.bases.sign.title')}>
      <Stack>
        <Note>{t('people.bases.sign.not-yet')}</Note>
        <Form
          action={`${basisPath(basis.personId, basis.id)}/sign`}
          route="/people/:id/bases/:basis/sign"
          files
          labels={Object.fromEntries(names.map((name) => [name, t(`people.bases.field.${name}`)]))}
          initial={{ givenOn: clock.today(), method: 'signed' }}
          {...(form && { state: form })}
        >
          <Hidden name="version" value={basis.version} />
          {back && <Hidden name="back" value={back} />}
          <DateField name="givenOn" hint={t('people.bases.hint.givenOn')} />
          <RadioGroup
            name="method"
            choices={methods.map((method) => ({
              value: method,
              label: t(`people.bases.method.${method}`),
              hint: t(`people.bases.method-hint.${method}`),
            }))}
          />
          <Checkbox name="interpreterUsed" />
          <FileField name="scan" optional accept=".pdf,.png,.jpg,.jpeg" hint={t('people.bases.hint.scan')} />
          <ButtonRow>
            <Button look={isPrinted ? 'primary' : 'secondary'}>{t('people.bases.sign.do')}</Button>
          </ButtonRow>
        </Form>
      </Stack>
    </Section>
  )
}
