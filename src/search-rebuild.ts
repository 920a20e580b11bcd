/** `npm run search:rebuild`: makes the search index anew from the titles, while the house is open. */
import type { App } from './app.js'
import { withApp } from './with-app.js'

type Mark = Parameters<NonNullable<Parameters<App['rebuildSearch']>[0]>>[0]

const parts: { readonly [P in Mark['part']]: string } = { titles: '책', keys: '색인' }

await withApp(rebuild)

async function rebuild(app: App): Promise<void> {
  let before: Mark['part'] | null = null
  await app.rebuildSearch(({ part }) => {
    if (part !== before) console.log(`${parts[part]} 맞추는 중…`)
    before = part
    return true
  })
  console.log('검색 색인을 처음부터 다시 맞췄어요.')
}
