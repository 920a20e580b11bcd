/** Builds the panel into dist/panel, from where the desk serves it under /admin/. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  plugins: [react()],
  // the server puts a nonce of its own in, for every page anew
  html: { cspNonce: '%NONCE%' },
  build: { outDir: '../../dist/panel', emptyOutDir: true, chunkSizeWarningLimit: 1_500 },
  // `npm run panel:dev`: the page from here, the API from a product that runs beside it
  server: { proxy: { '/admin/api': 'http://127.0.0.1:3000' } },
})
