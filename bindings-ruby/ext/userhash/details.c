/* Details, from Ruby's values to JSON: by Ruby's own generator, which is strict unless told otherwise. */
#include "userhash_ruby.h"

/* Loaded when it is first needed, because it takes longer to load than this library. */
static VALUE mJSON = Qfalse, eJSONError = Qfalse;
static ID id_generate;

static void
need_json(void)
{
    if (RTEST(mJSON)) return;
    rb_require("json");
    eJSONError = rb_path2class("JSON::JSONError");
    mJSON = rb_path2class("JSON");
}

static VALUE
generate(VALUE details)
{
    return rb_funcall(mJSON, id_generate, 1, details);
}

/* NaN, text that is not UTF-8, nesting that never ends. The generator's error becomes the cause. */
static VALUE
refuse(VALUE details, VALUE error)
{
    uh_raise(USERHASH_MALFORMED_DETAILS);
}

/*
 * Details as a String of JSON. A Hash, or an object that is one (`to_hash`); the core refuses what
 * else the generator takes. nil is a mistake of another kind: a variable that was never set.
 */
VALUE
uh_details(VALUE details)
{
    VALUE hash = rb_check_hash_type(details);

    if (NIL_P(details)) rb_raise(rb_eTypeError, "no implicit conversion of nil into Hash");
    need_json();
    return uh_text(rb_rescue2(generate, NIL_P(hash) ? details : hash, refuse, Qnil, eJSONError, rb_eEncodingError, (VALUE)0));
}

void
uh_init_details(void)
{
    rb_global_variable(&mJSON);
    rb_global_variable(&eJSONError);
    id_generate = rb_intern("generate");
}
