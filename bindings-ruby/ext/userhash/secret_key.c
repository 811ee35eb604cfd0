/* Userhash::SecretKey: one secret key's state, in memory that its object owns. */
#include "userhash_ruby.h"

static void
key_free(void *key)
{
    userhash_key_wipe(key);
    xfree(key);
}

static size_t
key_size(const void *key)
{
    return sizeof(userhash_key);
}

/*
 * Frozen and shareable: a key never changes once it is loaded. Not embedded in the object's slot
 * (RUBY_TYPED_EMBEDDABLE), because compaction moves slots and would leave copies of the state.
 */
static const rb_data_type_t key_type = {
    .wrap_struct_name = "Userhash::SecretKey",
    .function = { .dfree = key_free, .dsize = key_size },
    .flags = RUBY_TYPED_FREE_IMMEDIATELY | RUBY_TYPED_WB_PROTECTED | RUBY_TYPED_FROZEN_SHAREABLE,
};

const userhash_key *
uh_secret_key(VALUE object)
{
    return rb_check_typeddata(object, &key_type);
}

/* Makes an object of `klass` from a converted string. A failed one holds no key and is collected. */
static VALUE
load(VALUE klass, VALUE text, userhash_status (*init)(userhash_key *, const void *, size_t))
{
    userhash_key *key;
    VALUE self = TypedData_Make_Struct(klass, userhash_key, &key_type, key);

    uh_check(init(key, UH_BYTES(text)));
    RB_GC_GUARD(text);
    return rb_obj_freeze(self);
}

/*
 * call-seq:
 *   Userhash::SecretKey.new(secret) -> secret_key
 *
 * Takes the secret key as the widget's vendor shows it: a String, as its bytes, whatever its
 * encoding. Nothing is trimmed or decoded.
 *
 * Raises Userhash::Error with the code +empty_secret+ if it is empty or blank, +padded_secret+ if
 * it starts or ends in white space, and +placeholder_secret+ if a documentation's placeholder was
 * left in; TypeError for anything but a String.
 */
static VALUE
key_s_new(VALUE klass, VALUE secret)
{
    return load(klass, uh_text(secret), userhash_key_init);
}

/*
 * call-seq:
 *   Userhash::SecretKey.from_env(name) -> secret_key
 *
 * Takes the secret key from the environment variable +name+ (a String), without one final line
 * break. The variable is that of the process, so what was set through ENV counts.
 *
 * Raises Userhash::Error with the code +missing_secret+ if it is not set, +public_secret+ if web
 * bundlers publish variables of such a name (such as those that start with +VITE_+), and as ::new.
 */
static VALUE
key_s_from_env(VALUE klass, VALUE name)
{
    return load(klass, uh_text(name), userhash_key_init_env);
}

/*
 * call-seq:
 *   Userhash::SecretKey.from_file(path) -> secret_key
 *
 * Takes the secret key from a file, such as <tt>/run/secrets/userhash_secret_key</tt>, without one
 * final line break. The path is a String or a Pathname.
 *
 * Raises Userhash::Error with the code +missing_secret+ if the file is not there or can't be read,
 * +malformed_secret+ if it has more than 65,536 bytes, and as ::new.
 */
static VALUE
key_s_from_file(VALUE klass, VALUE path)
{
    return load(klass, uh_path(path), userhash_key_init_file);
}

/*
 * call-seq:
 *   Userhash::SecretKey.from_hex(text) -> secret_key
 *
 * Takes a binary secret key from hexadecimal text: pairs of <tt>0-9 a-f A-F</tt>, no separators,
 * decoded in constant time. Any bytes may come out, but at least one.
 *
 * Raises Userhash::Error with the code +empty_secret+ or +malformed_secret+; TypeError for
 * anything but a String.
 */
static VALUE
key_s_from_hex(VALUE klass, VALUE text)
{
    return load(klass, uh_text(text), userhash_key_init_hex);
}

/*
 * call-seq:
 *   Userhash::SecretKey.from_base64(text) -> secret_key
 *
 * Takes a binary secret key from base64 text: RFC 4648 section 4, with padding and without line
 * breaks, decoded in constant time. Any bytes may come out, but at least one.
 *
 * Raises Userhash::Error with the code +empty_secret+ or +malformed_secret+; TypeError for
 * anything but a String.
 */
static VALUE
key_s_from_base64(VALUE klass, VALUE text)
{
    return load(klass, uh_text(text), userhash_key_init_base64);
}

/*
 * call-seq:
 *   user_hash(user) -> string
 *
 * The user hash of +user+: HMAC-SHA256 (RFC 2104, FIPS 180-4) under this key, as 64 lower-case
 * hexadecimal characters.
 *
 * +user+ is the e-mail address or id of the user who is logged in: a String, as its exact bytes
 * and whatever its encoding, or an Integer, as its decimal digits. Nothing is normalised.
 *
 * Raises Userhash::Error with the code +empty_user+; TypeError for anything else.
 */
static VALUE
key_user_hash(VALUE self, VALUE user)
{
    const userhash_key *key = uh_secret_key(self);
    char hash[USERHASH_HASH_SIZE];

    user = uh_user(user);
    uh_check(userhash_key_user_hash(key, UH_BYTES(user), hash));
    RB_GC_GUARD(user);
    return rb_usascii_str_new(hash, USERHASH_HASH_LENGTH);
}

