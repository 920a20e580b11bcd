/** One import: how far it is, what it brought and left out, and the way back. */
import { Alert, Button, Card, CardContent, LinearProgress, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm, Title } from 'react-admin'
import { Link, useParams } from 'react-router-dom'
import { count, moment } from '../shell/formats.js'
import { useCommand } from '../shell/use-command.js'
import { LeftBooks } from './left-books.js'
import { RefusalPages } from './refusal-pages.js'
import { countsSentence, oneImport, stateName, undo, type OneImport } from './words.js'

const lookAgainMs = 1_000

export function ImportShow() {
  const { id = '' } = useParams()
  const {
    data: one,
    error,
    refetch,
  } = useQuery({
    queryKey: ['import', id],
    queryFn: () => oneImport(id),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? lookAgainMs : false),
  })
  return (
    <Stack spacing={2} sx={{ mt: 2, mb: 4 }}>
      <Title title="가져오기" />
      <Button component={Link} to="/imports" sx={{ alignSelf: 'flex-start' }}>
        가져오기 목록으로
      </Button>
      {error && <Alert severity="error">{error.message}</Alert>}
      {one && <Standing one={one} onUndo={() => void refetch()} />}
      {one && one.state === 'undone' && <LeftBooks importId={id} />}
      {one && one.counts.refused > 0 && (
        <RefusalPages key={String(isUnderWay(one))} importId={id} all={one.counts.refused} />
      )}
    </Stack>
  )
}

function isUnderWay({ state, isSilent }: OneImport): boolean {
  return (state === 'running' && !isSilent) || state === 'undoing'
}

function Standing({ one, onUndo }: { readonly one: OneImport; readonly onUndo: () => void }) {
  const [isAsked, setAsked] = useState(false)
  const { run, isRunning } = useCommand(undo)
  const { brought, stillThere } = one.copies
  const hasEnded = one.state === 'done' || one.state === 'stopped' || one.isSilent

  async function takeBack(): Promise<void> {
    setAsked(false)
    if (await run(one.importId)) onUndo()
  }
  return (
    <Card>
      <CardContent>
        <Stack spacing={1.5}>
          <Typography component="h2" variant="h6" sx={{ overflowWrap: 'anywhere' }}>
            {one.fileName}
          </Typography>
          <Typography variant="h5" component="p" role="status">
            {stateName(one)}
          </Typography>
          <Progress one={one} />
          <Typography>{countsSentence(one.counts)}</Typography>
          <Typography variant="body2" color="text.secondary">
            {moment(one.startedAt)}에 {one.startedBy} 님이 시작했어요.
          </Typography>
          {one.isSilent && (
            <Alert severity="warning">10분 넘게 소식이 없어요. 같은 파일을 다시 가져오면 나머지를 넣어요.</Alert>
          )}
          {one.notices.map((notice) => (
            <Alert key={notice} severity={one.state === 'stopped' ? 'warning' : 'info'}>
              {notice}
            </Alert>
          ))}
          {hasEnded && brought > 0 && (
            <Button
              color="error"
              variant="outlined"
              disabled={isRunning}
              sx={{ alignSelf: 'flex-start' }}
              onClick={() => setAsked(true)}
            >
              통째로 되돌리기
            </Button>
          )}
          <Confirm
            isOpen={isAsked}
            title="이 가져오기를 되돌릴까요?"
            content={`이 파일로 들어온 ${count(stillThere)}권을 목록에서 빼요. 지금 빌려 갔거나 예약된 책은 그대로 두고 알려드려요.`}
            confirm="되돌리기"
            onConfirm={() => void takeBack()}
            onClose={() => setAsked(false)}
          />
        </Stack>
      </CardContent>
    </Card>
  )
}

function Progress({ one: { state, isSilent, bytesRead, totalBytes, copies } }: { readonly one: OneImport }) {
  if (state === 'running' && !isSilent)
    return <LinearProgress variant="determinate" value={share(bytesRead, totalBytes)} aria-label="가져온 만큼" />
  if (state !== 'undoing') return null
  const { brought, stillThere } = copies
  return (
    <Stack spacing={0.5}>
      <LinearProgress variant="determinate" value={share(brought - stillThere, brought)} aria-label="되돌린 만큼" />
      <Typography variant="body2">{count(stillThere)}권 남았어요.</Typography>
    </Stack>
  )
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(100, (part / whole) * 100) : 0
}
