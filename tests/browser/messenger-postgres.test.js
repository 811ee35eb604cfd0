'use strict';

// The same on PostgreSQL; the apps don't know the difference, so one of them is enough.

const { messengerTests } = require('./messenger/tests.js');
const { startPostgres } = require('./messenger/postgres.js');
const { chosen } = require('./apps.js');

messengerTests({ names: chosen().slice(-1), startDatabase: startPostgres });
