import type { FormContent, Question } from './domain.ts'

const asked = (key: string, text: string, rest: Partial<Question> = {}): Question => ({
  key,
  text,
  kind: 'text',
  options: [],
  required: false,
  ...rest,
})

const yesNo = { kind: 'yesNo' } as const

/**
 * The form as the program ships it (version 0): few questions, since a district decides itself what it asks. The domains are
 * those of the codelist of life domains; each is also rated, whatever is asked in it.
 */
export const shippedForm: FormContent = {
  domains: [
    { domain: 'residence', questions: [asked('residence-worry', 'Was ist beim Aufenthalt gerade offen?')] },
    {
      domain: 'livelihood',
      questions: [
        asked('livelihood-source', 'Wovon lebt der Haushalt zurzeit?', {
          kind: 'choice',
          options: [
            'Arbeit',
            'Leistungen nach AsylbLG',
            'Leistungen nach SGB II',
            'Unterstützung durch Angehörige',
            'anderes',
          ],
        }),
        asked('livelihood-gap', 'Gibt es eine Zeit ohne Zahlung?', yesNo),
      ],
    },
    {
      domain: 'housing',
      questions: [asked('housing-own', 'Eigene Wohnung?', yesNo), asked('housing-need', 'Was fehlt?')],
    },
    { domain: 'health', questions: [asked('health-doctor', 'Hausärztlich versorgt?', yesNo)] },
    {
      domain: 'language',
      questions: [
        asked('language-letters', 'Wie gut werden Briefe von Ämtern verstanden?', { kind: 'scale' }),
        asked('language-course', 'Besucht oder sucht einen Kurs?'),
      ],
    },
    { domain: 'education', questions: [asked('education-children', 'Wie geht es in Schule und Bildung?')] },
    { domain: 'recognition', questions: [asked('recognition-papers', 'Liegen Zeugnisse vor?', yesNo)] },
    { domain: 'work', questions: [asked('work-wish', 'Welche Arbeit oder Ausbildung wird angestrebt?')] },
    { domain: 'family', questions: [asked('family-care', 'Ist die Betreuung der Kinder gesichert?', yesNo)] },
    { domain: 'participation', questions: [asked('participation-contacts', 'Welche Kontakte gibt es im Ort?')] },
    { domain: 'mobility', questions: [asked('mobility-online', 'Zugang zu Internet und Geräten?', yesNo)] },
    { domain: 'safety', questions: [] },
  ],
}
