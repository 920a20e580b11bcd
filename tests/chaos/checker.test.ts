/** Can the checker of a storm be trusted? It has nothing to say of a house that kept its word, and names every broken one. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { check } from '../../chaos/checker/check.js'
import { openHistory, type History, type Told } from '../../chaos/history.js'
import { noRecheck } from '../../chaos/sabotage.js'
import { crowd, type Member } from '../support/crowd.js'
import { openLibrary, payInBrowser, type Library } from '../support/library.js'
import { payCard } from '../support/payment.js'

function kakaoOf({ simulator }: Library): { simulator: NonNullable<Library['simulator']> } {
  if (!simulator) throw new Error('no simulator')
  return { simulator }
}

describe('the checker', () => {
  let library: Library
  let members: readonly Member[]
  let history: History
  let books = 0
  beforeAll(async () => {
    library = await openLibrary('mariadb')
    members = await crowd(library, 3, 20_000)
  })
  beforeEach(async () => {
    history = openHistory()
    await library.settle()
    expect(await complaints()).toEqual([])
  })
  afterAll(() => library.close())

  const complaints = () => check(library, { history, outside: outside(), people: members, longestPauseMs: 0 })
  const outside = () => kakaoOf(library)
  const now = () => library.app.now().getTime()
  const [one, other, third] = [() => memberAt(0), () => memberAt(1), () => memberAt(2)]
  function memberAt(index: number): Member {
    const member = members[index]
    if (!member) throw new Error('nobody is there')
    return member
  }

  /** A tap on 대여하기 of a new book, and what was said to it; the id of its rental. */
  async function rents(member: Member, nonce: string): Promise<string> {
    const { bookId } = await library.book({ title: `검사하는 책 ${++books}` })
    const rented = await library.app.rentBook({
      ...{ memberId: member.memberId, bookId },
      commandKey: `${member.memberId}:${nonce}`,
    })
    if (!rented.ok) throw new Error('not rented')
    told(member, 'rent', nonce, 'ok')
    while ((await library.app.deliverLetters()) > 0);
    return rented.value.rental.id
  }
  function told(member: Member, deed: string, key: string, answer: 'ok' | 'refused'): void {
    history
      .begin({ who: member.name, deed, key, about: {} })
      .attempts.push({ told: answer, outcome: answer, at: now(), ms: 1 })
  }
  /** One more try of the third member's tap, made and answered so long ago. */
  function hears(key: string, answer: Told, agoMs: number): void {
    const same = history.commands.find((command) => command.key === key)
    const { attempts } = same ?? history.begin({ who: third().name, deed: 'rent', key, about: {} })
    attempts.push({ told: answer, outcome: answer, at: now() - agoMs, ms: 1 })
  }
  /** Breaks the store by hand, looks, and puts it back. */
  async function whenBroken(harm: string, mend: string): Promise<string> {
    await library.rows(harm)
    const found = await complaints()
    await library.rows(mend)
    await library.app.board.rebuild()
    return found.join('\n')
  }

  it('has nothing to say of a tap that was done once, nor of one that was refused and was not', async () => {
    await rents(one(), 'once')
    told(other(), 'rent', 'never', 'refused')
    expect(await complaints()).toEqual([])
  })

  it('misses a rental that was promised', async () => {
    told(one(), 'rent', 'promised', 'ok')
    expect(await complaints()).toEqual([`rent promised of ${one().name} (ok) was accepted and is lost`])
  })

  it('finds one that was refused and done all the same', async () => {
    const rental = await rents(one(), 'silent')
    history = openHistory()
    told(one(), 'rent', 'silent', 'refused')
    expect(await complaints()).toEqual([`rent silent of ${one().name} (refused) was refused and done all the same`])
    expect(rental).not.toBe('')
  })

  it('finds one that was turned away every time and done all the same, unless it was left open once', async () => {
    await rents(third(), 'away')
    const complaintsOf = (...tellings: readonly Told[]) => {
      history = openHistory()
      for (const answer of tellings) hears('away', answer, 0)
      return complaints()
    }
    const complaint = 'was turned away every time and done all the same'
    expect(await complaintsOf('turned-away', 'turned-away')).toEqual([
      `rent away of ${third().name} (turned-away, turned-away) ${complaint}`,
    ])
    expect(await complaintsOf('turned-away', 'left-open')).toEqual([])
  })

  it('finds one that was begun when all who asked for it had been answered', async () => {
    await rents(third(), 'late')
    history = openHistory()
    hears('late', 'left-open', 5_000)
    expect(await complaints()).toEqual([`rent late of ${third().name} (left-open) was begun when nobody waited for it`])
    hears('late', 'silence', 3_000)
    expect(await complaints()).toEqual([])
  })

  it('finds one tap that did its work twice, where no index forbids it', async () => {
    const [first, second] = [await rents(one(), 'first'), await rents(one(), 'second')]
    history = openHistory()
    told(one(), 'rent', 'first', 'ok')
    await library.rows('ALTER TABLE rentals DROP INDEX rentals_once_per_command')
    const found = await whenBroken(
      `UPDATE rentals SET command_key = '${one().memberId}:first' WHERE id = '${second}'`,
      `UPDATE rentals SET command_key = '${one().memberId}:second' WHERE id = '${second}'`,
    )
    await library.rows('ALTER TABLE rentals ADD UNIQUE INDEX rentals_once_per_command (command_key)')
    expect(found).toContain(`rent first of ${one().name} (ok) was done 2 times`)
    expect(first).not.toBe(second)
  })

  it('finds a copy that is out twice at once', async () => {
    const [mine, theirs] = [await rents(one(), 'mine'), await rents(other(), 'theirs')]
    const copyOf = async (id: string) =>
      (await library.rows<{ copy_id: string }>('SELECT copy_id FROM rentals WHERE id = ?', [id]))[0]?.copy_id
    const [copy, before] = [await copyOf(mine), await copyOf(theirs)]
    const found = await whenBroken(
      `UPDATE rentals SET copy_id = '${copy}' WHERE id = '${theirs}'`,
      `UPDATE rentals SET copy_id = '${before}' WHERE id = '${theirs}'`,
    )
    expect(found).toContain(`copy ${copy} is out 2 times at once`)
  })

  it('counts a return at the counter for whoever had the copy, and finds one that is lost', async () => {
    const [mine, theirs] = (await crowd(library, 2, 20_000)) as [Member, Member]
    const { bookId } = await library.book({ title: '돌고 도는 책' })
    const at = (deed: string, member: Member, result: Record<string, unknown>) => {
      const command = history.begin({ who: 'desk', deed, key: deed, about: { memberId: member.memberId } })
      command.attempts.push({ told: 'ok', outcome: '200', at: now(), ms: 1 })
      command.result = result
    }
    for (const member of [mine, theirs]) {
      const rented = await library.app.rentBook({ memberId: member.memberId, bookId, commandKey: null })
      if (!rented.ok) throw new Error('not rented')
      at('counter rent', member, {})
      await library.app.returnBook({
        ...{ memberId: member.memberId, rentalId: rented.value.rental.id, commandKey: null },
      })
      // the librarian takes both for the first one's
      at('counter return', mine, { rental: { memberId: member.memberId } })
    }
    await library.settle()
    expect(await complaints()).toEqual([])
    at('counter return', theirs, { rental: { memberId: theirs.memberId } })
    expect((await complaints()).join('\n')).toContain(
      `returns of ${theirs.memberId} at the counter: 1 in the store, between 2 and 2 by what was told`,
    )
  })

  it('finds a wallet that does not equal its ledger', async () => {
    const of = `WHERE member_id = '${one().memberId}'`
    const found = await whenBroken(
      `UPDATE wallets SET balance_won = balance_won + 1 ${of}`,
      `UPDATE wallets SET balance_won = balance_won - 1 ${of}`,
    )
    expect(found).toContain('balance-is-the-ledger')
  })

  it('finds a payment that KakaoPay took and nobody has in the wallet', async () => {
    const page = await payCard(one(), 5_000)
    expect((await payInBrowser(page)).status).toBe(200)
    const token = new URL(page).pathname.split('/').at(-1) ?? ''
    told(one(), 'pay', token, 'ok')
    await library.settle()
    expect(await complaints()).toEqual([])
    const of = `WHERE page_token = '${token}'`
    const found = await whenBroken(
      `UPDATE deposits SET state = 'failed' ${of}`,
      `UPDATE deposits SET state = 'paid' ${of}`,
    )
    expect(found).toMatch(/payment T\w+ of 5000 won: KakaoPay took it, it is failed here, and not given back/)
    expect(found).toContain(`was told that payment ${token} is in, and it is failed`)
  })

  it('finds a notice that its member has seen twice, and one that Kakao has never taken', async () => {
    const [seen] = await library.rows<{ id: string }>(`SELECT id FROM notices WHERE kind = 'deposit-paid' LIMIT 1`)
    if (!seen) throw new Error('no receipt was sent')
    const { simulator } = outside()
    const sent = simulator.sent.splice(0)
    expect((await complaints()).join('\n')).toContain(
      `notice ${seen.id} (deposit-paid, accepted): Kakao has never taken it`,
    )
    simulator.sent.push(...sent)
    const push = simulator.transcript(one().name).find((entry) => entry.kind === 'push')
    if (push?.kind !== 'push') throw new Error('nothing was pushed')
    const person = simulator.person(one().name)
    await fetch(`${library.url}/simulator/event-api/v2/bots/65aa0000000000000000b070/talk`, {
      method: 'POST',
      headers: { authorization: 'KakaoAK any', 'content-type': 'application/json' },
      body: JSON.stringify({
        event: { name: push.event },
        user: [{ type: 'botUserKey', id: person.botUserKey, properties: { noticeId: seen.id } }],
      }),
    })
    await simulator.idle()
    expect((await complaints()).join('\n')).toContain(
      `notice ${seen.id} (deposit-paid, accepted) was seen 2 times by its member`,
    )
  })
})

