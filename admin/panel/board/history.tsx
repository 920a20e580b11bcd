/** Who has had a copy, or what a member has had, the latest first. */
import ArrowBackIcon from '@mui/icons-material/ArrowBack'
import { Alert, Button, Card, Stack, Typography } from '@mui/material'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Title } from 'react-admin'
import { Link, useNavigate, useParams } from 'react-router-dom'
import { api } from '../api/client.js'
import { won } from '../shell/formats.js'
import { usePlaces } from '../shell/place-of.js'
import { ask, Problem } from '../shell/problem.js'
import { RowCard } from './list.js'

type Of = { readonly kind: 'copy' | 'member'; readonly id: string }

/** At `/board/copy-…/show` and `/board/member-…/show`. */
export function BoardHistory() {
  const { id: place = '' } = useParams()
  const [kind = '', ...rest] = place.split('-')
  return <History of={{ kind: kind === 'member' ? 'member' : 'copy', id: rest.join('-') }} />
}

function History({ of }: { readonly of: Of }) {
  const navigate = useNavigate()
  const placeOf = usePlaces()
  const heading = useQuery({ queryKey: ['board', of, 'heading'], queryFn: () => headingOf(of) })
  const rows = useInfiniteQuery({
    queryKey: ['board', of, 'history'],
    queryFn: ({ pageParam }) => pageOf(of, pageParam),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const error = heading.error ?? rows.error
  const page = heading.data?.page
  const place = page ? placeOf(...page) : null
  const shown = rows.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Stack spacing={2} sx={{ maxWidth: 760, mt: 2 }}>
      <Title title={of.kind === 'copy' ? '복본 이력' : '회원 이력'} />
      <Button startIcon={<ArrowBackIcon />} sx={{ alignSelf: 'flex-start' }} onClick={() => void navigate(-1)}>
        뒤로
      </Button>
      {error && <Alert severity="error">{error instanceof Problem ? error.message : '불러오지 못했어요.'}</Alert>}
      {heading.data && (
        <div>
          <Typography component="h2" variant="h5" sx={{ fontWeight: 700, overflowWrap: 'anywhere' }}>
            {heading.data.name}
          </Typography>
          <Typography color="text.secondary">{heading.data.more}</Typography>
          {place !== null && (
            <Button component={Link} to={place} variant="outlined" sx={{ mt: 1 }}>
              {of.kind === 'copy' ? '책 보기' : '회원 보기'}
            </Button>
          )}
        </div>
      )}
      {rows.isSuccess && shown.length === 0 && <Typography>아직 빌려 간 적이 없어요.</Typography>}
      <Stack component="ol" spacing={1} sx={{ p: 0, m: 0, listStyle: 'none' }}>
        {shown.map((row) => (
          <Card component="li" key={row.id} variant="outlined" sx={{ p: 1.5 }}>
            <RowCard row={row} hides={of.kind === 'copy' ? 'book' : 'member'} />
          </Card>
        ))}
      </Stack>
      {rows.hasNextPage && (
        <Button variant="outlined" disabled={rows.isFetching} onClick={() => void rows.fetchNextPage()}>
          더 보기
        </Button>
      )}
    </Stack>
  )
}

type Heading = {
  readonly name: string
  readonly more: string
  readonly page: readonly [name: string, id: string | number]
}

async function headingOf({ kind, id }: Of): Promise<Heading> {
  if (kind === 'copy') {
    const { data } = await ask(api.GET('/board/copies/{copyId}', { params: { path: { copyId: id } } }))
    return { name: data.title, more: `#${data.bookNo ?? ''}-${data.copyNo}`, page: ['books', data.bookNo ?? ''] }
  }
  const { data } = await ask(api.GET('/board/members/{memberId}', { params: { path: { memberId: id } } }))
  return {
    name: data.name,
    more: `적립금 ${won(data.balanceWon)} · 지워진 기록은 보이지 않아요.`,
    page: ['members', id],
  }
}

async function pageOf({ kind, id }: Of, after: string) {
  const query = { limit: 50, ...(after ? { after } : {}) }
  const asked =
    kind === 'copy'
      ? api.GET('/board/copies/{copyId}/history', { params: { path: { copyId: id }, query } })
      : api.GET('/board/members/{memberId}/history', { params: { path: { memberId: id }, query } })
  return (await ask(asked)).data
}
