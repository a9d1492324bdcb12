import { defineConfig } from 'vite'

export default defineConfig({
  base: '/console/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Desk computers; CSS variables and modules are a matter of course there.
    target: ['chrome109', 'safari16', 'firefox115'],
    modulePreload: { polyfill: false },
    // Ant Design is one chunk of about 1 MB that its pages share; below that nothing is worth a warning.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      onLog(level, log, handler) {
        // Components marked for frameworks that render on servers; here nothing does.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log)
      },
    },
  },
})