describe('the checker of second looks', () => {
  let library: Library
  let reader: Member
  let rentalId: string
  /** When the house looked, and Kakao was asked. */
  let lookedAt: number
  beforeAll(async () => {
    library = await openLibrary('mariadb')
    ;[reader] = (await crowd(library, 1, 5_000)) as [Member]
    const { bookId } = await library.book({ title: '늦은 책' })
    const rented = await library.app.rentBook({ memberId: reader.memberId, bookId, commandKey: null })
    if (!rented.ok) throw new Error('not rented')
    rentalId = rented.value.rental.id
    library.clock.advanceDays(8)
    await library.settle()
    lookedAt = library.app.now().getTime()
    expect(reader.pushes().map(({ text }) => text)).toEqual([expect.stringContaining('반납일이 지난 책이 1권')])
    library.clock.set(new Date(lookedAt + 1_000).toISOString())
    await library.app.claimReturn({ memberId: reader.memberId, rentalId: rented.value.rental.id })
    await library.settle()
  })
  afterAll(() => library.close())

  /** As if the reader had been told so long after the house looked that the book is back. */
  function complaintsOf(longestPauseMs: number, toldAfterMs: number): Promise<string[]> {
    const history = openHistory()
    const command = history.begin({ who: reader.name, deed: 'claim', key: 'claim', about: { rentalId } })
    command.attempts.push({ told: 'ok', outcome: 'claimed', at: lookedAt + toldAfterMs, ms: 0 })
    return check(library, { history, outside: kakaoOf(library), people: [reader], longestPauseMs })
  }

  it('has nothing to say of a book that came back when its reader had been told', async () => {
    expect(await complaintsOf(0, 1_000)).toEqual([])
  })

  it('finds a notice that was pushed, and drawn, when its only book was back', async () => {
    expect((await complaintsOf(0, -60_000)).join('\n')).toMatch(
      /^notice \S+ \(overdue\) was pushed without another look: every book in it was back 60000 ms before\nnotice \S+ \(overdue\) was drawn as if its books were out: all were back \d+ ms before$/,
    )
  })

  it('finds one that was pushed long after the house had looked, unless it was stopped for so long', async () => {
    const asked = new Date(lookedAt - 60_000).toISOString()
    await library.rows('UPDATE notices SET sent_at = ?', [asked])
    expect(await complaintsOf(30_000, 1_000)).toEqual([])
    expect((await complaintsOf(0, 1_000)).join('\n')).toMatch(
      /^notice \S+ \(overdue\) was pushed 60000 ms after it was looked at: 35000 at most can lie between$/,
    )
  })

  it('finds a claim that was promised and is lost', async () => {
    await library.rows('UPDATE rentals SET claimed_at = NULL')
    expect(await complaintsOf(30_000, 1_000)).toContain(`claim of ${reader.name} was accepted and is lost`)
  })
})

describe('a guard that is taken away', () => {
  it('is the second look at a notice, where processes are started without it', () => {
    expect(noRecheck('from-source')).toEqual(['--import', expect.stringMatching(/no-recheck\.js$/)])
  })
})

describe('the checker of read models', () => {
  it('finds a row of the board, and a book on the shelf, that are not true', async () => {
    const library = await openLibrary('mariadb')
    const [reader] = await crowd(library, 1, 5_000)
    const { bookId } = await library.book({ title: '그림자' })
    if (!reader) throw new Error('nobody came')
    await library.app.rentBook({ memberId: reader.memberId, bookId, commandKey: null })
    await library.settle()
    const evidence = { history: openHistory(), outside: kakaoOf(library), people: [reader], longestPauseMs: 0 }
    await library.rows(`UPDATE board_rows SET fee_won = fee_won + 1`)
    await library.rows(`UPDATE titles SET publisher = '다른 곳' WHERE book_id = ?`, [bookId])
    expect((await check(library, evidence)).join('\n')).toMatch(
      /book .* is another on lending's shelf[^]*the board's rows: 1 that are not true/,
    )
    await library.close()
  })
})
