# The static library. A stamp stands for it, so that `sudo make install` after `make` finds
# nothing to do: root may not have cargo.
USERHASH_RUST = $(wildcard $(addprefix $(USERHASH_ROOT)/,Cargo.toml Cargo.lock core/src/*.rs core/src/*.js \
	load/src/*.rs bindings-c/Cargo.toml bindings-c/src/*.rs bindings-c/src/*/*.rs))

userhash-core.stamp: $(USERHASH_RUST)
	cd $(USERHASH_ROOT) && $(CARGO) build --locked -p userhash-c --target-dir $(USERHASH_TARGET) $(USERHASH_CARGO_FLAGS)
	touch $@
