import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// Everything is built into the design room's static files; Django finds the names in manifest.json.
export default defineConfig({
  // Relative addresses: the site may serve its static files from any path.
  base: "./",
  publicDir: false,
  build: {
    outDir: here("../src/huangyai/design/static/design/built"),
    // Files of an earlier build stay for a day, for sites that still run with them; build.py removes them.
    emptyOutDir: false,
    manifest: "manifest.json",
    target: ["chrome111", "firefox115", "safari16.4"],
    // Nothing may become a data: address, the content security policy allows none for fonts and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      input: { main: here("src/main.js"), styles: here("src/main.css") },
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
