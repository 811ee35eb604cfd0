import express from './express.js';

export const { userhash } = express;
