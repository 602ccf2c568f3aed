// What the page's code is held to.
import js from '@eslint/js';
import globals from 'globals';

export default [
  js.configs.recommended,
  { files: ['src/**'], languageOptions: { globals: globals.browser } },
  { files: ['*.js', '*.mjs', 'test/**'], languageOptions: { globals: globals.node } },
  {
    rules: {
      'array-callback-return': 'error',
      'consistent-return': 'error',
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'no-constant-binary-expression': 'error',
      'no-implicit-globals': 'error',
      'no-self-compare': 'error',
      'no-shadow': 'error',
      'no-unreachable-loop': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-use-before-define': ['error', { functions: false, variables: false }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'require-atomic-updates': 'off',
    },
  },
];
