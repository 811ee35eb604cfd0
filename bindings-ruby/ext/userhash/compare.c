/* Comparisons whose time tells nothing about the contents, under the names that OpenSSL has for them. */
#include "userhash_ruby.h"

static VALUE
equal(VALUE a, VALUE b)
{
    return userhash_equals(UH_BYTES(a), UH_BYTES(b)) == USERHASH_OK ? Qtrue : Qfalse;
}

/*
 * call-seq:
 *   Userhash.secure_compare(a, b) -> true or false
 *
 * Whether two Strings have the same bytes, as OpenSSL.secure_compare. The time taken depends on
 * their lengths (in bytes) alone. Strings of different lengths are different. Raises TypeError
 * for anything but Strings.
 *
 * To check a user hash, use SecretKey#verify: it needs no comparison in your code.
 */
static VALUE
secure_compare(VALUE self, VALUE a, VALUE b)
{
    a = uh_text(a);
    b = uh_text(b);
    return equal(a, b);
}

/*
 * call-seq:
 *   Userhash.fixed_length_secure_compare(a, b) -> true or false
 *
 * As ::secure_compare, for Strings of one length, as OpenSSL.fixed_length_secure_compare: raises
 * ArgumentError if their lengths (in bytes) differ, and TypeError for anything but Strings.
 */
static VALUE
fixed_length_secure_compare(VALUE self, VALUE a, VALUE b)
{
    a = uh_text(a);
    b = uh_text(b);
    if (RSTRING_LEN(a) != RSTRING_LEN(b)) rb_raise(rb_eArgError, "inputs must be of equal length");
    return equal(a, b);
}

void
uh_init_compare(void)
{
    VALUE mUserhash = rb_define_module("Userhash");

    rb_define_singleton_method(mUserhash, "secure_compare", secure_compare, 2);
    rb_define_singleton_method(mUserhash, "fixed_length_secure_compare", fixed_length_secure_compare, 2);
}
