//! `include/userhash.h` is what cbindgen makes of these sources, byte for byte.

use std::path::Path;
use std::{env, fs};

/// Set to `1`, it makes the test write the header instead of comparing it.
const UPDATE: &str = "USERHASH_UPDATE_HEADER";

#[test]
fn the_committed_header_is_the_generated_one() {
    let krate = Path::new(env!("CARGO_MANIFEST_DIR"));
    let committed = krate.join("../include/userhash.h");
    let generated = generate(krate);
    if env::var_os(UPDATE).is_some_and(|value| value == "1") {
        fs::write(&committed, &generated).unwrap();
    }
    let committed = fs::read_to_string(&committed).unwrap_or_default();
    assert!(
        committed == generated,
        "include/userhash.h differs from what its sources give: run {UPDATE}=1 cargo test -p userhash-c"
    );
}

fn generate(krate: &Path) -> String {
    let mut config = cbindgen::Config::from_file(krate.join("cbindgen.toml")).unwrap();
    // The workspace's version is the only one; a copy in cbindgen.toml would be a second.
    let version = format!(
        "\n/** The version of this header; that of the library is userhash_version(). */\n\
         #define USERHASH_VERSION \"{}\"\n",
        env!("CARGO_PKG_VERSION")
    );
    config.after_includes.get_or_insert_default().push_str(&version);
    let mut header = Vec::new();
    cbindgen::Builder::new()
        .with_crate(krate)
        .with_config(config)
        .generate()
        .unwrap()
        .write(&mut header);
    String::from_utf8(header).unwrap()
}
