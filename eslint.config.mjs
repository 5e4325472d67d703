import tseslint from "typescript-eslint";

/** Who may import whom: everything points at domain/ (README, "Where things are"). */
const folders = [
  "domain",
  "views",
  "orchestrations",
  "activities",
  "functions",
  "adapters",
  "local",
];
const allOf = (allowed) => [...folders.filter((name) => !allowed.includes(name)), "app", "test"];
const deny = (names, who) =>
  names.map((name) => ({
    regex: `^\\.{1,2}/(.*/)?${name}(/|$)`,
    message: `${who} may not import ${name}`,
  }));
/** Packages that do not match may be imported for their types only. */
const packages = (regex, message, allowTypeImports = true) => ({
  regex,
  message,
  allowTypeImports,
});

const style = [
  { selector: "ExportDefaultDeclaration", message: "Named exports only." },
  { selector: "ExportAllDeclaration", message: "No barrels." },
];
const noImportCalls = {
  selector: "ImportExpression",
  message: "Imports stand at the top, where the import rule sees them.",
};
/** Replayed or pure code may not look at the clock, at chance or at the world. */
const deterministic = {
  "no-restricted-globals": [
    "error",
    ...["fetch", "setTimeout", "setInterval", "setImmediate", "queueMicrotask"],
    ...["process", "crypto", "console", "performance", "globalThis", "global", "require"],
  ],
  "no-restricted-properties": [
    "error",
    { object: "Date", property: "now", message: "Time comes in as a value." },
    { object: "Math", property: "random", message: "Chance comes in as a value." },
  ],
  "no-restricted-syntax": [
    "error",
    ...style,
    noImportCalls,
    { selector: "AwaitExpression", message: "Orchestrators yield, they never await." },
    { selector: "ForOfStatement[await=true]", message: "Orchestrators yield, they never await." },
    {
      selector: "NewExpression[callee.name='Date'][arguments.length=0]",
      message: "Time comes in as a value.",
    },
    { selector: "CallExpression[callee.name='Date']", message: "Time comes in as a value." },
  ],
};

const room = (name, allowed, { extra = [], rules = {} } = {}) => ({
  files: [`${name}/**`],
  rules: {
    "no-restricted-syntax": ["error", ...style, noImportCalls],
    "@typescript-eslint/no-restricted-imports": [
      "error",
      { patterns: [...deny(allOf([name, ...allowed]), `${name}/`), ...extra] },
    ],
    ...rules,
  },
});

export default tseslint.config(
  { ignores: ["dist/", ".local/", "node_modules/", "coverage/"] },
  ...tseslint.configs.strict,
  {
    rules: {
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-syntax": ["error", ...style],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["*.mjs", "*.cjs", "scripts/**", "infra/check.mjs"],
    rules: {
      "no-restricted-syntax": "off",
      "no-console": "off",
      "@typescript-eslint/no-require-imports": "off",
    },
  },
  {
    files: ["*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { patterns: deny(["local", "test"], "the product") },
      ],
    },
  },
  { files: ["local/**"], rules: { "no-console": "off" } },
  room("domain", [], {
    extra: [packages("^(?!\\.\\.?/|zod$)", "domain/ imports zod and nothing else", false)],
    rules: deterministic,
  }),
  room("views", ["domain"], {
    extra: [packages("^[^.]", "views/ are pure functions of domain values")],
  }),
  room("orchestrations", ["domain"], {
    extra: [packages("^[^.]", "orchestrations/ use types only, and domain/")],
    rules: deterministic,
  }),
  room("activities", ["domain", "views"], {
    extra: [
      { regex: "views/(?!mails)", message: "activities/ may use views/mails only" },
      packages("^[^.]", "activities/ reach the world through ports"),
    ],
  }),
  room("functions", ["domain", "views"], {
    extra: [packages("^[^.]", "functions/ use types of the Functions packages only")],
  }),
  room("adapters", ["domain"]),
  {
    // Imports at run time: what these bring along is read only where it is wanted.
    files: ["adapters/telemetry.ts", "adapters/managedIdentity.ts", "adapters/vaultKeys.ts"],
    rules: { "no-restricted-syntax": ["error", ...style] },
  },
  room("local", ["domain", "views"]),
);
