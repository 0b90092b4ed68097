import type { ReactNode } from 'react'
import type { FormState } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  CheckboxList,
  type Choice,
  DateField,
  Form,
  Hidden,
  Part,
  RadioGroup,
  Section,
  Select,
  Stack,
  T,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { type DataCategory, dataCategories } from '../../../people/index.ts'
import type { SharingContext } from '../context.ts'
import { consentWish } from '../domain/consent.ts'
import { isTyped, linesOf } from '../domain/content.ts'
import { coveredBy, longest, type Prepared, readings, travellers } from '../domain/prepare.ts'
import { choiceOf, lineField } from '../domain/typed.ts'
import { germanWords } from '../german.ts'
import { chosenRoute, newHandoverPath, newHandoverRoute, previewPath } from '../paths.ts'
import { basisName } from '../view.tsx'

export interface SharingFormProps {
  readonly context: SharingContext
  readonly prepared: Prepared | undefined
  readonly form: FormState | undefined
  /** Fingerprint of the preview beside the form. */
  readonly seen: string
  /** The draft at whose address the form stands. */
  readonly choice: string | undefined
}

/** The form of a hand-over: to whom, for what, what goes along, for how long. */
export function SharingForm({ context, prepared, form, seen, choice }: SharingFormProps) {
  const { t, format } = useRender()
  const { file, typed, known, receiver, chosen } = context
  const values = valuesOf(context, seen)
  return (
    <Section title={t('cases.sharing.details')}>
      <Form
        action={newHandoverPath(file.id, choice)}
        route={choice ? chosenRoute : newHandoverRoute}
        labels={labelsOf(t)}
        state={form && { ...form, values }}
        initial={values}
        withoutSummary
      >
        <p className="nl-meta">{t('cases.sharing.needed')}</p>
        <Hidden name="chosenFor" value={choiceOf(typed)} />
        <Hidden name="seen" value={seen} />
        {/* The enter key presses the first button of a form: not one that asks for a consent. */}
        <button className="kern-sr-only" type="submit" name="do" value="offer" tabIndex={-1} aria-hidden="true" />
        <ReceiverField context={context} />
        <Select
          name="interface"
          hint={t('cases.sharing.interface-hint')}
          empty={t('cases.choose')}
          options={context.interfaces.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {known ? (
          <>
            <CheckboxList
              name="categories"
              hint={t('cases.sharing.categories-hint')}
              choices={categoryChoices(context, t, format)}
            />
            <Members context={context} />
            <Lines context={context} />
            <Documents context={context} />
          </>
        ) : (
          <ButtonRow>
            <Button look="secondary" unchecked action={previewPath(file.id, choice)} name="do" value="preview">
              {t('cases.sharing.next')}
            </Button>
          </ButtonRow>
        )}
        <TextArea
          name="note"
          optional
          rows={3}
          maxLength={longest.note}
          hint={t('cases.sharing.note-hint', { count: longest.note })}
        />
        <RadioGroup
          name="reads"
          choices={readings.map((value) => ({ value, label: t(`cases.sharing.reading.${value}`) }))}
        />
        {context.laws && <Change from={chosen?.fromJurisdiction ?? ''} to={chosen?.toJurisdiction ?? ''} />}
        <ButtonRow>
          <Button name="do" value="offer">
            {t('cases.sharing.offer')}
          </Button>
          <Button look="secondary" unchecked action={previewPath(file.id, choice)} name="do" value="preview">
            {t('cases.sharing.refresh')}
          </Button>
          <Button look="tertiary" unchecked action={previewPath(file.id, choice)} name="do" value="draft">
            {t('cases.sharing.keep')}
          </Button>
        </ButtonRow>
        {receiver && (
          <p className="nl-meta">
            <T
              k="cases.sharing.deadline"
              values={{
                receiver: receiver.name,
                day: format.day(context.replyBy),
                answer: context.answerDays,
                escalation: context.escalationDays,
                b: (pieces: ReactNode) => <strong>{pieces}</strong>,
              }}
            />
          </p>
        )}
        {prepared && prepared.keptBack.length > 0 && (
          <p className="nl-meta">{t('cases.sharing.kept-back', { count: prepared.keptBack.length })}</p>
        )}
      </Form>
    </Section>
  )
}

type Translate = ReturnType<typeof useRender>['t']
type Format = ReturnType<typeof useRender>['format']

/** The label of every field of the form, also for the summary of errors above it. */
export function labelsOf(t: Translate): Readonly<Record<string, string>> {
  const names = [
    'to',
    'interface',
    'categories',
    'members',
    'endsOn',
    'note',
    'documents',
    'documentsAs',
    'reads',
    'changeOn',
    'openItems',
  ]
  return {
    ...Object.fromEntries(names.map((name) => [name, t(`cases.sharing.field.${name}`)])),
    ...Object.fromEntries(
      dataCategories.map((category) => [
        lineField(category),
        t('cases.sharing.line', { category: t(`cases.sharing.words.label-${category}`) }),
      ]),
    ),
  }
}

function valuesOf({ typed, known }: SharingContext, seen: string): Record<string, string | readonly string[]> {
  return {
    to: typed.to,
    interface: typed.interface,
    // What was asked for and not agreed to cannot be chosen.
    categories: known ? typed.categories.filter((one) => coveredBy(known).includes(one)) : typed.categories,
    members: known ? typed.members.filter((id) => known.bases.get(id)?.size !== 0) : typed.members,
    endsOn: typed.endsOn,
    note: typed.note,
    documents: typed.documents,
    documentsAs: typed.documentsAs ?? '',
    reads: typed.reads,
    changeOn: typed.changeOn,
    openItems: typed.openItems,
    seen,
    ...Object.fromEntries(
      Object.entries(typed.lines).map(([category, line]) => [lineField(category as DataCategory), line]),
    ),
  }
}

function ReceiverField({ context }: { context: SharingContext }) {
  const { t } = useRender()
  const groups = (['interface', 'offer', 'kind', 'other'] as const).flatMap((why) => {
    const options = context.receivers
      .filter((one) => one.why === why)
      .map(({ id, name }) => ({ value: id, label: name }))
    return options.length > 0 ? [{ label: t(`cases.sharing.receivers.${why}`), options }] : []
  })
  return <Select name="to" empty={t('cases.choose')} options={groups} />
}

/** Each category with what it would say and the basis that carries it; without one it cannot be chosen. */
function categoryChoices({ known, typed, bases, file }: SharingContext, t: Translate, format: Format): Choice[] {
  if (!known) return []
  const covered = coveredBy(known)
  const shown = dataCategories.filter(
    (category) => covered.includes(category) || known.needs.categories.includes(category),
  )
  const rest = dataCategories.filter((category) => !shown.includes(category))
  return [...shown, ...rest].map((category) => {
    const basis = bases.get(category)
    const name = t(`cases.sharing.words.label-${category}`)
    const said = linesOf(
      category,
      known.facts,
      travellers(known, category, typed.members),
      { lines: typed.lines, endsOn: null },
      germanWords,
    )
    const what = said.length > 0 && category !== 'contact' ? `${name}: ${said.join(', ')}` : name
    return basis
      ? { value: category, label: <bdi>{what}</bdi>, hint: basisName(basis, t, format) }
      : {
          value: category,
          label: name,
          disabled: true,
          hint: (
            <>
              {t('cases.sharing.no-basis')}{' '}
              <ConsentButton caseId={file.id} wish={consentWish(file.personId, category)} about={name} />
            </>
          ),
        }
  })
}

/** Asks for the consent that is missing; what was typed is kept and comes back afterwards. */
function ConsentButton({ caseId, wish, about }: { caseId: string; wish: string; about: string }) {
  const { t } = useRender()
  return (
    <Button look="row" unchecked action={previewPath(caseId)} name="do" value={wish}>
      {t('cases.sharing.get-consent')}
      <span className="kern-sr-only">: {about}</span>
    </Button>
  )
}

/** Members of the family go along only where they are ticked, and only by a basis of their own. */
function Members({ context: { members, known, file } }: { context: SharingContext }) {
  const { t } = useRender()
  if (members.length === 0 || !known) return null
  const covered = (id: string) => (known.bases.get(id)?.size ?? 0) > 0
  return (
    <CheckboxList
      name="members"
      optional
      hint={t('cases.sharing.members-hint')}
      choices={members.map(({ id, code, name, role, born }) => {
        const year = born === null ? '' : `, ${born.slice(0, 4)}`
        const own = role === 'child' || covered(id)
        return {
          value: id,
          label: <bdi>{`${name ?? code} (${t(`cases.sharing.role.${role}`)}${year})`}</bdi>,
          disabled: !own,
          ...(!own && {
            hint: (
              <>
                {t('cases.sharing.member-without')}{' '}
                <ConsentButton caseId={file.id} wish={consentWish(id)} about={name ?? code} />
              </>
            ),
          }),
        }
      })}
    />
  )
}

/** What no record says is typed: one line for each chosen category that has no other source. */
function Lines({ context: { known, typed, chosen } }: { context: SharingContext }) {
  const { t } = useRender()
  if (!known) return null
  const covered = coveredBy(known)
  const shown = dataCategories.filter(
    (category) =>
      isTyped(category) &&
      covered.includes(category) &&
      (known.needs.categories.includes(category) || typed.categories.includes(category)),
  )
  return shown.map((category) => (
    <Stack key={category}>
      {category === 'livelihood' && (
        <DateField
          name="endsOn"
          optional
          hint={t('cases.sharing.ends-hint', { law: chosen?.fromJurisdiction ?? '' })}
        />
      )}
      <TextField name={lineField(category)} optional maxLength={longest.line} hint={t('cases.sharing.line-hint')} />
    </Stack>
  ))
}

/** Documents go by the basis of one category: whoever sends them knows what stands in them. */
function Documents({ context: { documents, known } }: { context: SharingContext }) {
  const { t, format } = useRender()
  if (documents.length === 0 || !known) return null
  return (
    <>
      <CheckboxList
        name="documents"
        optional
        choices={documents.map(({ id, name, sizeBytes }) => ({
          value: id,
          label: <bdi>{`${name} (${format.number(Math.ceil(sizeBytes / 1000))} kB)`}</bdi>,
        }))}
      />
      <Select
        name="documentsAs"
        optional
        hint={t('cases.sharing.documents-as-hint')}
        empty={t('cases.choose')}
        options={coveredBy(known).map((category) => ({
          value: category,
          label: t(`cases.sharing.words.label-${category}`),
        }))}
      />
    </>
  )
}

/** The change of jurisdiction that the hand-over brings: from which day, and what is still open. */
function Change({ from, to }: { from: string; to: string }) {
  const { t } = useRender()
  return (
    <Part title={t('cases.sharing.change', { from, to })}>
      <DateField name="changeOn" optional hint={t('cases.sharing.change-hint')} />
      <TextArea
        name="openItems"
        optional
        rows={2}
        maxLength={longest.openItems}
        hint={t('cases.sharing.open-items-hint')}
      />
    </Part>
  )
}
