/** 오늘: how the house stands, in numbers that lead to their lists. It keeps itself up to date. */
import { Alert, Box, Link, Skeleton, Typography } from '@mui/material'
import { Title } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { boardLink } from '../board/source.js'
import { count, day, won } from '../shell/formats.js'
import { usePlaces } from '../shell/place-of.js'
import { Problem } from '../shell/problem.js'
import { Days } from './days.js'
import { useDashboard, type Dashboard } from '../board/dashboard.js'
import { lagSentence } from '../board/lag.js'
import { Tile, type TileProps } from './tile.js'
import { Weeks } from './weeks.js'

export function Today() {
  const { data, error } = useDashboard()
  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Title title="오늘" />
      {error && (
        <Alert severity="error">
          {error instanceof Problem ? error.message : '불러오지 못했어요. 잠시 뒤에 다시 해 볼게요.'}
        </Alert>
      )}
      {data ? <Numbers of={data} /> : <Skeleton variant="rounded" height={300} />}
    </Box>
  )
}

function Numbers({ of }: { readonly of: Dashboard }) {
  const members = usePlaces()('members') ?? '#days'
  return (
    <>
      <Box>
        <Typography component="h2" variant="h5" sx={{ fontWeight: 700 }}>
          {day(of.day)}
        </Typography>
        <Typography color="text.secondary">{lagSentence(of.lag)}</Typography>
      </Box>
      <Parked letters={of.letters} />
      <Row name="지금" inARow={4} tiles={standingOf(of, members)} />
      <Row name="오늘 있었던 일" inARow={5} tiles={todayOf(of)} />
      <Weeks weeks={of.weeks} />
      <Days days={of.days} />
    </>
  )
}

/** Letters carry what happened to whoever has to hear of it: members, the board, KakaoPay. */
function Parked({ letters: { waiting, parked } }: Pick<Dashboard, 'letters'>) {
  if (parked > 0)
    return (
      <Alert severity="warning">
        <Link component={RouterLink} to="/letters">
          보내지 못하고 멈춘 소식이 {count(parked)}통
        </Link>{' '}
        있어요.
        {waiting > 0 && ` 가고 있는 소식은 ${count(waiting)}통이에요.`}
      </Alert>
    )
  return waiting > 0 ? <Alert severity="info">가고 있는 소식이 {count(waiting)}통 있어요.</Alert> : null
}

type RowProps = { readonly name: string; readonly inARow: number; readonly tiles: readonly TileProps[] }

const columns = (number: number) => `repeat(${number}, minmax(0, 1fr))`

function Row({ name, inARow, tiles }: RowProps) {
  return (
    <Box component="section" aria-label={name}>
      <Typography component="h3" variant="h6" sx={{ mb: 1 }}>
        {name}
      </Typography>
      <Box
        sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: columns(2), sm: columns(3), md: columns(inARow) } }}
      >
        {tiles.map((tile) => (
          <Tile key={tile.name} {...tile} />
        ))}
      </Box>
    </Box>
  )
}

function standingOf({ standing }: Dashboard, members: string): readonly TileProps[] {
  const books = (number: number) => `${count(number)}권`
  return [
    { name: '나가 있는 책', number: books(standing.out), to: boardLink({ status: 'out' }) },
    { name: '오늘 반납', number: books(standing.dueToday), to: boardLink({ status: 'due-today' }) },
    { name: '연체', number: books(standing.late), to: boardLink({ status: 'late' }), isUrgent: standing.late > 0 },
    { name: '찾아갈 예약', number: books(standing.ready), to: boardLink({ status: 'ready' }) },
    { name: '예약 대기', number: `${count(standing.waiting)}건`, to: boardLink({ status: 'waiting' }, 'began') },
    {
      name: '반납 확인 중',
      number: books(standing.claimed),
      to: boardLink({ status: 'claimed' }),
      isUrgent: standing.claimed > 0,
    },
    { name: '분실', number: books(standing.lost), to: boardLink({ status: 'lost' }) },
    { name: '회원 적립금', number: won(standing.owedWon), note: giftNote(standing.giftsWon), to: members },
  ]
}

function todayOf({ day, today }: Dashboard): readonly TileProps[] {
  const here = { beganFrom: day, beganUntil: day }
  const back = { endedFrom: day, endedUntil: day }
  return [
    {
      name: '빌려 간 책',
      number: `${count(today.rentals)}권`,
      to: boardLink({ kind: 'rental', ...here }, 'began'),
    },
    {
      name: '돌아온 책',
      number: `${count(today.returns)}권`,
      to: boardLink({ status: 'returned', ...back }, 'ended'),
    },
    {
      name: '들어온 돈',
      number: won(today.kakaoPayWon + today.cashWon),
      note: today.cashWon > 0 ? `그중 현금 ${won(today.cashWon)}` : undefined,
      to: '#days',
    },
    { name: '대여료', number: won(today.feesWon), to: '#days' },
    { name: '환불 신청', number: won(today.refundsWon), to: '#days' },
  ]
}

function giftNote(giftsWon: number): string {
  return giftsWon > 0 ? `선물 ${won(giftsWon)}은 따로예요` : '돌려줘야 할 돈이에요'
}
