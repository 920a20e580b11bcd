/** `규칙 …`: the numbers of the house, to be seen and changed. */
import type { App } from '../app.js'
import type { Policy } from '../domain/policy.js'
import type { StaleEdit } from '../domain/deed.js'
import type { PolicyKey, PolicyRefusal } from '../domain/policy-change.js'
import { isPolicyKey, policyNames, readPolicyPatch, sayContradiction } from '../policy-patch.js'
import { done, notDone, type Command, type Said } from './command.js'

export const policy: readonly Command[] = [
  { words: ['규칙 보기', 'policy show'], takes: '', does: '도서관 규칙과 지금 값을 보여 줘요', run: showPolicy },
  {
    words: ['규칙 바꾸기', 'policy set'],
    takes: 'KEY VALUE',
    does: '규칙 하나를 바꿔요. 예) 규칙 바꾸기 loanDays 14',
    run: changePolicy,
  },
]

const keys = Object.keys(policyNames).filter(isPolicyKey)

async function showPolicy(app: App): Promise<Said> {
  const { policy, defaults, isReadable } = await app.housePolicy()
  return done(
    ...(isReadable ? [] : [unreadable]),
    ...keys.map((key) => {
      const [now, usual] = [sayValue(valueOf(policy, key)), sayValue(valueOf(defaults, key))]
      return `${key} = ${now} — ${policyNames[key]}${now === usual ? '' : ` · 처음 값 ${usual}`}`
    }),
  )
}

async function changePolicy(app: App, [key, ...words]: readonly string[]): Promise<Said> {
  if (key === undefined || !isPolicyKey(key))
    return notDone(
      `${key ? `‘${key}’라는 규칙은 없어요.` : '바꿀 규칙을 적어 주세요.'} 이 가운데에서 골라 주세요.`,
      ...names(),
    )
  if (words.length === 0) return notDone(`${key}(${policyNames[key]}) 뒤에 새 값을 적어 주세요.`)
  const { policy: before, defaults } = await app.housePolicy()
  const read = readPolicyPatch(patchOf(key, readValue(words.join(' '), valueOf(defaults, key))))
  if (!read.ok) return notDone(read.fault)
  const changed = await app.changePolicy(read.patch)
  if (!changed.ok) return notDone(sayRefusal(changed.refusals[0], key))
  const [was, is] = [sayValue(valueOf(before, key)), sayValue(valueOf(changed.value.policy, key))]
  if (was === is) return done(`이미 그 값이에요. ${key} = ${is}`)
  return done(`바꿨어요. ${key} = ${is} (전에는 ${was}) — ${policyNames[key]}`, afterwards(key))
}

const unreadable =
  '저장된 규칙을 읽을 수 없어서 처음 값이나 마지막으로 읽은 값을 쓰고 있어요. 서버를 돌보는 분에게 알려 주세요.'

function sayRefusal(refusal: PolicyRefusal | StaleEdit, key: PolicyKey): string {
  switch (refusal.kind) {
    case 'stored-rules-unreadable':
      return '저장된 규칙을 읽을 수 없어 바꾸지 못했어요. 서버를 돌보는 분에게 알려 주세요.'
    case 'rules-contradict':
      return `${key}(${policyNames[key]}): ${sayContradiction(refusal.first, refusal.second)}`
    case 'stale-edit':
      return '그사이 다른 사서가 바꿨어요. 다시 해 주세요.'
  }
}

function afterwards(key: PolicyKey): string {
  const whatStays =
    key === 'feeWon' ? '이미 서가에 있는 책의 대여료는 그대로예요.' : '이미 정해진 반납일과 대여료는 그대로예요.'
  return `켜져 있는 서버는 10초 안에 따라와요. ${whatStays}`
}

function names(): string[] {
  return keys.map((key) => `  ${key} — ${policyNames[key]}`)
}

function valueOf(policy: Policy, key: PolicyKey): unknown {
  return key.split('.').reduce<unknown>((group, step) => (group as Record<string, unknown>)[step], policy)
}

function sayValue(value: unknown): string {
  if (value === '') return '없음'
  return Array.isArray(value) ? `[${value.join(',')}]` : String(value)
}

/** `{ loanDays: 14 }`, `{ hold: { limit: 2 } }`. */
function patchOf(key: PolicyKey, value: unknown): unknown {
  return key.split('.').reduceRight<unknown>((inner, step) => ({ [step]: inner }), value)
}

const yes = ['true', '예', '네', '켜기', '켬', 'on']
const no = ['false', '아니요', '아니오', '끄기', '끔', 'off']

/** What was typed, as the kind of value that stands there now; what cannot be one is left as text, to be refused. */
function readValue(typed: string, like: unknown): unknown {
  if (Array.isArray(like)) return listIn(typed)
  if (typeof like === 'boolean') return yes.includes(typed) ? true : no.includes(typed) ? false : typed
  if (typeof like === 'string') return typed === '없음' ? '' : typed
  return numberIn(typed)
}

/** `[1,3,7]`, `1, 3, 7`, `일,월`, `event-api log`, `없음`. */
function listIn(typed: string): unknown[] {
  const items = typed
    .replace(/[[\]"']/g, ' ')
    .split(/[\s,]+/)
    .filter((item) => item !== '' && item !== '없음')
  return items.map((item) =>
    /^[일월화수목금토](?:요일)?$/.test(item) ? '일월화수목금토'.indexOf(item.charAt(0)) : numberIn(item),
  )
}

/** `1,000` and `1_000` are numbers, too. */
function numberIn(typed: string): number | string {
  return /^-?\d[\d,_]*(?:\.\d+)?$/.test(typed) ? Number(typed.replace(/[,_]/g, '')) : typed
}
