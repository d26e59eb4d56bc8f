/*
 * Import this first in a test file to keep binary data in memory, as n8n 1.x does by default: such data has no id.
 * It only works before n8n-core is imported for the first time.
 */
process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'default';

export {};
