import { svelte } from '@sveltejs/vite-plugin-svelte'

// The page becomes part of the Python package; the tests build it elsewhere with --outDir.
export default {
  base: './',
  plugins: [svelte()],
  build: { outDir: '../beatreel/studio/page', emptyOutDir: true, target: 'es2022', reportCompressedSize: false },
}
