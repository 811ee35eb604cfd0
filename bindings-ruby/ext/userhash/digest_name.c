/* The argument `digest` of the methods of Userhash::HMAC: only SHA-256 is accepted. */
#include "userhash_ruby.h"

/* OpenSSL::Digest, if the program has loaded it; otherwise no such object can exist. */
static VALUE
openssl_digest_class(void)
{
    ID openssl = rb_intern("OpenSSL"), digest = rb_intern("Digest");
    VALUE mOpenSSL;

    if (!rb_const_defined(rb_cObject, openssl)) return Qnil;
    mOpenSSL = rb_const_get(rb_cObject, openssl);
    if (!RB_TYPE_P(mOpenSSL, T_MODULE) || !rb_const_defined_from(mOpenSSL, digest)) return Qnil;
    return rb_const_get_from(mOpenSSL, digest);
}

/* The names that OpenSSL knows SHA-256 by, in any case. */
static int
names_sha256(const char *name)
{
    return STRCASECMP(name, "sha256") == 0 || STRCASECMP(name, "sha-256") == 0 || STRCASECMP(name, "sha2-256") == 0;
}

/*
 * Raises what OpenSSL::HMAC raises, except that the message never repeats the argument: a caller
 * who swapped the arguments would find the key in it.
 */
void
uh_check_digest(VALUE digest)
{
    if (!RB_TYPE_P(digest, T_STRING)) {
        VALUE klass = openssl_digest_class();
        if (!RB_TYPE_P(klass, T_CLASS) || !RTEST(rb_obj_is_kind_of(digest, klass))) {
            rb_raise(rb_eTypeError, "wrong argument type %" PRIsVALUE " (expected String or OpenSSL::Digest)", rb_obj_class(digest));
        }
        digest = uh_text(rb_funcall(digest, rb_intern("name"), 0));
    }
    /* What nearly everybody writes, without the checks of a string from anywhere. */
    if (RSTRING_LEN(digest) == 6 && memcmp(RSTRING_PTR(digest), "sha256", 6) == 0) return;
    if (!names_sha256(StringValueCStr(digest))) {
        rb_raise(rb_eRuntimeError, "Unsupported digest algorithm: Userhash::HMAC offers SHA-256 ('sha256') only");
    }
    RB_GC_GUARD(digest);
}
