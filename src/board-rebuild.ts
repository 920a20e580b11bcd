/** `npm run board:rebuild`: makes the status board anew from what its owners have, while the house is open. */
import type { App } from './app.js'
import { withApp } from './with-app.js'

type Mark = Parameters<NonNullable<Parameters<App['board']['rebuild']>[0]>>[0]

const parts: { readonly [P in Mark['part']]: string } = {
  books: '책',
  copies: '복본',
  members: '회원',
  rentals: '대여',
  holds: '예약',
  days: '날짜별 숫자',
}

await withApp(rebuild)

async function rebuild({ board }: App): Promise<void> {
  let before: Mark['part'] | null = null
  await board.rebuild(({ part }) => {
    if (part !== before) console.log(`${parts[part]} 맞추는 중…`)
    before = part
    return true
  })
  const { waiting } = await board.lag()
  console.log('대여현황을 처음부터 다시 맞췄어요.')
  if (waiting > 0)
    console.log(`아직 배달 중인 편지가 ${waiting.toLocaleString('ko')}통 있어요. worker가 켜져 있으면 곧 반영돼요.`)
}
