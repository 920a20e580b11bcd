/** Who is reached by a phone number? Nobody has a phone here, so it is whoever typed the number as their own. */

export type PhoneBook = {
  /** Remembers the number in what a person typed, if there is one; the latest counts. */
  hear(member: string, said: string): void
  /** Of several who typed the number, the one who did so first. */
  ownerOf(number: string): string | undefined
}

export function openPhoneBook(): PhoneBook {
  const numbers = new Map<string, string>()
  return {
    hear(member, said) {
      const number = numberIn(said)
      if (!number || numbers.get(member) === number) return
      numbers.delete(member)
      numbers.set(member, number)
    },
    ownerOf: (number) => [...numbers].find(([, known]) => known === number)?.[0],
  }
}

/** `010-1234-5678` or `+82 10 1234 5678` as `01012345678`. */
function numberIn(said: string): string | undefined {
  const joined = said.normalize('NFKC').replace(/(?<=\d)[\s.()\p{Pd}]+(?=\d)/gu, '')
  const digits = /(?<!\d)(?:\+?820?|0)(1[016-9]\d{7,8})(?!\d)/.exec(joined)?.[1]
  return digits && `0${digits}`
}
