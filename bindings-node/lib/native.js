'use strict';

// Loads the addon. What it has is in native.d.ts.
//
// The loader that napi's command line can generate isn't used: looking for every way in which an
// addon may have been shipped takes longer than all else that loading this package does.

const platform = `${process.platform}-${process.arch}`;
try {
  process.dlopen(module, `${__dirname}/userhash.${platform}.node`);
} catch (error) {
  throw new Error(
    `userhash has no addon for ${platform} that this Node can load: run ` +
      '"npm install && npm run build" in its folder, which takes Rust 1.88 or later',
    { cause: error },
  );
}
