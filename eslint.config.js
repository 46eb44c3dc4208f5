import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const TYPESCRIPT = ['**/*.ts', '**/*.svelte'];

const noAssertion = {
  selector: 'TSAsExpression:not([typeAnnotation.typeName.name="const"])',
  message: 'No `as`: narrow the type, or validate at the boundary (protocol/rpc.ts).',
};

export default ts.config(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      'static/',
      'benchmarks/results/',
      'test-results/',
      'playwright-report/',
      '.cache/',
      // AssemblyScript, which its own compiler checks.
      'kernels/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict.map((config) => ({ ...config, files: TYPESCRIPT })),
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'off',
      'no-var': 'error',
      'no-irregular-whitespace': ['error', { skipTemplates: true }],
      'prefer-const': 'error',
    },
  },
  {
    files: TYPESCRIPT,
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.core.json',
          './tsconfig.worker.json',
          './tsconfig.worklet.json',
          './tsconfig.node.json',
          './tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'no-undef': 'off', // TypeScript does this, and knows which thread a file runs on
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      'max-lines': ['error', 250],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    // Links are plain paths of a static app that is served at the root.
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      // State is immutable snapshots in `$state.raw`; a Map beside it is bookkeeping.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['src/lib/**/*.ts', 'src/lib/**/*.svelte', 'benchmarks/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'max-lines-per-function': ['error', { max: 45, skipBlankLines: true, skipComments: true, IIFEs: true }],
      'max-params': ['error', 5],
    },
  },
  {
    files: ['src/lib/**/*.ts', 'src/**/*.svelte'],
    ignores: ['src/lib/protocol/rpc.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        noAssertion,
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
    },
  },
  {
    files: ['tests/**/*.ts', 'testing/**/*.ts'],
    // A value that is not there fails the test just as well.
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['scripts/**/*.mjs', 'server/**/*.mjs'],
    rules: { 'max-lines': ['error', 250], 'max-lines-per-function': ['error', 45] },
  },
);
