/** What the member has out and waits for. */
import { Button, Stack, Typography } from '@mui/material'
import { Link } from 'react-router-dom'
import { memberHistoryLink } from '../board/source.js'
import { day } from '../shell/formats.js'
import type { Member } from './source.js'

const inQuestion = { claimed: '반납 확인 중', lost: '분실' } as const

export function Lending({ member: { memberId, rentals, holds, limits } }: { member: Member }) {
  return (
    <Stack spacing={1}>
      <Typography component="h3" variant="h6">
        대여 {rentals.length}권 / {limits.rentals}권
      </Typography>
      {rentals.length === 0 && <Typography color="text.secondary">빌린 책이 없어요.</Typography>}
      <Stack component="ul" sx={{ pl: 2.5, m: 0 }}>
        {rentals.map((book) => (
          <li key={book.rentalId}>
            {book.title} ({book.bookNo}-{book.copyNo}) · {day(book.dueOn)}까지
            {book.inQuestion
              ? ` · ${inQuestion[book.inQuestion]}`
              : book.daysLate > 0 && <strong> · {book.daysLate}일 늦음</strong>}
          </li>
        ))}
      </Stack>
      <Typography component="h3" variant="h6">
        예약 {holds.length}권 / {limits.holds}권
      </Typography>
      {holds.length === 0 && <Typography color="text.secondary">예약한 책이 없어요.</Typography>}
      <Stack component="ul" sx={{ pl: 2.5, m: 0 }}>
        {holds.map(({ holdId, title, bookNo, place }) => (
          <li key={holdId}>
            {title} (#{bookNo}) ·{' '}
            {place.kind === 'ready' ? `${day(place.until)}까지 찾아가요` : `${place.position}번째로 기다려요`}
          </li>
        ))}
      </Stack>
      <Button component={Link} to={memberHistoryLink(memberId)} sx={{ alignSelf: 'flex-start' }}>
        빌린 이력 보기
      </Button>
    </Stack>
  )
}
