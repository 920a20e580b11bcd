/** Books that members say are back already. */
import { api } from '../api/client.js'
import { moment } from '../shell/formats.js'
import { Listing } from '../shell/listing.js'
import { usePages } from '../shell/look.js'
import { ask } from '../shell/problem.js'
import { ToSettle } from './to-settle.js'

export function Claims() {
  const pages = usePages(
    ['claims'],
    async (after) =>
      (await ask(api.GET('/claims', { params: { query: { limit: 30, ...(after ? { after } : {}) } } }))).data,
  )
  return (
    <Listing pages={pages} empty="확인할 반납이 없어요.">
      {(claim) => (
        <ToSettle
          key={claim.rentalId}
          rented={claim}
          since={`${moment(claim.claimedAt)}에 이미 반납했다고 하셨어요.`}
          found="책이 있어요"
          notFound="책이 없어요"
          send={({ rentalId, isFound }, header) =>
            ask(api.POST('/claims/{rentalId}/settle', { params: { path: { rentalId }, header }, body: { isFound } }))
          }
        />
      )}
    </Listing>
  )
}
