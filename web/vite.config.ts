import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The screens are served from the root; the nodes' own paths (`/vn/api`) go to a region that runs beside the development server. */
export default defineConfig({
  plugins: [react()],
  build: { target: 'es2023', chunkSizeWarningLimit: 900 },
  server: { proxy: { '^/[a-z]{2}/(api|health|ready|\\.well-known)': 'http://localhost:3000' } },
})
