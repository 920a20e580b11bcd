/** One plain page for everything around a payment; readable on a phone, with nothing loaded from elsewhere. */

/** Whose page it is, and whom to ask. */
export type Shop = { readonly name: string; readonly phone: string | null }

export type PayPage = {
  readonly title: string
  /** How it ended; left out while there is something to do or to wait for. */
  readonly end?: 'paid' | 'not-paid'
  /** What is paid for, how and how much, a row each. */
  readonly bill?: readonly (readonly [name: string, fact: string])[]
  readonly lines: readonly string[]
  /** The rules a payer should know beforehand. */
  readonly rules?: readonly string[]
  /** One button: `post` begins a payment, `get` only looks again. */
  readonly button?: { readonly method: 'post' | 'get'; readonly action: string; readonly label: string }
}

export function payPage(shop: Shop, { title, end, bill, lines, rules, button }: PayPage): string {
  return `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · ${escape(shop.name)}</title>
<link rel="stylesheet" href="/pay/style.css">
</head>
<body>
<main>
<header>${book}<span>${escape(shop.name)}</span></header>
${end ? sign(end) : ''}
<h1 data-testid="pay-title">${escape(title)}</h1>
${lines.map((line) => `<p>${escape(line)}</p>`).join('\n')}
${bill ? `<dl>${bill.map(([name, fact]) => `<div><dt>${escape(name)}</dt><dd>${escape(fact)}</dd></div>`).join('')}</dl>` : ''}
${rules ? `<ul>${rules.map((rule) => `<li>${escape(rule)}</li>`).join('')}</ul>` : ''}
${button ? form(button) : ''}
</main>
${shop.phone ? `<footer>${escape(shop.name)} 문의 <a href="tel:${escape(shop.phone)}">${escape(shop.phone)}</a></footer>` : ''}
</body>
</html>
`
}

function form({ method, action, label }: NonNullable<PayPage['button']>): string {
  const testId = method === 'post' ? 'pay-start' : 'pay-look'
  return `<form method="${method}" action="${escape(action)}"><button class="${method}" data-testid="${testId}">${escape(label)}</button></form>`
}

const book =
  '<svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><rect width="24" height="24" rx="8" fill="#2c5f54"/>' +
  '<path d="M5 7.2c2.6-.7 5-.3 7 1.2 2-1.5 4.4-1.9 7-1.2v9.4c-2.6-.7-5-.3-7 1.2-2-1.5-4.4-1.9-7-1.2z" fill="#fff8e6"/>' +
  '<path d="M12 8.4v9.4" stroke="#2c5f54" stroke-width="1.2"/></svg>'

function sign(end: 'paid' | 'not-paid'): string {
  const stroke = end === 'paid' ? 'M7 12.5l3.4 3.4L17 9' : 'M12 6.8v6.4M12 16.9v.2'
  return (
    `<svg class="sign ${end}" viewBox="0 0 24 24" width="56" height="56" aria-hidden="true"><circle cx="12" cy="12" r="12"/>` +
    `<path d="${stroke}" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`
  )
}

export const payStyle = `* { box-sizing: border-box; }
body {
  display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 16px;
  min-height: 100vh; min-height: 100dvh; margin: 0; padding: 24px 16px; background: #eef1f4; color: #191919;
  font: 16px/1.55 -apple-system, BlinkMacSystemFont, 'Apple SD Gothic Neo', 'Pretendard', 'Malgun Gothic', 'Noto Sans KR',
    'Noto Sans CJK KR', sans-serif;
  word-break: keep-all; overflow-wrap: anywhere;
}
main { width: min(420px, 100%); padding: 24px; border-radius: 24px; background: #fff; box-shadow: 0 16px 48px rgb(35 55 75 / 0.14); }
header { display: flex; align-items: center; gap: 9px; font-weight: 700; }
.sign { display: block; margin: 28px 0 -8px; }
.paid { fill: #1f7a53; }
.not-paid { fill: #6b7681; }
h1 { margin: 26px 0 10px; font-size: 27px; line-height: 1.3; letter-spacing: -0.02em; }
p { margin: 0 0 6px; color: #3f4952; }
dl { display: grid; gap: 9px; margin: 20px 0 0; padding: 16px 0; border: solid #e3e7ea; border-width: 1px 0; font-size: 15px; }
dl div { display: flex; justify-content: space-between; gap: 24px; }
dl div:last-child { font-size: 17px; font-weight: 700; }
dt { flex: none; color: #5a6672; }
dl div:last-child dt { color: inherit; }
dd { margin: 0; text-align: right; }
ul { display: grid; gap: 6px; margin: 16px 0 0; padding: 0 0 0 18px; color: #4f5a64; font-size: 14px; }
form { margin: 26px 0 0; }
button { width: 100%; min-height: 54px; padding: 12px; border: 0; border-radius: 14px; font: inherit; font-weight: 700; color: inherit; cursor: pointer; }
.post { background: #fee500; }
.post:hover { background: #f5dc00; }
.get { background: #eef1f4; }
.get:hover { background: #e3e8ed; }
:focus-visible { outline: 3px solid #1f6feb; outline-offset: 2px; }
footer { color: #5a6672; font-size: 13px; }
footer a { color: inherit; }
@media (max-width: 480px) {
  body { justify-content: flex-start; padding: 0 0 20px; background: #fff; }
  main { flex: 1; display: flex; flex-direction: column; border-radius: 0; box-shadow: none; }
  form { margin-top: auto; padding-top: 26px; }
}
`

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
