import { createFormat, type Locale, languages } from '../../../../platform/i18n/index.ts'
import type { PlanContent, PlannedStep } from './domain.ts'
import { labelLocale, planLabels, reviewed } from './labels.ts'

/** One cell of a plan in two languages: German on one side, the person's language on the other. */
export interface TwoSided {
  readonly german: string
  readonly other: string
  /** Nobody typed in a translation: the other side says so. */
  readonly untranslated: boolean
}

export interface PlanSides {
  /** BCP 47 of the person's side. */
  readonly language: string
  readonly locale: Locale
  readonly direction: 'ltr' | 'rtl'
  /** The labels of that language were read by somebody who speaks it. */
  readonly reviewed: boolean
  /** The person reads German: one side is enough. */
  readonly single: boolean
  readonly goals: readonly {
    readonly key: string
    readonly title: TwoSided
    readonly until: TwoSided | null
    readonly steps: readonly {
      readonly key: string
      readonly title: TwoSided
      readonly who: TwoSided
      readonly until: TwoSided | null
    }[]
  }[]
}

/** A plan side by side in German and in the language of the person. */
export function sidesOf(plan: PlanContent, language: string): PlanSides {
  const locale = labelLocale(language)
  const [de, other] = [createFormat('de'), createFormat(locale)]
  const day = (value: PlannedStep['dueOn']): TwoSided | null =>
    value && { german: de.day(value), other: other.day(value), untranslated: false }
  return {
    language,
    locale,
    direction: languages[locale].direction,
    reviewed: reviewed.has(locale),
    single: locale === 'de',
    goals: plan.goals.map((goal) => ({
      key: goal.id,
      title: content(goal.title, goal.translated),
      until: day(goal.targetOn),
      steps: goal.steps.map((step) => ({
        key: step.id,
        title: content(step.title, step.translated),
        who: doer(step, locale),
        until: day(step.dueOn),
      })),
    })),
  }
}

const content = (german: string, translated: string | null): TwoSided => ({
  german,
  other: translated ?? german,
  untranslated: translated === null,
})

/** Offices keep their German name: people must find the door sign. */
function doer({ doer: who, doerName }: PlannedStep, locale: Locale): TwoSided {
  if (who === 'office') return { german: doerName ?? '', other: doerName ?? '', untranslated: false }
  return { german: planLabels.de.doers[who], other: planLabels[locale].doers[who], untranslated: false }
}
