/** Reads the barcode of a book with the camera of this tablet or phone. */
import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

type Props = { readonly onScan: (code: string) => void; readonly onClose: () => void }

/** Nothing is fetched from elsewhere. */
prepareZXingModule({
  overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasmUrl : prefix + path) },
})

const lookEveryMs = 150

export function Camera({ onScan, onClose }: Props) {
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const scanned = useEffectEvent(onScan)

  useEffect(() => {
    let stream: MediaStream | null = null
    let timer = 0
    let isOver = false
    const detector = new BarcodeDetector({ formats: ['ean_13'] })

    async function open() {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (isOver) return stop()
      const screen = video.current
      if (!screen) return
      screen.srcObject = stream
      await screen.play()
      look()
    }
    function look() {
      timer = window.setTimeout(() => void detect().catch(fail), lookEveryMs)
    }
    async function detect() {
      const screen = video.current
      if (isOver || !screen) return
      const found = await detector.detect(screen)
      const code = found.map(({ rawValue }) => rawValue).find((value) => /^97[89]/.test(value))
      if (code !== undefined && !isOver) return scanned(code)
      look()
    }
    function fail() {
      if (!isOver) setTrouble('카메라를 쓸 수 없어요. 카메라를 허락했는지 확인하거나, 숫자를 직접 적어 주세요.')
    }
    function stop() {
      stream?.getTracks().forEach((track) => track.stop())
    }
    // without TLS a browser has no cameras to offer
    open().catch(fail)
    return () => {
      isOver = true
      window.clearTimeout(timer)
      stop()
    }
  }, [])

  return (
    <Dialog open onClose={onClose} fullWidth aria-labelledby="camera-title">
      <DialogTitle id="camera-title">책 뒤의 바코드를 비춰 주세요</DialogTitle>
      <DialogContent>
        {trouble ? (
          <Alert severity="warning">{trouble}</Alert>
        ) : (
          <Box
            component="video"
            ref={video}
            muted
            playsInline
            aria-label="카메라"
            sx={{ width: '100%', borderRadius: 1, bgcolor: 'black' }}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>닫기</Button>
      </DialogActions>
    </Dialog>
  )
}
