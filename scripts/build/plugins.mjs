// What the bundle leaves out or puts off; the code that runs later stays as it is.

/** Application Insights stays in a file of its own, which is read only where it is wanted. */
export const telemetryApart = {
  name: "telemetryApart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/azureMonitor$/ }, () => ({
      path: "./azureMonitor.js",
      external: true,
    })),
};

/** Zod brings its messages in some sixty languages into every bundle; the product speaks one. */
export const onlyEnglish = {
  name: "onlyEnglish",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    })),
};

const namespace = "at-first-use";

/** Packages that others require at once and use much later: evaluated when something of them is first looked at. */
export const evaluatedAtFirstUse = (...packages) => ({
  name: "evaluatedAtFirstUse",
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(?:${packages.join("|")})$`);
    onResolve({ filter }, ({ path, resolveDir, namespace: from }) =>
      from === namespace ? undefined : { path, namespace, pluginData: resolveDir },
    );
    onLoad({ filter: /.*/, namespace }, ({ path, pluginData }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require("${path}")[name] });`,
      resolveDir: pluginData,
    }));
  },
});
