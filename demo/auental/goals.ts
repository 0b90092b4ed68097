/** Goals as families and case managers agree on them, with their steps, some in the language of the family beside the German. */

export interface GoalPattern {
  readonly title: string
  readonly domain: string
  readonly translated: Readonly<Record<string, string>>
  readonly steps: readonly StepPattern[]
  /** Only for households with children. */
  readonly children?: true
}

export interface StepPattern {
  readonly title: string
  readonly doer: 'person' | 'caseManagement' | 'office'
  readonly office?: string
  readonly translated?: Readonly<Record<string, string>>
}

export const goalPatterns: readonly GoalPattern[] = [
  {
    title: 'Der Lebensunterhalt ist durchgehend gesichert',
    domain: 'livelihood',
    translated: {
      prs: 'هزینهٔ زندگی بدون وقفه تأمین است',
      ar: 'تأمين سبل العيش دون انقطاع',
      uk: 'Засоби до існування забезпечені без перерви',
    },
    steps: [
      {
        title: 'Antrag gemeinsam ausfüllen',
        doer: 'caseManagement',
        translated: { prs: 'پر کردن درخواست با هم', ar: 'تعبئة الطلب معاً', uk: 'Разом заповнити заяву' },
      },
      {
        title: 'Krankenkasse wählen, Nachweis mitbringen',
        doer: 'person',
        translated: {
          prs: 'انتخاب بیمهٔ صحی و آوردن تصدیق',
          ar: 'اختيار صندوق التأمين الصحي وإحضار الإثبات',
          uk: 'Обрати лікарняну касу та принести довідку',
        },
      },
      {
        title: 'Ersten Termin beim Jobcenter geben',
        translated: { ar: 'إعطاء الموعد الأول في الجوب سنتر', prs: 'دادن اولین وقت ملاقات در جاب‌سنتر' },
        doer: 'office',
        office: 'Jobcenter Kreis Auental',
      },
    ],
  },
  {
    title: 'Beide Eltern können einen Sprachkurs bis B1 besuchen',
    domain: 'language',
    translated: {
      prs: 'هر دو والدین می‌توانند تا سطح B1 در کورس زبان شرکت کنند',
      ar: 'يستطيع الوالدان حضور دورة لغة حتى المستوى B1',
      uk: 'Обоє батьків можуть відвідувати мовний курс до рівня B1',
    },
    steps: [
      {
        title: 'Berechtigung für den Integrationskurs beantragen',
        translated: { ar: 'طلب الأهلية لدورة الاندماج', prs: 'درخواست اجازهٔ کورس ادغام' },
        doer: 'person',
      },
      {
        title: 'Einstufungstest vereinbaren',
        translated: { ar: 'الاتفاق على موعد اختبار تحديد المستوى', prs: 'گرفتن وقت برای امتحان تعیین سطح' },
        doer: 'caseManagement',
      },
      {
        title: 'Kursplatz mit Kinderbeaufsichtigung zusagen',
        translated: { ar: 'تأكيد مكان في الدورة مع رعاية الأطفال', prs: 'تأیید جای کورس با نگهداری کودک' },
        doer: 'office',
        office: 'Sprachwerkstatt Aulenstedt',
      },
    ],
  },
  {
    title: 'Die Kinder besuchen Kindertagesstätte und Schule',
    domain: 'family',
    children: true,
    translated: {
      prs: 'کودکان به کودکستان و مکتب می‌روند',
      ar: 'يذهب الأطفال إلى الروضة والمدرسة',
      uk: 'Діти відвідують дитячий садок і школу',
    },
    steps: [
      {
        title: 'Betreuungsbedarf im Portal anmelden',
        translated: { ar: 'تسجيل الحاجة إلى رعاية الأطفال في البوابة', prs: 'ثبت نیاز به نگهداری کودک در پورتال' },
        doer: 'person',
      },
      {
        title: 'Termin bei der Schulischen Erstberatung wahrnehmen',
        translated: { ar: 'حضور موعد الاستشارة المدرسية الأولى', prs: 'رفتن به مشورهٔ اول مکتب' },
        doer: 'person',
      },
      {
        title: 'Über Betreuungsplatz entscheiden',
        translated: { ar: 'اتخاذ قرار بشأن مكان الرعاية', prs: 'تصمیم دربارهٔ جای کودکستان' },
        doer: 'office',
        office: 'Kreisjugendamt',
      },
    ],
  },
  {
    title: 'Die Familie wohnt in einer eigenen Wohnung',
    domain: 'housing',
    translated: {
      prs: 'خانواده در خانهٔ خودش زندگی می‌کند',
      ar: 'تسكن العائلة في شقة خاصة بها',
      uk: 'Родина живе у власному помешканні',
    },
    steps: [
      {
        title: 'Wohnberechtigungsschein beantragen',
        translated: { ar: 'طلب شهادة استحقاق السكن', prs: 'درخواست جواز مسکن اجتماعی' },
        doer: 'person',
      },
      {
        title: 'Wohnungslotsin anfragen',
        translated: { ar: 'التواصل مع مرشدة السكن', prs: 'تماس با راهنمای مسکن' },
        doer: 'caseManagement',
      },
    ],
  },
  {
    title: 'Der ausländische Berufsabschluss ist geprüft',
    domain: 'recognition',
    translated: {
      prs: 'مدرک مسلکی خارجی بررسی شده است',
      ar: 'تمت مراجعة الشهادة المهنية الأجنبية',
      uk: 'Іноземну професійну кваліфікацію перевірено',
    },
    steps: [
      {
        title: 'Zeugnisse übersetzen lassen',
        translated: { ar: 'ترجمة الشهادات', prs: 'ترجمهٔ مدارک' },
        doer: 'person',
      },
      {
        title: 'Termin bei der Anerkennungs- und Qualifizierungsberatung',
        translated: { ar: 'موعد لدى استشارة الاعتراف بالشهادات', prs: 'وقت در مشورهٔ تأیید مدارک' },
        doer: 'caseManagement',
      },
      {
        title: 'Gleichwertigkeitsfeststellung',
        translated: { ar: 'تحديد المعادلة', prs: 'تعیین معادل بودن مدرک' },
        doer: 'office',
        office: 'Bezirksregierung',
      },
    ],
  },
  {
    title: 'Belastungen nach der Flucht werden behandelt',
    domain: 'health',
    translated: {
      prs: 'فشارهای روانی پس از فرار تداوی می‌شود',
      ar: 'معالجة الضغوط النفسية بعد اللجوء',
      uk: 'Наслідки пережитого під час втечі лікуються',
    },
    steps: [
      {
        title: 'Hausärztin oder Hausarzt finden',
        translated: { ar: 'إيجاد طبيبة أو طبيب أسرة', prs: 'پیدا کردن داکتر خانوادگی' },
        doer: 'caseManagement',
      },
      {
        title: 'Erstgespräch mit Sprachmittlung anbieten',
        translated: { ar: 'عرض مقابلة أولى مع مترجم', prs: 'پیشنهاد گفتگوی اول با ترجمان' },
        doer: 'office',
        office: 'Psychosoziales Zentrum Auental',
      },
    ],
  },
  {
    title: 'Arbeit oder Ausbildung ist begonnen',
    domain: 'work',
    translated: {
      prs: 'کار یا آموزش مسلکی آغاز شده است',
      ar: 'بدء العمل أو التدريب المهني',
      uk: 'Розпочато роботу або професійне навчання',
    },
    steps: [
      { title: 'Lebenslauf schreiben', translated: { ar: 'كتابة السيرة الذاتية', prs: 'نوشتن سوانح' }, doer: 'person' },
      {
        title: 'Praktikumsbetrieb ansprechen',
        translated: { ar: 'التواصل مع شركة للتدريب', prs: 'تماس با محل کارآموزی' },
        doer: 'caseManagement',
      },
    ],
  },
]

