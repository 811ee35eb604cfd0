'use strict';

// The real messenger and its widget, with every example app, on SQLite.

const { messengerTests } = require('./messenger/tests.js');
const { chosen } = require('./apps.js');

messengerTests({ names: chosen() });
