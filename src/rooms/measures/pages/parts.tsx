import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Button,
  ButtonRow,
  Checkbox,
  DateField,
  Form,
  Name,
  Parts,
  Section,
  Select,
  State,
  TextArea,
  TextField,
} from '../../../platform/ui/index.ts'
import { fundingKinds, successionKinds } from '../domain/kinds.ts'
import { choosableConcepts } from '../queries/codes.ts'
import { fundingOf, indicatorsOf, milestonesOf, successionsOf } from '../queries/parts.ts'
import { euroWords, milestoneState, periodWords } from './measureparts.tsx'
import { measureSubject, partPage } from './partpage.tsx'

/** The labels of a form for a part, by the names of its fields. */
export const labelsFor = (t: PageRequest['t'], names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, t(`measures.part-field.${name}`)]))

export async function showMilestones(request: PageRequest<'id'>): Promise<Page> {
  const { t, tx, locale, clock } = request
  const subject = await measureSubject(request)
  const format = createFormat(locale)
  const milestones = await milestonesOf(tx, subject.measure.id)
  return partPage(request, subject, {
    part: 'milestones',
    rows: milestones.map((row) => {
      const { kind, words } = milestoneState(t, format, clock.today(), row)
      return {
        id: row.id,
        content: <Name>{row.title}</Name>,
        meta: row.note,
        below: <State kind={kind}>{words}</State>,
        initial: { title: row.title, due: row.dueOn, reached: row.reachedOn, note: row.note },
      }
    }),
    labels: labelsFor(t, ['title', 'due', 'reached', 'note']),
    fields: (
      <>
        <TextField name="title" maxLength={300} />
        <DateField name="due" optional />
        <DateField name="reached" optional />
        <TextArea name="note" optional rows={2} maxLength={1000} />
      </>
    ),
  })
}

