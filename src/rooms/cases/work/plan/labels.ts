import type { Locale } from '../../../../platform/i18n/index.ts'
import type { Doer } from './domain.ts'

/** What stands on a printed plan around its contents. */
export interface PlanLabels {
  readonly plan: string
  readonly goal: string
  readonly step: string
  readonly who: string
  readonly until: string
  readonly doers: Readonly<Record<Exclude<Doer, 'office'>, string>>
  readonly confirm: string
  readonly place: string
  readonly signature: string
  /** Beside contents that were not translated. */
  readonly onlyGerman: string
  readonly notReviewed: string
}

/** Languages whose labels somebody who speaks them has read. The others are marked on the paper. */
export const reviewed: ReadonlySet<Locale> = new Set<Locale>(['de'])

/**
 * Labels in the public languages. The contents of a plan are never translated by a machine: they stand in the person's language
 * where somebody typed them in, else in German.
 */
export const planLabels: Readonly<Record<Locale, PlanLabels>> = {
  de: {
    plan: 'Mein Plan',
    goal: 'Ziel',
    step: 'Schritt',
    who: 'Wer',
    until: 'Bis wann',
    doers: { person: 'Sie / Familie', caseManagement: 'Case Management' },
    confirm: 'Wir haben diesen Plan gemeinsam besprochen.',
    place: 'Ort, Datum',
    signature: 'Unterschrift',
    onlyGerman: 'nur auf Deutsch',
    notReviewed: 'Diese Übersetzung wurde noch nicht fachlich geprüft. Es gilt der deutsche Text.',
  },
  en: {
    plan: 'My plan',
    goal: 'Goal',
    step: 'Step',
    who: 'Who',
    until: 'By when',
    doers: { person: 'You / your family', caseManagement: 'Case management' },
    confirm: 'We have talked through this plan together.',
    place: 'Place, date',
    signature: 'Signature',
    onlyGerman: 'in German only',
    notReviewed: 'This translation has not been checked by a specialist yet. The German text holds.',
  },
  uk: {
    plan: 'Мій план',
    goal: 'Мета',
    step: 'Крок',
    who: 'Хто',
    until: 'До якого дня',
    doers: { person: 'Ви / сім’я', caseManagement: 'Кейс-менеджмент' },
    confirm: 'Ми разом обговорили цей план.',
    place: 'Місце, дата',
    signature: 'Підпис',
    onlyGerman: 'лише німецькою',
    notReviewed: 'Цей переклад ще не перевірений фахівцем. Чинним є німецький текст.',
  },
  ru: {
    plan: 'Мой план',
    goal: 'Цель',
    step: 'Шаг',
    who: 'Кто',
    until: 'До какого дня',
    doers: { person: 'Вы / семья', caseManagement: 'Кейс-менеджмент' },
    confirm: 'Мы вместе обсудили этот план.',
    place: 'Место, дата',
    signature: 'Подпись',
    onlyGerman: 'только на немецком',
    notReviewed: 'Этот перевод ещё не проверен специалистом. Действует немецкий текст.',
  },
  ar: {
    plan: 'خطتي',
    goal: 'الهدف',
    step: 'الخطوة',
    who: 'من',
    until: 'حتى متى',
    doers: { person: 'أنتم / العائلة', caseManagement: 'إدارة الحالات' },
    confirm: 'لقد ناقشنا هذه الخطة معًا.',
    place: 'المكان والتاريخ',
    signature: 'التوقيع',
    onlyGerman: 'بالألمانية فقط',
    notReviewed: 'لم يراجع مختص هذه الترجمة بعد. النص الألماني هو المعتمد.',
  },
  fa: {
    plan: 'برنامهٔ من',
    goal: 'هدف',
    step: 'گام',
    who: 'چه کسی',
    until: 'تا چه روزی',
    doers: { person: 'شما / خانواده', caseManagement: 'مدیریت پرونده' },
    confirm: 'ما این برنامه را با هم بررسی کرده‌ایم.',
    place: 'محل، تاریخ',
    signature: 'امضا',
    onlyGerman: 'فقط به آلمانی',
    notReviewed: 'این ترجمه هنوز توسط متخصص بررسی نشده است. متن آلمانی معتبر است.',
  },
  tr: {
    plan: 'Planım',
    goal: 'Hedef',
    step: 'Adım',
    who: 'Kim',
    until: 'Ne zamana kadar',
    doers: { person: 'Siz / aileniz', caseManagement: 'Vaka yönetimi' },
    confirm: 'Bu planı birlikte konuştuk.',
    place: 'Yer, tarih',
    signature: 'İmza',
    onlyGerman: 'yalnızca Almanca',
    notReviewed: 'Bu çeviri henüz bir uzman tarafından kontrol edilmedi. Almanca metin geçerlidir.',
  },
  ku: {
    plan: 'Plana min',
    goal: 'Armanc',
    step: 'Gav',
    who: 'Kî',
    until: 'Heta kengî',
    doers: { person: 'Hûn / malbat', caseManagement: 'Rêvebiriya dozê' },
    confirm: 'Me li ser vê planê bi hev re axivî.',
    place: 'Cih, roj',
    signature: 'Îmze',
    onlyGerman: 'tenê bi almanî',
    notReviewed: 'Ev werger hîn ji aliyê pisporekî ve nehatiye kontrolkirin. Nivîsa almanî derbasdar e.',
  },
  ro: {
    plan: 'Planul meu',
    goal: 'Scop',
    step: 'Pas',
    who: 'Cine',
    until: 'Până când',
    doers: { person: 'Dumneavoastră / familia', caseManagement: 'Managementul de caz' },
    confirm: 'Am discutat împreună acest plan.',
    place: 'Locul, data',
    signature: 'Semnătura',
    onlyGerman: 'numai în germană',
    notReviewed: 'Această traducere nu a fost încă verificată de un specialist. Este valabil textul german.',
  },
  bg: {
    plan: 'Моят план',
    goal: 'Цел',
    step: 'Стъпка',
    who: 'Кой',
    until: 'До кога',
    doers: { person: 'Вие / семейството', caseManagement: 'Кейс мениджмънт' },
    confirm: 'Обсъдихме този план заедно.',
    place: 'Място, дата',
    signature: 'Подпис',
    onlyGerman: 'само на немски',
    notReviewed: 'Този превод още не е проверен от специалист. Важи немският текст.',
  },
  pl: {
    plan: 'Mój plan',
    goal: 'Cel',
    step: 'Krok',
    who: 'Kto',
    until: 'Do kiedy',
    doers: { person: 'Pani/Pan / rodzina', caseManagement: 'Opieka nad sprawą' },
    confirm: 'Wspólnie omówiliśmy ten plan.',
    place: 'Miejscowość, data',
    signature: 'Podpis',
    onlyGerman: 'tylko po niemiecku',
    notReviewed: 'To tłumaczenie nie zostało jeszcze sprawdzone przez specjalistę. Obowiązuje tekst niemiecki.',
  },
  fr: {
    plan: 'Mon plan',
    goal: 'Objectif',
    step: 'Étape',
    who: 'Qui',
    until: 'Jusqu’à quand',
    doers: { person: 'Vous / votre famille', caseManagement: 'Accompagnement' },
    confirm: 'Nous avons parlé ensemble de ce plan.',
    place: 'Lieu, date',
    signature: 'Signature',
    onlyGerman: 'en allemand seulement',
    notReviewed: 'Cette traduction n’a pas encore été vérifiée par un spécialiste. Le texte allemand fait foi.',
  },
}

/** Other names under which a language of the platform is recorded with persons. */
const alike: Readonly<Record<string, Locale>> = { prs: 'fa', kmr: 'ku', 'ar-lev': 'ar', apc: 'ar' }

/** The language of the labels for a person's language (BCP 47); German where there are none. */
export function labelLocale(language: string): Locale {
  const known = alike[language]
  if (known) return known
  const [base = ''] = language.split('-')
  return Object.hasOwn(planLabels, base) ? (base as Locale) : (alike[base] ?? 'de')
}

/** Whether a plan can stand in this language (BCP 47). */
export const hasLabels = (language: string): boolean =>
  language.split('-')[0] === 'de' || labelLocale(language) !== 'de'
