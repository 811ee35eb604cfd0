'use strict';

// The addon, which index.js has loaded. What it has is in native.d.ts.
module.exports = require('./index.js')[Symbol.for('userhash.native')];
