const { createHmac } = require("userhash/crypto");

module.exports = (key, data) => createHmac('sha256', key).update(data).digest('hex');
