'use strict';

throw new Error(
  'userhash is for servers: a secret key in a browser is no secret. Make the user hash on the ' +
    'server, for the user who is logged in there, and send the page only the hash.',
);
