/** A message as KakaoTalk shows it to a member. */
import { Box, Typography } from '@mui/material'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, type ReactNode } from 'react'
import { api } from '../api/client.js'
import { ask } from '../shell/problem.js'

type Kind = 'overdue' | 'dueSoon' | 'holdReady'
type Words = { readonly title?: string; readonly description?: string }
type Card = Words & {
  readonly head?: { readonly title: string }
  readonly itemList?: readonly { readonly title: string; readonly description: string }[]
  readonly buttons?: readonly { readonly label: string }[]
}
type Output = { readonly simpleText?: { readonly text: string }; readonly textCard?: Card; readonly itemCard?: Card }

export function Bubble({ kind, line }: { readonly kind: Kind; readonly line: string }) {
  const asked = useDeferredValue(line)
  const { data } = useQuery({
    queryKey: ['notice-preview', kind, asked],
    queryFn: async () =>
      (await ask(api.GET('/notice-preview', { params: { query: { kind, line: asked } } }))).data.template.outputs,
    placeholderData: keepPreviousData,
  })
  const outputs = (data ?? []) as readonly Output[]
  return (
    <Box
      role="img"
      aria-label={`카카오톡에서 보이는 모습: ${outputs.map(({ simpleText }) => simpleText?.text ?? '').join(' ')}`}
      sx={{ bgcolor: '#abc1d1', color: '#1d1f1e', borderRadius: 2, p: 1.5, display: 'grid', gap: 1 }}
    >
      {outputs.map((output, place) => (
        <Said key={place}>
          {output.simpleText ? (
            <Lines of={output.simpleText.text} />
          ) : (
            <Drawn card={output.textCard ?? output.itemCard ?? {}} />
          )}
        </Said>
      ))}
    </Box>
  )
}

function Said({ children }: { readonly children: ReactNode }) {
  return <Box sx={{ bgcolor: '#fff', borderRadius: 2, p: 1.25, maxWidth: 280 }}>{children}</Box>
}

function Lines({ of }: { readonly of: string }) {
  return (
    <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      {of}
    </Typography>
  )
}

function Drawn({ card: { head, title, description, itemList = [], buttons = [] } }: { readonly card: Card }) {
  return (
    <>
      <Typography sx={{ fontWeight: 700 }}>{head?.title ?? title}</Typography>
      {description && <Lines of={description} />}
      {itemList.map((item) => (
        <Typography key={item.title} variant="body2">
          {item.title} {item.description}
        </Typography>
      ))}
      {buttons.map(({ label }) => (
        <Box
          key={label}
          sx={{ bgcolor: '#f1f1f1', borderRadius: 1, mt: 0.75, p: 0.75, textAlign: 'center', fontSize: 14 }}
        >
          {label}
        </Box>
      ))}
    </>
  )
}
