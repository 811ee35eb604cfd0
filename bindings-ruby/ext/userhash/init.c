/* What `require "userhash"` runs. */
#include "userhash_ruby.h"

/*
 * Document-module: Userhash
 *
 * User hashes for chat and support widgets: HMAC-SHA256 of a user under the app's secret key
 * (RFC 2104, FIPS 180-4), made and checked safely. Start with SecretKey.
 */
RUBY_FUNC_EXPORTED void
Init_userhash(void)
{
    VALUE mUserhash;

#ifdef HAVE_RB_EXT_RACTOR_SAFE
    rb_ext_ractor_safe(true);
#endif
    mUserhash = rb_define_module("Userhash");
    /* The version of the library: a String such as <tt>"0.1.0"</tt>. */
    rb_define_const(mUserhash, "VERSION", rb_obj_freeze(rb_usascii_str_new_cstr(userhash_version())));
    uh_init_error();
    uh_init_secret_key();
    uh_init_key_ring();
    uh_init_details();
    uh_init_visitor();
    uh_init_logout();
    uh_init_hmac();
    uh_init_compare();
#ifdef USERHASH_TEST_HOOKS
    uh_init_test_hooks();
#endif
}
