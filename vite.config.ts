import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** CodeMirror and Radix put this nonce on the style elements that they make, so the policy needs no 'unsafe-inline'. */
const styleNonce = 'cm'

/** What keeps the promise that nothing pasted leaves the browser: `connect-src 'none'`. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' 'nonce-${styleNonce}'`,
  "img-src 'self' data:",
  "font-src 'self'",
  // The worker comes out of the page's own script, which is what puts it under this policy too.
  'worker-src blob:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** In the build only: the dev server talks to the page and injects styles. */
function securityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}

export default defineConfig({
  // Relative, so the built folder works from any path of any static host.
  base: './',
  plugins: [react(), securityPolicy()],
  // Radix's dialogs read the nonce of their style elements from this name.
  define: { __webpack_nonce__: JSON.stringify(styleNonce) },
  // The worker is part of the main chunk: only an inlined one is under the page's security policy.
  build: { target: 'es2022', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 800 },
  worker: { format: 'es' },
  server: { host: '127.0.0.1', port: 5173 },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'scripts/**/*.test.mjs'],
    testTimeout: 120_000,
  },
})