export const noteTexts: readonly (readonly ['talk' | 'phone' | 'visit' | 'letter' | 'accompaniment', string])[] = [
  [
    'talk',
    'Gespräch mit Sprachmittlung. Die wichtigsten Wünsche: Sicherheit beim Geld, ein Kurs in der Nähe, Ruhe für die Kinder. Plan besprochen und erklärt.',
  ],
  [
    'phone',
    'Rückruf der Eingangszone: der Antrag ist da, es fehlt der Nachweis der Krankenkasse. Familie bringt ihn bis Freitag.',
  ],
  [
    'visit',
    'Hausbesuch in der Unterkunft. Zwei Zimmer, Küche wird geteilt. Feuchte Wand im Kinderzimmer, dem Sozialamt gemeldet.',
  ],
  ['letter', 'Bescheid über die Kostenübernahme eingegangen und gemeinsam gelesen. Widerspruchsfrist erklärt.'],
  [
    'accompaniment',
    'Begleitung zum Termin. Verständigung gelang nur, weil jemand aus der Familie übersetzte; künftig Sprachmittlung bestellen.',
  ],
  ['phone', 'Kursträger angerufen: Platz frühestens in zehn Wochen, auf der Warteliste eingetragen.'],
  [
    'letter',
    'Schreiben des Vermieters: Einzug zum Monatsersten möglich, Mietangebot liegt dem Sozialamt zur Prüfung vor.',
  ],
  ['phone', 'Schulische Erstberatung: Termin bestätigt, die Kinder kommen mit. Zeugnisse in Kopie mitbringen.'],
  [
    'talk',
    'Kurzes Gespräch ohne Anmeldung. Frage zum Kontoauszug geklärt, nächster Schritt ist der Antrag auf Bildung und Teilhabe.',
  ],
  [
    'accompaniment',
    'Gemeinsam bei der Anerkennungsberatung: das Zeugnis reicht für den Antrag, es fehlt eine Übersetzung des Fachs.',
  ],
  ['talk', 'Auswertung des Plans: zwei Schritte sind getan, ein Termin wurde verschoben. Neuer Termin in vier Wochen.'],
]

