/** Which passwords are taken. */
import { describe, expect, it } from '@jest/globals'
import { checkPassword } from '../../src/domain/librarian.js'

const verdict = (password: string) => {
  const checked = checkPassword(password, 'bookkeeper@library.kr')
  return checked.ok ? 'taken' : checked.refusals[0].kind
}

describe('a password', () => {
  it.each([
    ...['1234567890', '0987654321', '12345678901234', 'qwertyuiop', 'QWERTYUIOP', 'poiuytrewq', 'abcdefghij'],
    ...['qwerty12345', 'qwer1234qwer1234', 'asdfghjkl123', 'abcabcabcabc', 'aaaaabbbbb', 'password12', 'Password1234!'],
    ...['1q2w3e4r5t', '1q2w3e4r5t6y', '1qaz2wsx3edc', 'admin123456', 'library2026!', '도서관1234567', 'bookkeeper'],
    ...['bookkeeper@library.kr', '가나다가나다가나다가'],
  ])('is not %s', (password) => {
    expect(verdict(password)).toBe('password-too-plain')
  })

  it.each([
    ...['first-password-1', '새로운비밀번호예요!', 'correct horse battery'],
    ...['k7#vq9Lp2x', '오늘도 책을 읽어요', '20261126 첫눈'],
  ])('may be %s', (password) => {
    expect(verdict(password)).toBe('taken')
  })

  it('is as long as its letters, however the keyboard puts hangul together', () => {
    expect(verdict('책방톡이다'.normalize('NFD'))).toBe('password-too-short')
  })
})
