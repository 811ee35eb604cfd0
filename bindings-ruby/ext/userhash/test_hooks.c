/*
 * Methods for the tests, compiled only with `extconf.rb --enable-test-hooks`: what a correct
 * library never does, so that the tests see that it would be noticed.
 */
#include "userhash_ruby.h"

#ifdef USERHASH_TEST_HOOKS

/* A panic inside the core. The header leaves it out because only tests have it. */
extern userhash_status userhash_test_panic(void);

static VALUE
test_panic(VALUE self)
{
    uh_check(userhash_test_panic());
    return Qnil;
}

static VALUE
test_raise(VALUE self, VALUE number)
{
    uh_raise((userhash_status)NUM2INT(number));
}

/* Memory that nothing points to any more, for the leak check to find. */
static VALUE
test_leak(VALUE self)
{
    memset(xmalloc(1000), 1, 1000);
    return Qnil;
}

/* A byte behind the end of its memory. */
static VALUE
test_misread(VALUE self)
{
    volatile char *memory = xmalloc(10);
    char byte = memory[10];

    xfree((void *)memory);
    return INT2FIX(byte & 1);
}

void
uh_init_test_hooks(void)
{
    VALUE mUserhash = rb_define_module("Userhash");

    rb_define_singleton_method(mUserhash, "test_panic", test_panic, 0);
    rb_define_singleton_method(mUserhash, "test_raise", test_raise, 1);
    rb_define_singleton_method(mUserhash, "test_leak", test_leak, 0);
    rb_define_singleton_method(mUserhash, "test_misread", test_misread, 0);
}

#endif