export async function showIndicators(request: PageRequest<'id'>): Promise<Page> {
  const { t, tx, locale, form, clock } = request
  const subject = await measureSubject(request)
  const format = createFormat(locale)
  const indicators = await indicatorsOf(tx, subject.measure.id)
  const number = (value: number) => format.number(value, Number.isInteger(value) ? 0 : 2)
  return partPage(request, subject, {
    part: 'indicators',
    rows: indicators.map((row) => {
      const last = row.values.at(-1)
      return {
        id: row.id,
        content: <Name>{row.name}</Name>,
        meta: (
          <Parts
            parts={[
              last
                ? t('measures.indicator.last', {
                    amount: `${number(last.value)} ${row.unit}`,
                    day: format.day(last.asOf),
                  })
                : t('measures.indicator.no-value'),
              row.target !== null && t('measures.indicator.target-is', { amount: `${number(row.target)} ${row.unit}` }),
            ]}
          />
        ),
        initial: {
          name: row.name,
          unit: row.unit,
          target: row.target === null ? null : String(row.target).replace('.', ','),
          targetOn: row.targetOn,
        },
      }
    }),
    labels: labelsFor(t, ['name', 'unit', 'target', 'targetOn']),
    fields: (
      <>
        <TextField name="name" maxLength={300} />
        <TextField name="unit" maxLength={40} width="m" hint={t('measures.indicator.unit-hint')} />
        <TextField name="target" optional numeric width="m" />
        <DateField name="targetOn" optional />
      </>
    ),
    more: indicators.length > 0 && (
      <Section title={t('measures.part-form.values.add')}>
        <Form
          prefix="value-"
          action={`${subject.path}/values`}
          route="/measures/:id/values"
          labels={labelsFor(t, ['indicator', 'asOf', 'value', 'note'])}
          initial={{ indicator: indicators.length === 1 ? indicators[0]?.id : undefined, asOf: clock.today() }}
          state={form}
        >
          <Select
            name="indicator"
            options={indicators.map((row) => ({ value: row.id, label: `${row.name} (${row.unit})` }))}
            empty={t('measures.choose')}
          />
          <DateField name="asOf" />
          <TextField name="value" numeric width="m" hint={t('measures.indicator.value-hint')} />
          <TextArea name="note" optional rows={2} maxLength={1000} />
          <ButtonRow>
            <Button look="secondary">{t('measures.part-form.enter')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    ),
  })
}

export async function showFunding(request: PageRequest<'id'>): Promise<Page> {
  const { t, tx, locale } = request
  const subject = await measureSubject(request)
  const format = createFormat(locale)
  return partPage(request, subject, {
    part: 'funding',
    rows: (await fundingOf(tx, subject.measure.id)).map((row) => ({
      id: row.id,
      content: <Name>{row.source}</Name>,
      meta: (
        <Parts
          parts={[
            t(`measures.funding-kind.${row.kind}`),
            euroWords(t, format, row.amountCents),
            periodWords(t, format, row.validFrom, row.validUntil),
            row.note,
          ]}
        />
      ),
      initial: {
        source: row.source,
        kind: row.kind,
        amount: row.amountCents === null ? null : (row.amountCents / 100).toFixed(2).replace('.', ','),
        from: row.validFrom,
        until: row.validUntil,
        note: row.note,
      },
    })),
    labels: labelsFor(t, ['source', 'kind', 'amount', 'from', 'until', 'note']),
    fields: (
      <>
        <TextField name="source" maxLength={200} hint={t('measures.funding.source-hint')} />
        <Select
          name="kind"
          options={fundingKinds.map((kind) => ({ value: kind, label: t(`measures.funding-kind.${kind}`) }))}
          empty={t('measures.choose')}
        />
        <TextField name="amount" optional numeric width="m" hint={t('measures.funding.amount-hint')} />
        <DateField name="from" optional />
        <DateField name="until" optional />
        <TextArea name="note" optional rows={2} maxLength={1000} />
      </>
    ),
  })
}

export async function showConceptLinks(request: PageRequest<'id'>): Promise<Page> {
  const { t, tx, actor } = request
  const subject = await measureSubject(request)
  const concepts = await choosableConcepts(tx, actor)
  return partPage(request, subject, {
    part: 'concepts',
    rows: subject.measure.concepts.map((concept) => ({
      id: concept.id,
      content: <Name>{concept.title}</Name>,
      meta: (
        <Parts
          parts={[
            t(`measures.concept-role.${concept.role}`),
            concept.number && t('measures.concept.number', { number: concept.number }),
            concept.chapter,
          ]}
        />
      ),
      initial: {
        concept: concept.key,
        role: concept.role,
        number: concept.number,
        chapter: concept.chapter,
      },
    })),
    labels: { ...labelsFor(t, ['role', 'number', 'chapter']), concept: t('measures.concept.one') },
    initial: { role: 'origin' },
    fields: (
      <>
        <Select
          name="concept"
          options={concepts.map(({ key, name }) => ({ value: key, label: name }))}
          empty={t('measures.choose')}
        />
        <Select
          name="role"
          options={['origin', 'continuation'].map((role) => ({
            value: role,
            label: t(`measures.concept-role.${role}`),
          }))}
        />
        <TextField name="number" optional maxLength={20} width="s" />
        <TextField name="chapter" optional maxLength={200} />
      </>
    ),
  })
}

export async function showSuccession(request: PageRequest<'id'>): Promise<Page> {
  const { t, tx, actor, locale, clock } = request
  const subject = await measureSubject(request)
  const format = createFormat(locale)
  const { successors } = await successionsOf(tx, actor, subject.measure.id)
  return partPage(request, subject, {
    part: 'succession',
    rows: successors.map((row) => ({
      id: row.id,
      content: (
        <Name>
          {row.number} {row.title}
        </Name>
      ),
      meta: (
        <Parts
          parts={[
            t(`measures.succession-kind.${row.kind}`),
            row.throughKim && t('measures.succession.through-kim'),
            t('measures.since', { day: format.day(row.since) }),
            row.note,
          ]}
        />
      ),
      initial: {
        successor: row.number,
        kind: row.kind,
        throughKim: row.throughKim,
        since: row.since,
        note: row.note,
      },
    })),
    labels: labelsFor(t, ['successor', 'kind', 'throughKim', 'since', 'note']),
    initial: { since: clock.today(), kind: 'continued' },
    fields: (
      <>
        <TextField name="successor" maxLength={20} width="s" hint={t('measures.succession.number-hint')} />
        <Select
          name="kind"
          options={successionKinds.map((kind) => ({ value: kind, label: t(`measures.succession-kind.${kind}`) }))}
        />
        <Checkbox name="throughKim" />
        <DateField name="since" />
        <TextArea name="note" optional rows={2} maxLength={1000} />
      </>
    ),
  })
}
