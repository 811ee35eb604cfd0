'use strict';

// The sessions that the snippet for node:http takes for granted.

const sessions = new Map([['1', { user: { email: 'ada@example.com', name: 'Ada Lovelace' } }]]);
const idOf = (request) => /session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];

exports.sessionOf = (request) => sessions.get(idOf(request));
exports.endSession = (request) => sessions.delete(idOf(request));
