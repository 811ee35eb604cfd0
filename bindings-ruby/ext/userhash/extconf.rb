# frozen_string_literal: true

# Writes the Makefile of the extension, after building the Rust core that is linked into it.
#
#   --with-userhash-lib=FILE   link this libuserhash.a instead of building one
#   --enable-test-hooks        for the tests only: see test_hooks.c

require "mkmf"
require_relative "core_library"

test_hooks = enable_config("test-hooks", false)
given = with_config("userhash-lib")
library = given ? File.expand_path(given) : CoreLibrary.build(test_hooks: test_hooks)
abort "There is no #{library}." unless File.file?(library)

header_folder = File.join(CoreLibrary.root, "include")
abort "There is no userhash.h in #{header_folder}." unless find_header("userhash.h", header_folder)

$CFLAGS << " -Wall -Wextra -Wno-unused-parameter"
$CFLAGS << " -fvisibility=hidden" if try_cflags("-fvisibility=hidden")
$defs << "-DUSERHASH_TEST_HOOKS" if test_hooks

# The core's symbols stay inside, so that another extension with another version of it does no harm.
["-Wl,--exclude-libs,ALL", "-Wl,--gc-sections", "-Wl,-s"].each do |flag|
  $DLDFLAGS << " #{flag}" if try_ldflags(flag)
end
$DLDFLAGS << " -Wl,-exported_symbol,_Init_userhash" if RUBY_PLATFORM.include?("darwin")
$LOCAL_LIBS = [library, *CoreLibrary::SYSTEM_LIBRARIES].join(" ")

create_makefile("userhash/userhash") do |makefile|
  # mkmf knows neither file: without these lines, a changed core would not be linked again.
  makefile << "$(TARGET_SO): #{library}\n" << "$(OBJS): #{File.join(header_folder, "userhash.h")}\n"
  # In a gem, the library is a copy that nobody needs once it is linked.
  makefile << "install: drop-core\ndrop-core: install-so\n\t$(Q) $(RM) #{library}\n" unless given || CoreLibrary.clone?
  makefile
end