interface FollowUpPattern {
  readonly kind: 'followUp' | 'task' | 'appointment'
  readonly title: string
  /** What it came from; somebody's own idea unless told. */
  readonly origin?: 'handover' | 'consent' | 'step'
  /** Only for households with children. */
  readonly children?: true
  /** Where an appointment may be. */
  readonly places?: readonly string[]
}

export const followUps: readonly FollowUpPattern[] = [
  { kind: 'followUp', title: 'Jobcenter: ersten Termin nachfragen', origin: 'handover' },
  { kind: 'appointment', title: 'Hausbesuch mit Sprachmittlung', places: ['in der Unterkunft', 'bei der Familie'] },
  { kind: 'followUp', title: 'Ist der Nachweis der Krankenkasse eingegangen?' },
  { kind: 'task', title: 'Sprachmittlung für den Hausbesuch bestellen' },
  {
    kind: 'appointment',
    title: 'Hilfeplan gemeinsam auswerten',
    places: ['Auenwall 4, Raum 12', 'Auenwall 4, Raum 8'],
  },
  { kind: 'task', title: 'Anmeldung zur Schuleingangsuntersuchung vorbereiten', children: true },
  { kind: 'followUp', title: 'Kursträger: Stand der Warteliste nachfragen', origin: 'step' },
  { kind: 'followUp', title: 'Kreisjugendamt: Stand der Platzvergabe nachfragen', origin: 'handover', children: true },
  {
    kind: 'appointment',
    title: 'Begleitung zur Wohnungsbesichtigung',
    places: ['Treffpunkt Rathaus', 'Treffpunkt Bahnhof'],
  },
  { kind: 'followUp', title: 'Einwilligung läuft aus: Verlängerung besprechen', origin: 'consent' },
  { kind: 'task', title: 'Bescheid gemeinsam durchgehen, Widerspruchsfrist prüfen' },
  { kind: 'followUp', title: 'Wohnungsgeberbestätigung anfordern' },
  { kind: 'task', title: 'Unterlagen für die Anerkennungsberatung ordnen', origin: 'step' },
  { kind: 'followUp', title: 'Psychosoziales Zentrum: Stand der Warteliste nachfragen', origin: 'handover' },
  { kind: 'appointment', title: 'Begleitung zum Jobcenter', places: ['Jobcenter, Eingangszone'] },
  { kind: 'task', title: 'Antrag auf Bildung und Teilhabe ausfüllen', children: true },
  { kind: 'followUp', title: 'Hat der Kurs begonnen? Teilnahme nachfragen', origin: 'step' },
  { kind: 'task', title: 'Patin für den Alltag anfragen' },
  { kind: 'appointment', title: 'Gespräch in der Schule', children: true, places: ['im Sekretariat der Schule'] },
]

export const resources: readonly string[] = [
  'Spricht drei Sprachen, gut vernetzt in der Unterkunft, Führerschein vorhanden.',
  'Zehn Jahre Berufserfahrung in der Schneiderei, lernt schnell, große Geduld mit Behörden.',
  'Unterstützung durch eine ehrenamtliche Patin, Kinder sprechen schon gut Deutsch.',
  'Abgeschlossenes Studium, digital sicher, hilft anderen beim Ausfüllen von Formularen.',
]
