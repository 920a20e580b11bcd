/** What the API answers instead of what was asked for, as the panel knows it: a code, and a sentence for people. */
type ProblemBody = {
  readonly code: string
  readonly detail: string
  readonly status: number
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
  readonly [fact: string]: unknown
}

/** In the shape in which react-admin looks at errors. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly status: number
  readonly body: { readonly errors: Readonly<Record<string, string>> } | undefined
  /** What the sentence speaks of, in numbers and ids. */
  readonly facts: ProblemBody
  constructor(body: ProblemBody) {
    super(sentenceOf(body))
    this.code = body.code
    this.status = body.status
    this.body = formErrorsOf(body)
    this.facts = body
  }
}

/** What one field lacks is said beside it; what is said of all of it is said once. */
function formErrorsOf({ errors = [] }: ProblemBody) {
  const byField = errors.map(({ path, message }) => [path.replace(/^(body|query|params)\./, ''), message])
  return byField.length > 0 ? { errors: Object.fromEntries(byField) as Record<string, string> } : undefined
}

function sentenceOf({ detail, retryAfterSeconds }: ProblemBody): string {
  if (typeof retryAfterSeconds !== 'number') return detail
  const wait = retryAfterSeconds < 90 ? `${retryAfterSeconds}초` : `${Math.ceil(retryAfterSeconds / 60)}분`
  return `${detail} (${wait} 뒤)`
}

const offline: ProblemBody = {
  code: 'offline',
  status: 0,
  detail: '서버에 닿지 못했어요. 인터넷 연결을 확인해 주세요.',
}
const strange: ProblemBody = {
  code: 'strange',
  status: 500,
  detail: '알 수 없는 답이 왔어요. 잠시 뒤에 다시 해 주세요.',
}

type Answered<Data> = { data?: Data; error?: unknown; response: Response }

/** What was answered, with the version it has; throws a `Problem`. */
export async function ask<Data>(
  asked: Promise<Answered<Data>>,
): Promise<{ data: NonNullable<Data>; version: string | null }> {
  const { data, error, response } = await asked.catch(() => {
    throw new Problem(offline)
  })
  if (!response.ok) throw new Problem(isProblem(error) ? error : { ...strange, status: response.status })
  return { data: (data ?? {}) as NonNullable<Data>, version: response.headers.get('etag') }
}

function isProblem(error: unknown): error is ProblemBody {
  return error instanceof Object && 'code' in error && 'detail' in error
}
