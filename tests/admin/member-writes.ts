/** What is written at the counter, of members and of their money, each with the line it leaves in the audit log. */
import type { RefundId } from '../../src/domain/ids.js'
import { member } from '../support/crowd.js'
import { deliverAll } from '../support/happens.js'
import { bookOut, copiesOf, valueOf } from '../support/lines.js'
import type { AtDesk, Writes } from './write.js'

export function memberWrites({ library, boss }: AtDesk): Writes {
  let people = 0
  const somebody = (won = 10_000) =>
    member(library(), `적힌이${[...'가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허'][people++]}`, won)
  const copyOut = async () => {
    const { bookId } = await bookOut(library())
    const [copy] = await copiesOf(library(), bookId)
    return copy?.id ?? ''
  }
  async function refundAtDesk(): Promise<{ memberId: string; refundId: RefundId }> {
    const { memberId } = await somebody()
    const { id } = valueOf(await library().app.requestRefund({ memberId, amountWon: 3_000, commandKey: null }))
    await deliverAll(library())
    return { memberId, refundId: id }
  }
  const points = (what: string, action: string, change: number) => async () => {
    const { memberId } = await somebody()
    if (change < 0)
      await library().app.givePoints({ memberId, amountWon: 3_000, reason: '선물', commandKey: `audit-${memberId}` })
    const balanceWon = 10_000 + (change < 0 ? 3_000 : 0)
    return {
      path: `/members/${memberId}/points/${what}`,
      ask: { body: { amountWon: Math.abs(change), reason: '영수증 1' } },
      line: {
        action,
        subject: memberId,
        before: { balanceWon },
        after: { balanceWon: balanceWon + change, amountWon: change },
      },
    }
  }
  return {
    'POST /counter/rent': async () => {
      const { memberId } = await somebody()
      const { bookId } = await library().book()
      const [copy] = await copiesOf(library(), bookId)
      const line = { action: 'copy-rented', before: null, after: { feeWon: 1_000 } }
      return { path: '/counter/rent', ask: { body: { memberId, copyId: copy?.id } }, line }
    },
    'POST /counter/return': async () => {
      const copyId = await copyOut()
      const line = { action: 'copy-returned', after: { returnedOn: library().app.today() } }
      return { path: '/counter/return', ask: { body: { copyId } }, line }
    },
    'POST /counter/renew': async () => {
      const copyId = await copyOut()
      return { path: '/counter/renew', ask: { body: { copyId } }, line: { action: 'rental-renewed' } }
    },
    'POST /members': async () => ({
      path: '/members',
      ask: { body: { name: '남새로', phone: '010-3333-0001', hasConsented: true, guardian: null } },
      line: { action: 'member-registered', before: null, after: { hasGuardian: false } },
    }),
    'POST /members/{memberId}/link-code': async () => {
      const { memberId } = await somebody()
      return {
        path: `/members/${memberId}/link-code`,
        ask: {},
        line: { action: 'link-code-issued', subject: memberId },
      }
    },
    'PUT /members/{memberId}/phone': async () => {
      const { memberId } = await somebody()
      return {
        path: `/members/${memberId}/phone`,
        ask: { body: { phone: '010-3333-0002' } },
        line: { action: 'phone-changed', subject: memberId, before: null, after: null },
      }
    },
    'POST /members/{memberId}/phone-readings': async () => {
      const { memberId } = await somebody()
      return {
        path: `/members/${memberId}/phone-readings`,
        ask: { body: { reason: '연체 안내' } },
        line: { action: 'phone-read', subject: memberId },
      }
    },
    'PUT /members/{memberId}/block': async () => {
      const { memberId } = await somebody()
      const until = library().app.today()
      return {
        path: `/members/${memberId}/block`,
        ask: { body: { until, reason: '책을 여러 번 찢음' }, ifMatch: '"none"' },
        line: { action: 'member-blocked', subject: memberId, before: null, after: { until } },
      }
    },
    'DELETE /members/{memberId}/block': async () => {
      const { memberId } = await somebody()
      const until = library().app.today()
      const path = `/members/${memberId}/block`
      const { etag } = await boss().ask('PUT', path, { body: { until, reason: '까닭' }, ifMatch: '"none"' })
      return { path, ask: { ifMatch: etag }, line: { action: 'member-unblocked', before: { until }, after: null } }
    },
    'POST /members/{memberId}/notes': async () => {
      const { memberId } = await somebody()
      const path = `/members/${memberId}/notes`
      return { path, ask: { body: { note: '큰글자책을 찾으세요' } }, line: { action: 'note-added', subject: memberId } }
    },
    'DELETE /members/{memberId}/notes/{noteId}': async () => {
      const { memberId } = await somebody()
      const path = `/members/${memberId}/notes`
      const noteId = (await boss().ask('POST', path, { body: { note: '메모' } })).body.id
      const line = { action: 'note-deleted', subject: memberId, before: { noteId }, after: null }
      return { path: `${path}/${noteId}`, ask: {}, line }
    },
    'POST /members/{memberId}/points/give': points('give', 'points-given', 2_000),
    'POST /members/{memberId}/points/take-back': points('take-back', 'points-taken-back', -2_000),
    'POST /members/{memberId}/points/cash': points('cash', 'cash-taken', 5_000),
    'POST /members/{memberId}/refunds': async () => {
      const { memberId } = await somebody()
      return {
        path: `/members/${memberId}/refunds`,
        ask: { body: { amountWon: 4_000 } },
        line: { action: 'refund-requested', subject: memberId, after: { amountWon: 4_000 } },
      }
    },
    'POST /refunds/{refundId}/pay-out': async () => {
      const { memberId, refundId } = await refundAtDesk()
      const line = { action: 'refund-paid-out', subject: memberId, after: { refundId, paidWon: 3_000 } }
      return { path: `/refunds/${refundId}/pay-out`, ask: { body: { note: '현금' } }, line }
    },
    'POST /refunds/{refundId}/put-back': async () => {
      const { memberId, refundId } = await refundAtDesk()
      const line = { action: 'refund-put-back', subject: memberId, after: { refundId, backWon: 3_000 } }
      return { path: `/refunds/${refundId}/put-back`, ask: {}, line }
    },
    'POST /refunds/{refundId}/settle': async () => {
      const { memberId, refundId } = await refundAtDesk()
      await library().rows(`UPDATE refunds SET state = 'parked' WHERE id = ?`, [refundId])
      await library().rows(`UPDATE refund_parts SET state = 'cancelling' WHERE refund_id = ?`, [refundId])
      const line = { action: 'refund-settled', subject: memberId, after: { refundId, isCancelled: true } }
      return { path: `/refunds/${refundId}/settle`, ask: { body: { isCancelled: true } }, line }
    },
  }
}
