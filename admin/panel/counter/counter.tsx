/** The counter: one field that always listens, a hand scanner or a keyboard, and the answer in large letters. */
import VolumeOffIcon from '@mui/icons-material/VolumeOff'
import VolumeUpIcon from '@mui/icons-material/VolumeUp'
import {
  Alert,
  Box,
  Button,
  List,
  ListItemButton,
  ListItemText,
  Stack,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { Title } from 'react-admin'
import { api } from '../api/client.js'
import { day } from '../shell/formats.js'
import { ask } from '../shell/problem.js'
import { Cash } from './cash.js'
import { modeNames, modes, type Mode } from './deeds.js'
import { DoneList } from './done-list.js'
import { MemberCard } from './member-card.js'
import { Result } from './result.js'
import { isMuted, setMuted } from './sound.js'
import { useCounter } from './use-counter.js'

const keys: Readonly<Record<Mode, string>> = { rent: 'F2', return: 'F3', renew: 'F4' }
const rulesOf = async () => (await ask(api.GET('/counter/rules'))).data

export function Counter() {
  const counter = useCounter()
  const { data: rules } = useQuery({ queryKey: ['counter-rules'], queryFn: rulesOf, refetchInterval: 60_000 })
  const [code, setCode] = useState('')
  const [isSilent, setSilent] = useState(isMuted)
  const field = useRef<HTMLInputElement>(null)
  const amountField = useRef<HTMLInputElement>(null)
  const dayField = useRef<HTMLInputElement>(null)
  const { mode, member, choices, done, returnedOn, retry } = counter
  const [last] = done
  const listen = () => field.current?.focus()

  useEffect(listen, [mode, last, choices])
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const { target, key } = event
      const next = modes.find((one) => keys[one] === key)
      const act = next
        ? () => counter.switchTo(next)
        : key === 'Escape'
          ? () => (document.activeElement === field.current ? counter.clear() : undefined)
          : key === 'F8'
            ? () => amountField.current?.select()
            : key === 'F9'
              ? () => dayField.current?.focus()
              : null
      if (act) {
        event.preventDefault()
        if (key !== 'F8' && key !== 'F9') listen()
        act()
      } else if (key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && !isField(target)) listen()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })

  function enter(event: FormEvent) {
    event.preventDefault()
    const typed = code.trim()
    setCode('')
    listen()
    if (typed !== '') counter.enter(typed)
  }

  return (
    <Box
      sx={{
        mt: 2,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 3fr) minmax(0, 2fr)' },
      }}
    >
      <Title title="창구" />
      <Stack spacing={2} sx={{ minWidth: 0 }}>
        <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', gap: 1, justifyContent: 'space-between' }}>
          <ToggleButtonGroup
            exclusive
            color="primary"
            aria-label="할 일"
            value={mode}
            onChange={(_event, next: Mode | null) => (next ? counter.switchTo(next) : listen())}
          >
            {modes.map((one) => (
              <ToggleButton key={one} value={one} sx={{ px: { xs: 2, md: 3 }, fontSize: 18 }}>
                {modeNames[one]} ({keys[one]})
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <Button
            startIcon={isSilent ? <VolumeOffIcon /> : <VolumeUpIcon />}
            aria-pressed={isSilent}
            onClick={() => {
              setMuted(!isSilent)
              setSilent(!isSilent)
              listen()
            }}
          >
            {isSilent ? '소리 꺼짐' : '소리 켜짐'}
          </Button>
        </Stack>
        <Box component="form" onSubmit={enter}>
          <TextField
            fullWidth
            autoFocus
            label="회원이나 책을 찍으세요"
            helperText="바코드, ISBN, 책 번호(1024-2), 회원번호, 전화번호, 이름"
            value={code}
            inputRef={field}
            onChange={(event) => setCode(event.target.value)}
            autoComplete="off"
            slotProps={{ htmlInput: { maxLength: 60, spellCheck: false, style: { fontSize: 24 } } }}
          />
        </Box>
        {mode === 'return' && rules && (
          <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
            <TextField
              type="date"
              label="반납한 날 (F9)"
              value={returnedOn || rules.today}
              inputRef={dayField}
              onChange={({ target: { value } }) => counter.setReturnedOn(value === rules.today ? '' : value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' || event.key === 'Escape') listen()
              }}
              slotProps={{ htmlInput: { min: rules.earliestReturnOn, max: rules.today }, inputLabel: { shrink: true } }}
            />
            {returnedOn !== '' && (
              <>
                <Alert severity="warning">{day(returnedOn)}에 반납한 것으로 적어요.</Alert>
                <Button
                  onClick={() => {
                    counter.setReturnedOn('')
                    listen()
                  }}
                >
                  오늘로
                </Button>
              </>
            )}
          </Stack>
        )}
        {choices.length > 0 && (
          <Box>
            <Typography component="h2" variant="h6">
              어느 것인가요? 번호를 누르고 Enter를 치세요.
            </Typography>
            <List dense aria-label="고를 것">
              {choices.slice(0, 9).map((choice, place) => (
                <ListItemButton key={choice.detail} onClick={() => counter.choose(choice)}>
                  <ListItemText primary={`${place + 1}. ${choice.label}`} secondary={choice.detail} />
                </ListItemButton>
              ))}
            </List>
          </Box>
        )}
        <Result outcome={last} />
        {retry && (
          <Button variant="contained" onClick={retry}>
            다시 시도
          </Button>
        )}
        {last?.cash && rules && (
          <Cash
            key={last.id}
            missingWon={last.cash.missingWon}
            leastWon={rules.depositMinWon}
            amountField={amountField}
            onPaid={(amountWon, receipt) => last.cash && counter.payCash(last.cash, amountWon, receipt)}
          />
        )}
      </Stack>
      <Stack spacing={2} sx={{ minWidth: 0 }}>
        <MemberCard
          member={member}
          onNext={() => {
            counter.clear()
            listen()
          }}
        />
        <DoneList done={done} />
      </Stack>
    </Box>
  )
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}
