/** Questions of the assessment, what may be answered to them, and how two assessments compare. */

export const questionKinds = ['text', 'choice', 'scale', 'yesNo'] as const
export type QuestionKind = (typeof questionKinds)[number]

export interface Question {
  /** Stays the same through all versions, so that answers to the same question can be compared. */
  readonly key: string
  readonly text: string
  readonly kind: QuestionKind
  /** For `choice`: what can be chosen, in order. The words themselves are the answer. */
  readonly options: readonly string[]
  readonly required: boolean
}

export interface DomainQuestions {
  /** Key in the codelist of life domains. */
  readonly domain: string
  readonly questions: readonly Question[]
}

/** All questions of one version, by life domain, in the order in which they are asked. */
export interface FormContent {
  readonly domains: readonly DomainQuestions[]
}

/** How urgent a domain is: 1 needs help at once, 5 no need. */
export const ratings = [1, 2, 3, 4, 5] as const
export type Rating = (typeof ratings)[number]

/** Steps of a question of the kind `scale`. */
export const scaleSteps = ['1', '2', '3', '4', '5'] as const

export type Answers = Readonly<Record<string, string>>
export type Ratings = Readonly<Record<string, Rating>>

export const longestAnswer = 2000

export interface AnswerIssue {
  readonly key: string
  readonly code: 'required' | 'not-an-option' | 'too-long'
}

/** What was answered, by key, without what was left empty; what is missing or no possible answer is named. */
export function readAnswers(
  content: FormContent,
  typed: (key: string) => string,
): { answers: Answers; issues: readonly AnswerIssue[] } {
  const answers: Record<string, string> = {}
  const issues: AnswerIssue[] = []
  for (const { questions } of content.domains) {
    for (const question of questions) {
      const answer = typed(question.key).trim()
      const code = issueOf(question, answer)
      if (code) issues.push({ key: question.key, code })
      else if (answer !== '') answers[question.key] = answer
    }
  }
  return { answers, issues }
}

function issueOf({ kind, options, required }: Question, answer: string): AnswerIssue['code'] | undefined {
  if (answer === '') return required ? 'required' : undefined
  if (kind === 'text') return answer.length > longestAnswer ? 'too-long' : undefined
  const possible: readonly string[] = kind === 'choice' ? options : kind === 'scale' ? scaleSteps : ['yes', 'no']
  return possible.includes(answer) ? undefined : 'not-an-option'
}

/** A change of the form. Each gives a new version; none touches what was answered before. */
export type FormChange =
  | { readonly kind: 'add'; readonly domain: string; readonly question: Question }
  | { readonly kind: 'change'; readonly question: Question }
  | { readonly kind: 'remove'; readonly key: string }
  | { readonly kind: 'up' | 'down'; readonly key: string }

/** The next version. Undefined when the change changes nothing or names a question that is not there. */
export function changedForm(content: FormContent, change: FormChange): FormContent | undefined {
  if (change.kind === 'add') {
    if (keysOf(content).has(change.question.key)) return undefined
    const known = content.domains.some(({ domain }) => domain === change.domain)
    const domains = known ? content.domains : [...content.domains, { domain: change.domain, questions: [] }]
    return {
      domains: domains.map((one) =>
        one.domain === change.domain ? { ...one, questions: [...one.questions, change.question] } : one,
      ),
    }
  }
  const key = change.kind === 'change' ? change.question.key : change.key
  const place = content.domains.find(({ questions }) => questions.some((question) => question.key === key))
  if (!place) return undefined
  const questions = changedQuestions(place.questions, key, change)
  if (!questions) return undefined
  return { domains: content.domains.map((one) => (one === place ? { ...one, questions } : one)) }
}

function changedQuestions(
  questions: readonly Question[],
  key: string,
  change: Exclude<FormChange, { kind: 'add' }>,
): readonly Question[] | undefined {
  const at = questions.findIndex((question) => question.key === key)
  if (change.kind === 'remove') return questions.filter((question) => question.key !== key)
  if (change.kind === 'change') {
    if (JSON.stringify(questions[at]) === JSON.stringify(change.question)) return undefined
    return questions.map((question, index) => (index === at ? change.question : question))
  }
  const other = change.kind === 'up' ? at - 1 : at + 1
  const [one, two] = [questions[at], questions[other]]
  if (!one || !two) return undefined
  return questions.map((question, index) => (index === at ? two : index === other ? one : question))
}

export const keysOf = (content: FormContent): ReadonlySet<string> =>
  new Set(content.domains.flatMap(({ questions }) => questions.map(({ key }) => key)))

export interface Assessed {
  readonly ratings: Ratings
  readonly answers: Answers
  readonly form: FormContent
}

export interface ComparedDomain {
  readonly domain: string
  readonly first: Rating | null
  readonly last: Rating | null
  readonly turn: 'better' | 'worse' | 'same' | 'unknown'
  readonly questions: readonly ComparedQuestion[]
}

export interface ComparedQuestion {
  readonly key: string
  /** The words of the last version that has the question. */
  readonly text: string
  readonly kind: QuestionKind
  readonly first: string | null
  readonly last: string | null
}

/**
 * Two assessments side by side: every domain that one of them rated or answered, in the order of the later form, then what only
 * the earlier one asked.
 */
export function compareAssessments(first: Assessed, last: Assessed): readonly ComparedDomain[] {
  const order = [...last.form.domains, ...first.form.domains].map(({ domain }) => domain)
  const rated = [...Object.keys(last.ratings), ...Object.keys(first.ratings)]
  return [...new Set([...order, ...rated])]
    .map((domain) => ({
      domain,
      first: first.ratings[domain] ?? null,
      last: last.ratings[domain] ?? null,
      turn: turnOf(first.ratings[domain], last.ratings[domain]),
      questions: comparedQuestions(domain, first, last),
    }))
    .filter(({ first: before, last: after, questions }) => before || after || questions.length > 0)
}

function turnOf(first: Rating | undefined, last: Rating | undefined): ComparedDomain['turn'] {
  if (!first || !last) return 'unknown'
  return last > first ? 'better' : last < first ? 'worse' : 'same'
}

function comparedQuestions(domain: string, first: Assessed, last: Assessed): ComparedQuestion[] {
  const asked = new Map<string, Question>()
  for (const { form } of [last, first])
    for (const one of form.domains)
      if (one.domain === domain)
        for (const question of one.questions) if (!asked.has(question.key)) asked.set(question.key, question)
  return [...asked.values()]
    .map(({ key, text, kind }) => ({
      key,
      text,
      kind,
      first: first.answers[key] ?? null,
      last: last.answers[key] ?? null,
    }))
    .filter((question) => question.first !== null || question.last !== null)
}
