/** Who stands at the counter: how they stand, what they have, and what colleagues noted. */
import { Alert, Button, Card, CardContent, Chip, Link as Anchor, Stack, Typography } from '@mui/material'
import { Link } from 'react-router-dom'
import { day, won } from '../shell/formats.js'
import type { Member } from './use-counter.js'

export function MemberCard({ member, onNext }: { member: Member | null; onNext: () => void }) {
  if (!member)
    return (
      <Card variant="outlined">
        <CardContent>
          <Typography component="h2" variant="h6">
            회원
          </Typography>
          <Typography color="text.secondary">아직 찍지 않았어요. 반납과 연장은 책만 찍어도 돼요.</Typography>
        </CardContent>
      </Card>
    )
  const { name, memberNumber, maskedPhone, balanceWon, rentals, holds, limits, notes } = member
  const ready = holds.filter(({ place }) => place.kind === 'ready')
  return (
    <Card variant="outlined">
      <CardContent>
        <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'start', gap: 1 }}>
          <Typography component="h2" variant="h5">
            <Anchor component={Link} to={`/members/${member.memberId}/show`} underline="hover">
              {name}
            </Anchor>
          </Typography>
          <Button onClick={onNext}>다음 회원 (Esc)</Button>
        </Stack>
        <Typography color="text.secondary">
          회원번호 {memberNumber} · {maskedPhone}
        </Typography>
        <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', gap: 1, my: 1 }}>
          <Chip label={`적립금 ${won(balanceWon)}`} color={balanceWon > 0 ? 'default' : 'warning'} />
          <Chip label={`대여 ${rentals.length}권 / ${limits.rentals}권`} />
          {member.lateBooks > 0 && <Chip color="error" label={`늦은 책 ${member.lateBooks}권`} />}
          {member.suspendedUntil && <Chip color="error" label={`${day(member.suspendedUntil)}까지 대여 정지`} />}
          {member.blockedUntil && <Chip color="error" label={`${day(member.blockedUntil)}까지 막힘`} />}
        </Stack>
        {member.block && member.blockedUntil && <Alert severity="error">막은 까닭: {member.block.reason}</Alert>}
        {ready.map(({ holdId, title, place }) => (
          <Alert key={holdId} severity="info" sx={{ mt: 1 }}>
            찾아갈 책이 있어요. {title}
            {place.kind === 'ready' && ` (${day(place.until)}까지)`}
          </Alert>
        ))}
        {notes.slice(0, 3).map(({ id, note }) => (
          <Alert key={id} severity="info" icon={false} sx={{ mt: 1 }}>
            메모: {note}
          </Alert>
        ))}
        {rentals.length > 0 && (
          <Stack component="ul" sx={{ pl: 2.5, mb: 0 }}>
            {rentals.map((book) => (
              <li key={book.rentalId}>
                {book.title} ({book.bookNo}-{book.copyNo}) · {day(book.dueOn)}까지
                {book.daysLate > 0 && book.inQuestion === null && <strong> · {book.daysLate}일 늦음</strong>}
              </li>
            ))}
          </Stack>
        )}
      </CardContent>
    </Card>
  )
}
