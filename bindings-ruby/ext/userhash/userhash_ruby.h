/*
 * What the files of this extension share. One concept a file; every rule is in the Rust core behind
 * <userhash.h>: the code here converts a caller's values, calls the core, and converts back.
 */
#ifndef USERHASH_RUBY_H
#define USERHASH_RUBY_H

#include <ruby.h>
#include <ruby/encoding.h>
#include <userhash.h>

/* error.c: the one place where a status becomes an exception. */
NORETURN(void uh_raise(userhash_status status));

static inline void
uh_check(userhash_status status)
{
    if (status != USERHASH_OK) uh_raise(status);
}

/*
 * convert.c: arguments. These may run a caller's `to_str`, which may change any other argument, so
 * all arguments are converted before the bytes of any are looked at.
 */
VALUE uh_text(VALUE value);
VALUE uh_user(VALUE value);
VALUE uh_presented(VALUE value);
VALUE uh_path(VALUE value);
VALUE uh_keyword(VALUE options, ID name);

/* The bytes of a converted string, as the two arguments that the C interface takes. */
#define UH_BYTES(string) RSTRING_PTR(string), (size_t)RSTRING_LEN(string)

/* digest_name.c: the digest of a Userhash::HMAC; raises for all but SHA-256. */
void uh_check_digest(VALUE digest);

/* redaction.c: what an object that holds a secret key refuses. */
void uh_refuse_copies(VALUE klass);
void uh_refuse_dumps(VALUE klass);
void uh_refuse_serializers(VALUE klass);
NORETURN(void uh_refuse_dump(VALUE self));

/* secret_key.c: the state in a SecretKey; a TypeError for anything else. */
const userhash_key *uh_secret_key(VALUE object);

/* details.c: details as a String of JSON. */
VALUE uh_details(VALUE details);

/* visitor.c: what both kinds of keys make of their arguments. */
VALUE uh_visitor(int argc, VALUE *argv, const userhash_key *key);

void uh_init_error(void);
void uh_init_secret_key(void);
void uh_init_key_ring(void);
void uh_init_details(void);
void uh_init_visitor(void);
void uh_init_logout(void);
void uh_init_hmac(void);
void uh_init_compare(void);
void uh_init_test_hooks(void);

#endif
