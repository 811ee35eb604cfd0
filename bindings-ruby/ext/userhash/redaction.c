/* Objects that hold a secret key are not copied, dumped or written into JSON or YAML. */
#include "userhash_ruby.h"

static VALUE
refuse_copy(int argc, VALUE *argv, VALUE self)
{
    rb_raise(rb_eTypeError, "%" PRIsVALUE " can't be copied: it never changes, so share it", rb_obj_class(self));
}

void
uh_refuse_dump(VALUE self)
{
    rb_raise(rb_eTypeError, "%" PRIsVALUE " can't be serialized: it holds a secret", rb_obj_class(self));
}

static VALUE
refuse_dump(int argc, VALUE *argv, VALUE self)
{
    uh_refuse_dump(self);
}

void
uh_refuse_copies(VALUE klass)
{
    rb_undef_alloc_func(klass);
    rb_define_method(klass, "dup", refuse_copy, -1);
    rb_define_method(klass, "clone", refuse_copy, -1);
}

/* All but JSON, for a class that has its own. */
void
uh_refuse_dumps(VALUE klass)
{
    rb_define_method(klass, "marshal_dump", refuse_dump, -1);
    rb_define_method(klass, "encode_with", refuse_dump, -1); /* YAML */
    rb_define_method(klass, "as_json", refuse_dump, -1); /* Rails */
}

void
uh_refuse_serializers(VALUE klass)
{
    uh_refuse_dumps(klass);
    rb_define_method(klass, "to_json", refuse_dump, -1);
}
