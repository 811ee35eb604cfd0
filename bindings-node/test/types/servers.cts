import express = require('userhash/express');
import http = require('userhash/http');
import userhash = require('userhash');

const settings = { key: new userhash.SecretKey('x'), details: () => undefined };
const forExpress = express.userhash(settings);
const exchange: http.Exchange = http.userhash(settings)({} as http.IncomingMessage, {} as http.ServerResponse);
export { exchange, forExpress };
