import tseslint from "typescript-eslint";

/** Who may import whom: everything points at domain/ (README, "Who may import whom"). */
const folders = ["views", "orchestrations", "activities", "functions", "adapters", "local"];
const deny = (names, message) =>
  names.map((name) => ({ regex: `^(\\.\\./)+${name}(/|$)`, message }));
const mayNotImport = (files, names, extra = []) => ({
  files,
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      { patterns: [...deny(names, `${files[0]} may not import this folder`), ...extra] },
    ],
  },
});
const except = (...allowed) => [
  ...folders.filter((name) => !allowed.includes(name)),
  "app",
  "test",
];
const packages = (regex, message) => ({ regex, message, allowTypeImports: true });

export default tseslint.config(
  { ignores: ["dist/", ".local/", "node_modules/", "coverage/"] },
  ...tseslint.configs.strict,
  {
    rules: {
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
        { selector: "ExportAllDeclaration", message: "No barrels." },
      ],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["*.mjs", "*.cjs", "scripts/**"],
    rules: {
      "no-restricted-syntax": "off",
      "no-console": "off",
      "@typescript-eslint/no-require-imports": "off",
    },
  },
  { files: ["local/**"], rules: { "no-console": "off" } },
  mayNotImport(["domain/**"], except(), [
    { regex: "^(?!\\.\\.?/|zod$)", message: "domain/ imports zod and nothing else" },
  ]),
  mayNotImport(["views/**"], except("views"), [
    packages("^[^.]", "views/ are pure functions of domain values"),
  ]),
  mayNotImport(["orchestrations/**"], except("orchestrations"), [
    packages(
      "^(?!\\.|durable-functions$)",
      "orchestrations/ are deterministic: domain/ and durable-functions only",
    ),
  ]),
  mayNotImport(["activities/**"], except("views", "activities"), [
    { regex: "views/(?!mails)", message: "activities/ may use views/mails only" },
    packages("^[^.]", "activities/ reach the world through ports"),
  ]),
  mayNotImport(["functions/**"], except("functions", "views"), [
    packages("^(?!\\.)", "functions/ use types of @azure/functions and durable-functions only"),
  ]),
  mayNotImport(["adapters/**"], except("adapters")),
  mayNotImport(["local/**"], except("local", "views")),
  {
    files: ["orchestrations/**"],
    rules: {
      "no-restricted-globals": [
        "error",
        "fetch",
        "setTimeout",
        "setInterval",
        "process",
        "crypto",
        "console",
        "performance",
      ],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Time is context.df.currentUtcDateTime." },
        { object: "Math", property: "random", message: "Orchestrators are replayed." },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "AwaitExpression", message: "Orchestrators yield, they never await." },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "Time is context.df.currentUtcDateTime.",
        },
        {
          selector: "CallExpression[callee.name='Date']",
          message: "Time is context.df.currentUtcDateTime.",
        },
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
      ],
    },
  },
);
