/* Arguments, from Ruby's values to strings whose bytes can be handed to the core. */
#include "userhash_ruby.h"

/* A String, or an object that is one (`to_str`). Its encoding plays no part: bytes are bytes. */
VALUE
uh_text(VALUE value)
{
    return StringValue(value);
}

/*
 * A user: text, or an Integer, which stands for its decimal digits. They are written here and not
 * by `to_s`, which a program may have redefined.
 */
VALUE
uh_user(VALUE value)
{
    if (FIXNUM_P(value)) return rb_fix2str(value, 10);
    if (RB_TYPE_P(value, T_BIGNUM)) return rb_big2str(value, 10);
    return uh_text(value);
}

/*
 * What a visitor presented: a String as it is, anything else as the empty string, which is
 * nobody's hash. No method of the value is called, so nothing that a query parser made of a
 * request can raise here.
 */
VALUE
uh_presented(VALUE value)
{
    return RB_TYPE_P(value, T_STRING) ? value : rb_str_new(NULL, 0);
}

/* A path: a String, or an object with `to_path`, as File.open takes it. */
VALUE
uh_path(VALUE value)
{
    VALUE path = rb_check_funcall(value, rb_intern("to_path"), 0, NULL);

    return uh_text(path == Qundef ? value : path);
}

/* The one optional keyword of a method, out of what rb_scan_args calls its options; or Qundef. */
VALUE
uh_keyword(VALUE options, ID name)
{
    VALUE value = Qundef;

    if (!NIL_P(options)) rb_get_kwargs(options, &name, 0, 1, &value);
    return value;
}
