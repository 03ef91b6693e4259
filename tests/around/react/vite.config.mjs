// One script under a lasting name: the test's page names it.
export default {
  esbuild: { jsx: "automatic" },
  build: {
    emptyOutDir: true,
    rollupOptions: { input: "main.jsx", output: { entryFileNames: "app.js" } },
  },
};
