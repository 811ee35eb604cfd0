//! `include/userhash.h` is what cbindgen makes of these sources, byte for byte.

use std::path::Path;
use std::{env, fs};
use userhash_core::HEADERS;

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
    // cbindgen writes no texts. These come from where they are kept, so that there is no copy.
    let texts = format!(
        "\n/** The version of this header; that of the library is userhash_version(). */\n\
         #define USERHASH_VERSION \"{}\"\n\
         \n/** The headers of a response that carries a user hash, to be merged into those it has: without\n \
         * them a shared cache may hand one visitor's page to another. */\n{}",
        env!("CARGO_PKG_VERSION"),
        HEADERS
            .map(|(name, value)| format!(
                "#define USERHASH_{} \"{value}\"\n",
                name.to_uppercase().replace('-', "_")
            ))
            .concat()
    );
    config.after_includes.get_or_insert_default().push_str(&texts);
    let mut header = Vec::new();
    cbindgen::Builder::new()
        .with_crate(krate)
        .with_config(config)
        .generate()
        .unwrap()
        .write(&mut header);
    String::from_utf8(header).unwrap()
}
