/* Userhash::Error, made from a status of the C interface. */
#include "userhash_ruby.h"

static VALUE eError;
static ID id_code, id_number;

void
uh_raise(userhash_status status)
{
    rb_encoding *utf8 = rb_utf8_encoding();
    VALUE message = rb_utf8_str_new_cstr(userhash_status_message(status));
    VALUE code = rb_enc_interned_str_cstr(userhash_status_code(status), utf8);
    VALUE error = rb_exc_new_str(eError, message);
    rb_ivar_set(error, id_code, code);
    rb_ivar_set(error, id_number, INT2NUM((int)status));
    rb_exc_raise(error);
}

/*
 * Document-class: Userhash::Error
 *
 * Everything that can go wrong, from one table that is the same in every language. Messages say
 * what to do next and hold neither a secret key nor a hash. A value of a wrong type is Ruby's own
 * TypeError instead.
 *
 * The codes that Ruby programs can see: +empty_secret+, +padded_secret+, +placeholder_secret+,
 * +public_secret+, +malformed_secret+, +missing_secret+, +empty_user+, +missing_user+,
 * +malformed_hash+, +malformed_details+, +malformed_nonce+, and +panic+ for a bug in the library
 * itself.
 *
 *   begin
 *     Userhash::SecretKey.new("")
 *   rescue Userhash::Error => error
 *     error.code   # => "empty_secret"
 *     error.number # => 2
 *   end
 */

/*
 * Document-attr: code
 *
 * The code, a frozen String such as <tt>"empty_secret"</tt>: the same in every language, for
 * programs to compare.
 */

/*
 * Document-attr: number
 *
 * The number, an Integer: what the C interface returns for the same error. Never used again for
 * another.
 */
void
uh_init_error(void)
{
    VALUE mUserhash = rb_define_module("Userhash");

    eError = rb_define_class_under(mUserhash, "Error", rb_eStandardError);
    rb_global_variable(&eError);
    id_code = rb_intern("@code");
    id_number = rb_intern("@number");
    rb_define_attr(eError, "code", 1, 0);
    rb_define_attr(eError, "number", 1, 0);
}
