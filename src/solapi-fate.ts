/** What Solapi's codes say of a message, whether it is asked or reports by itself. */
import { strike } from './log.js'

/** For SMS and Alimtalk alike. */
const delivered = '4000'
/** Registered at Solapi (2000) or handed on (3000): nobody knows yet. */
const underWay = ['2000', '3000', 'PENDING', 'SENDING']

/** `status`: its word beside the code, where there is one. Any other code says why the message did not arrive. */
export function solapiFate(statusCode: string, status?: string | null): 'delivered' | 'under-way' | 'missed' {
  if (statusCode === delivered) return 'delivered'
  return underWay.includes(statusCode) || underWay.includes(status ?? '') ? 'under-way' : 'missed'
}

/** `3104 미사용자`: code and words as they are kept, without phone numbers and not too long. */
export function solapiReason(statusCode: string, words: string | null | undefined): string {
  return strike(`${statusCode} ${words ?? ''}`.trim()).slice(0, 200)
}
