/** What a librarian types to register somebody: `김하늘 010-1234-5678 14세이상`, or with a guardian. */
import { readName, readPhone } from '../domain/member.js'

type Person = { readonly name: string; readonly phone: string }
type Registration = Person & { readonly guardian: Person | null }

const example = {
  adult: '예) 회원 등록 김하늘 010-1234-5678 14세이상',
  child: '예) 회원 등록 김하늘 010-1234-5678 보호자 김바다 010-8765-4321 동의',
}

const ofAge = ['14세이상', 'of-age']
const guardianWords = ['보호자', 'guardian']
const consentWords = ['동의', 'consents']

/** The registration; or what is missing, in lines that repeat no phone number. */
export function readRegistration(words: readonly string[]): Registration | string[] {
  const at = words.findIndex((word) => guardianWords.includes(word))
  const isOfAge = ofAge.includes(words.at(-1) ?? '')
  const own = at >= 0 ? words.slice(0, at) : isOfAge ? words.slice(0, -1) : words
  const person = readPerson(own)
  if (typeof person === 'string') return [person, example.adult, example.child]
  if (at >= 0) return withGuardian(person, words.slice(at + 1))
  if (isOfAge) return { ...person, guardian: null }
  return [
    '만 14세 이상이면 끝에 ‘14세이상’을 적어 주세요.',
    '만 14세 미만이면 보호자의 동의가 필요해요. 보호자의 이름과 전화번호를 받고, 동의를 확인한 뒤 ‘동의’까지 적어 주세요.',
    example.adult,
    example.child,
  ]
}

function withGuardian(person: Person, words: readonly string[]): Registration | string[] {
  if (!consentWords.includes(words.at(-1) ?? ''))
    return ['보호자가 동의했으면 끝에 ‘동의’를 적어 주세요. 동의 없이는 등록할 수 없어요.', example.child]
  const guardian = readPerson(words.slice(0, -1))
  return typeof guardian === 'string' ? [`보호자: ${guardian}`, example.child] : { ...person, guardian }
}

/** A name, of one word or several, and a phone number behind it. */
function readPerson(words: readonly string[]): Person | string {
  const from = words.findIndex((word) => /\d/.test(word))
  const name = readName((from < 0 ? words : words.slice(0, from)).join(' '))
  if (!name) return '이름을 읽지 못했어요. 이름, 전화번호 차례로 적어 주세요.'
  const phone = from < 0 ? null : readPhone(words.slice(from).join(' '))
  return phone ? { name, phone } : '휴대전화번호를 읽지 못했어요. 010-1234-5678처럼 적어 주세요.'
}
