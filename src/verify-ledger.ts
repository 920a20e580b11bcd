/** `npm run verify:ledger`: proves for the whole house that the money is right. Ends with 1 when it is not. */
import type { App } from './app.js'
import { withApp } from './with-app.js'

type Proof = Awaited<ReturnType<App['books']['prove']>>[number]

const words: { readonly [S in Proof['sentence']]: string } = {
  'balance-is-the-ledger': '잔액은 내역을 모두 더한 값이고, 마지막 줄의 잔액이에요',
  'lines-are-counted': '내역의 줄 번호는 1부터 빠짐없이 이어져요',
  'line-ends-with-its-balance': '모든 줄의 잔액은 그 줄까지 더한 값이에요',
  'never-below-zero': '잔액은 한 번도 0원 아래로 내려가지 않았어요',
  'bonus-is-the-sum': '선물 잔액은 선물 내역을 모두 더한 값이에요',
  'bonus-within-balance': '선물은 언제나 0원 이상, 잔액 이하였어요',
  'amount-fits-its-kind': '모든 줄의 금액은 그 종류에 맞아요',
  'fee-is-of-a-rental': '모든 대여료에는 그 회원의 같은 금액의 대여가 있어요',
  'fees-of-unlinked-rentals': '기록을 지운 대여는 남은 대여료와 금액마다 수가 같아요',
  'rental-is-charged': '모든 대여는 대여료를 한 번 냈어요',
  'deposit-line-is-paid': '모든 충전에는 그 회원의 같은 금액의 결제가 있어요',
  'paid-deposit-is-credited': '모든 결제는 적립금에 한 번 들어갔어요',
  'refund-line-is-of-a-refund': '모든 환불 줄에는 그 회원의 환불이 있어요',
  'refund-is-charged': '모든 환불은 적립금에서 한 번 나갔어요',
  'refund-is-its-parts': '모든 환불은 나누어 돌려주는 금액을 더한 값이에요',
  'part-is-of-a-deposit': '돌려주는 돈은 모두 그 회원이 낸 결제에서 나왔어요',
  'refunded-is-its-parts': '결제마다 돌려준 금액이 맞고, 낸 금액을 넘지 않아요',
  'returned-part-is-back': '돌려주지 못한 돈은 모두 적립금에 다시 들어갔어요',
  'wallet-has-an-owner': '모든 적립금에는 회원이 있고, 떠난 회원의 적립금은 0원이에요',
  'key-is-used-once': '같은 돈이 두 번 움직이지 않았어요',
}

await withApp(verify)

async function verify({ books }: App): Promise<void> {
  const proofs = await books.prove()
  for (const proof of proofs) console.log(sayProof(proof))
  const { lines, wallets, balanceWon, bonusWon, depositsWon, feesWon, refundsWon } = await books.totals()
  console.log(
    `적립금 ${count(wallets)}개, 내역 ${count(lines)}줄 · 잔액 ${won(balanceWon)} (그중 선물 ${won(bonusWon)}) · ` +
      `충전 ${won(depositsWon)} · 대여료 ${won(feesWon)} · 환불 ${won(refundsWon)}`,
  )
  if (proofs.every(({ broken }) => broken === 0)) return
  console.log('맞지 않는 것이 있어요. 아무것도 고치지 말고 docs/operating.md의 ‘Proving the ledger’를 봐 주세요.')
  process.exitCode = 1
}

/** Ids only: nothing about anybody. */
function sayProof({ sentence, broken, example }: Proof): string {
  return broken === 0
    ? `✓ ${words[sentence]}`
    : `✗ ${words[sentence]} — ${count(broken)}건이 그렇지 않아요. 예) ${example} (${sentence})`
}

function count(number: number): string {
  return number.toLocaleString('ko')
}

function won(amount: number): string {
  return `${count(amount)}원`
}
