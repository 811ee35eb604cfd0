//! Names the shared library's ABI, so that programs find the library that they were linked with.

use std::env;

/// The version of the ABI: raised when a compiled program would no longer work, and only then.
const ABI: u32 = 0;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // Windows has no such name. On macOS it is the path that programs look for.
    match env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("macos") => {
            println!(
                "cargo:rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libuserhash.{ABI}.dylib"
            );
        }
        Ok("windows") | Err(_) => {}
        Ok(_) => println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libuserhash.so.{ABI}"),
    }
}
