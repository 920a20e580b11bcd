/** Rented books that were lost and are not settled. */
import { api } from '../api/client.js'
import { moment } from '../shell/formats.js'
import { Listing } from '../shell/listing.js'
import { usePages } from '../shell/look.js'
import { ask } from '../shell/problem.js'
import { ToSettle } from './to-settle.js'

export function Losses() {
  const pages = usePages(
    ['losses'],
    async (after) =>
      (await ask(api.GET('/losses', { params: { query: { limit: 30, ...(after ? { after } : {}) } } }))).data,
  )
  return (
    <Listing pages={pages} empty="정리할 분실이 없어요.">
      {(loss) => (
        <ToSettle
          key={loss.rentalId}
          rented={loss}
          since={`${moment(loss.lostAt)}에 잃어버린 책이 됐어요.`}
          found="책을 찾았어요"
          notFound="변상·제적으로 끝내요"
          send={({ rentalId, isFound }, header) =>
            ask(api.POST('/losses/{rentalId}/settle', { params: { path: { rentalId }, header }, body: { isFound } }))
          }
        />
      )}
    </Listing>
  )
}
