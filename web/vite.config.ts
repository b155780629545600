import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The screens are served from the root; the nodes' own paths (`/vn/api`) go to a region that runs beside the development server. */
export default defineConfig({
  plugins: [react()],
  /** Browsers that know `light-dark()`: rewritten for older ones it loses the scheme that Mantine sets. */
  build: {
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    chunkSizeWarningLimit: 900,
    /** The domain is pure: what of it no screen takes anything from is left out, and the schemas it reads documents by with it. */
    rolldownOptions: { treeshake: { moduleSideEffects: [{ test: /\/(customs|contract)\/src\//, sideEffects: false }] } },
  },
  server: { proxy: { '^/[a-z]{2}/(api|health|ready|\\.well-known)': 'http://localhost:3000' } },
})
