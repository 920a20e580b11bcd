/** One plain page for everything around a payment; readable on a phone, with nothing loaded from elsewhere. */

export type PayPage = {
  readonly title: string
  readonly lines: readonly string[]
  /** One button that posts to `action`. */
  readonly pay?: { readonly action: string; readonly label: string }
}

export function payPage(shop: string, { title, lines, pay }: PayPage): string {
  return `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · ${escape(shop)}</title>
<link rel="stylesheet" href="/pay/style.css">
</head>
<body>
<main>
<p class="shop">${escape(shop)}</p>
<h1 data-testid="pay-title">${escape(title)}</h1>
${lines.map((line) => `<p>${escape(line)}</p>`).join('\n')}
${pay ? `<form method="post" action="${escape(pay.action)}"><button data-testid="pay-start">${escape(pay.label)}</button></form>` : ''}
</main>
</body>
</html>`
}

export const payStyle = `
body { margin: 0; background: #f6f6f4; color: #191919; font: 17px/1.6 system-ui, 'Noto Sans CJK KR', sans-serif; }
main { max-width: 420px; margin: 12vh auto 0; padding: 32px 28px; background: #fff; border-radius: 20px; }
.shop { margin: 0; color: #767676; font-size: 15px; }
h1 { margin: 6px 0 18px; font-size: 25px; line-height: 1.3; word-break: keep-all; }
p { margin: 0 0 8px; word-break: keep-all; }
form { margin: 26px 0 0; }
button { width: 100%; padding: 16px; border: 0; border-radius: 12px; background: #fee500; color: #191919; font: inherit; font-weight: 700; cursor: pointer; }
button:focus-visible { outline: 3px solid #191919; outline-offset: 2px; }
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
