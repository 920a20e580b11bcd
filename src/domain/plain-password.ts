/** Which passwords are guessed first. */

/** What is left of the commonest ones once the numbers behind them are off. */
const commonest = new Set([
  ...['password', 'passw0rd', 'p@ssw0rd', 'p@ssword', 'administrator', 'admin', 'administration', 'welcome', 'letmein'],
  ...['iloveyou', 'princess', 'sunshine', 'football', 'baseball', 'superman', 'trustno', 'changeme', 'secret', 'test'],
  ...['library', 'librarian', 'manager', 'chaekbang', 'chaekbangtalk', 'korea', 'q1w2e3r4t5', 'q1w2e3r4', '1q2w3e4r5t'],
  ...['1q2w3e4r', '1q2w3e4r5t6y', '1qaz2wsx', '1qaz2wsx3edc', 'qazwsxedc', 'zaq12wsx', 'zaq12wsxcde3', 'asdf', 'qwer'],
  ...['비밀번호', '관리자', '도서관', '책방톡', '사서'],
])

/** Keys beside one another, and letters as they are counted. */
const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz']

/** `password` in small letters. */
export function isPlainPassword(password: string): boolean {
  const word = password.replace(/[\d!@#$%^&*.~?]+$/, '')
  return (
    commonest.has(word) ||
    commonest.has(password) ||
    new Set(password).size < 4 ||
    /^(.{1,6}?)\1+.{0,2}$/u.test(password) ||
    password.split(/(?<=\D)(?=\d)|(?<=\d)(?=\D)/).every((part) => rows.some((row) => isAlong(row, part)))
  )
}

/** Forwards or backwards, and over the end on to the beginning. */
function isAlong(row: string, part: string): boolean {
  const around = row + row + row
  return around.includes(part) || [...around].toReversed().join('').includes(part)
}