/*
 * call-seq:
 *   verify(user, user_hash) -> true or false
 *
 * Whether +user_hash+ is the user hash of +user+ under this key. Compares 32 bytes in constant
 * time.
 *
 * +user_hash+ is whatever a visitor sent. Only the right String of 64 lower-case hexadecimal
 * characters is +true+; everything else, +nil+, Array and Hash included, is +false+ and never
 * raises. +user+ is as in #user_hash, and raises as there: it is your program's own value.
 */
static VALUE
key_verify(VALUE self, VALUE user, VALUE user_hash)
{
    const userhash_key *key = uh_secret_key(self);
    userhash_status status;

    user = uh_user(user);
    user_hash = uh_presented(user_hash);
    status = userhash_key_verify(key, UH_BYTES(user), UH_BYTES(user_hash));
    RB_GC_GUARD(user);
    RB_GC_GUARD(user_hash);
    if (status == USERHASH_MISMATCH) return Qfalse;
    uh_check(status);
    return Qtrue;
}

/*
 * call-seq:
 *   fingerprint -> string
 *
 * Eight hexadecimal characters that tell secret keys apart in a log and give nothing away: the
 * first ones of HMAC-SHA256(secret key, <tt>"userhash fingerprint v1"</tt>).
 */
static VALUE
key_fingerprint(VALUE self)
{
    char fingerprint[USERHASH_FINGERPRINT_SIZE];

    uh_check(userhash_key_fingerprint(uh_secret_key(self), fingerprint));
    return rb_usascii_str_new(fingerprint, USERHASH_FINGERPRINT_LENGTH);
}

/*
 * call-seq:
 *   visitor(details, identity: "email") -> visitor
 *
 * The Visitor to put on a page: the details, and the user hash of the user whom they name, so that
 * the hash and the identity that the page shows can't differ.
 *
 * +details+ is a Hash: what the page tells the widget about the user. JSON.generate turns it into
 * JSON, of up to 1 MiB and 32 levels; Symbols become text, and text of other encodings UTF-8. +identity+ (a String or Symbol) is the
 * field that names the user: text that isn't empty, or an Integer, as its decimal digits.
 *
 *   key.visitor({ email: "customer@example.com", name: "Jane" })
 *   key.visitor({ id: 42, name: "Jane" }, identity: :id)
 *
 * Raises Userhash::Error with the code +malformed_details+ for what is no Hash, is too large or too
 * deep, or holds what JSON.generate refuses: NaN and Infinity, text that isn't UTF-8, itself;
 * +missing_user+ without the identity; +empty_user+. Raises TypeError for +nil+, and for an identity
 * that is neither String nor Symbol.
 */
static VALUE
key_visitor(int argc, VALUE *argv, VALUE self)
{
    VALUE visitor = uh_visitor(argc, argv, uh_secret_key(self));

    RB_GC_GUARD(self);
    return visitor;
}

/*
 * call-seq:
 *   inspect -> string
 *
 * Shows the fingerprint and nothing else of the key:
 * <tt>#<Userhash::SecretKey(fingerprint=1d3ae1d4)></tt>.
 */
static VALUE
key_inspect(VALUE self)
{
    return rb_sprintf("#<%" PRIsVALUE "(fingerprint=%" PRIsVALUE ")>", rb_obj_class(self), key_fingerprint(self));
}

/*
 * Document-class: Userhash::SecretKey
 *
 * The app's secret key, loaded once and used for every user. What is kept is not the key but what
 * HMAC-SHA256 needs of it (RFC 2104, section 4), in memory that is wiped when the object is
 * collected.
 *
 * It is frozen, can be used by any number of threads and Ractors at once, shows only its
 * fingerprint when it is printed, and can't be copied or serialized. Two keys are equal only if
 * they are the same object.
 *
 *   key = Userhash::SecretKey.from_env("USERHASH_SECRET_KEY")
 *   user_hash = key.user_hash("customer@example.com")
 *   key.verify("customer@example.com", user_hash) # => true
 */
void
uh_init_secret_key(void)
{
    VALUE mUserhash = rb_define_module("Userhash");
    VALUE cSecretKey = rb_define_class_under(mUserhash, "SecretKey", rb_cObject);

    uh_refuse_copies(cSecretKey);
    uh_refuse_serializers(cSecretKey);
    rb_define_singleton_method(cSecretKey, "new", key_s_new, 1);
    rb_define_singleton_method(cSecretKey, "from_env", key_s_from_env, 1);
    rb_define_singleton_method(cSecretKey, "from_file", key_s_from_file, 1);
    rb_define_singleton_method(cSecretKey, "from_hex", key_s_from_hex, 1);
    rb_define_singleton_method(cSecretKey, "from_base64", key_s_from_base64, 1);
    rb_define_method(cSecretKey, "user_hash", key_user_hash, 1);
    rb_define_method(cSecretKey, "verify", key_verify, 2);
    rb_define_method(cSecretKey, "visitor", key_visitor, -1);
    rb_define_method(cSecretKey, "fingerprint", key_fingerprint, 0);
    rb_define_method(cSecretKey, "inspect", key_inspect, 0);
    rb_define_alias(cSecretKey, "to_s", "inspect");
}
