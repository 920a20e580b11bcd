/** What does the person see at KakaoPay? A page with the amount, 결제하기 and 취소. */
import type { Payment } from './payment.js'

const won = new Intl.NumberFormat('ko-KR')

/** Styles come from the simulator's page folder, two levels above `/kakaopay/pay/:tid`. */
export function payPage(payment: Payment | undefined, isOpen: boolean): string {
  return `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>카카오페이 결제 (모의)</title>
<link rel="icon" href="../../profile.svg" type="image/svg+xml">
<link rel="stylesheet" href="../../pay.css">
</head>
<body>
<main class="pay">
<header class="pay-brand"><span class="pay-logo" aria-hidden="true"></span>pay <small>모의 결제</small></header>
${payment ? bill(payment) : '<p class="pay-note">없는 결제예요.</p>'}
${payment && isOpen ? doors(payment.tid) : ''}
${payment && !isOpen ? `<p class="pay-note">${closedBecause(payment)}</p>` : ''}
</main>
</body>
</html>
`
}

function bill(payment: Payment): string {
  return `<section class="pay-bill">
<p class="pay-item">${escapeHtml(payment.itemName)}</p>
<p class="pay-total"><strong data-testid="pay-total">${won.format(payment.totalWon)}</strong>원</p>
<dl>
<div><dt>가맹점</dt><dd>책방톡</dd></div>
<div><dt>결제수단</dt><dd>카카오페이머니</dd></div>
<div><dt>주문번호</dt><dd class="pay-order">${escapeHtml(payment.orderId)}</dd></div>
</dl>
</section>`
}

function doors(tid: string): string {
  return `<section class="pay-doors">
<form method="post" action="${tid}/confirm"><button class="pay-go" data-testid="pay-confirm">결제하기</button></form>
<form method="post" action="${tid}/quit"><button class="pay-quit" data-testid="pay-quit">취소</button></form>
<form method="post" action="${tid}/fail"><button class="pay-fail" data-testid="pay-fail">결제가 실패한 것으로 하기</button></form>
<p class="pay-note">실제 돈은 나가지 않아요. 15분 안에 결제해 주세요.</p>
</section>`
}

function closedBecause(payment: Payment): string {
  if (payment.approvedAt) return '이미 끝난 결제예요. 채팅방으로 돌아가 주세요.'
  if (payment.status === 'QUIT_PAYMENT') return '취소한 결제예요.'
  if (payment.status === 'FAIL_PAYMENT') return '실패한 결제예요.'
  return '결제 시간이 지났어요. 채팅방에서 다시 시작해 주세요.'
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
