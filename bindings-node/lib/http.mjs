import http from './http.js';

export const { userhash } = http;
