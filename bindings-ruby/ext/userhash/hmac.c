/* Userhash::HMAC: OpenSSL::HMAC's interface, for code that only changes the constant. */
#include "userhash_ruby.h"

static void
hmac_free(void *hmac)
{
    userhash_hmac_wipe(hmac);
    xfree(hmac);
}

static size_t
hmac_size(const void *hmac)
{
    return sizeof(userhash_hmac);
}

/* Not embedded, as in secret_key.c. */
static const rb_data_type_t hmac_type = {
    .wrap_struct_name = "Userhash::HMAC",
    .function = { .dfree = hmac_free, .dsize = hmac_size },
    .flags = RUBY_TYPED_FREE_IMMEDIATELY | RUBY_TYPED_WB_PROTECTED,
};

static userhash_hmac *
get_hmac(VALUE object)
{
    return rb_check_typeddata(object, &hmac_type);
}

static userhash_hmac *
get_unfrozen(VALUE self)
{
    rb_check_frozen(self);
    return get_hmac(self);
}

/* The core answers for an object that was allocated and never initialised. */
static VALUE
hmac_alloc(VALUE klass)
{
    userhash_hmac *hmac;

    return TypedData_Make_Struct(klass, userhash_hmac, &hmac_type, hmac);
}

static VALUE
binary(const uint8_t *tag)
{
    return rb_str_new((const char *)tag, USERHASH_TAG_LENGTH);
}

static VALUE
base64(const uint8_t *tag)
{
    return rb_funcall(rb_ary_new_from_args(1, binary(tag)), rb_intern("pack"), 1, rb_str_new_cstr("m0"));
}

/*
 * call-seq:
 *   Userhash::HMAC.new(key, digest) -> hmac
 *
 * Starts with a key: a String of any length, even empty, as its bytes. +digest+ is
 * <tt>'sha256'</tt> (in any case) or an OpenSSL::Digest of that name.
 *
 * Raises RuntimeError for any other digest, as OpenSSL::HMAC does for one that it does not know;
 * TypeError for wrong types.
 */
static VALUE
hmac_initialize(VALUE self, VALUE key, VALUE digest)
{
    key = uh_text(key);
    uh_check_digest(digest);
    uh_check(userhash_hmac_init(get_unfrozen(self), UH_BYTES(key)));
    RB_GC_GUARD(key);
    return self;
}

/* :nodoc: dup and clone fork the computation. */
static VALUE
hmac_initialize_copy(VALUE self, VALUE original)
{
    if (self == original) return self;
    uh_check(userhash_hmac_copy(get_unfrozen(self), get_hmac(original)));
    return self;
}

/*
 * call-seq:
 *   update(data) -> self
 *   hmac << data -> self
 *
 * Adds a String to the message, as its bytes. Raises FrozenError if the object is frozen.
 */
static VALUE
hmac_update(VALUE self, VALUE data)
{
    data = uh_text(data);
    uh_check(userhash_hmac_update(get_unfrozen(self), UH_BYTES(data)));
    RB_GC_GUARD(data);
    return self;
}

/*
 * call-seq:
 *   reset -> self
 *
 * Forgets the message and keeps the key. Raises FrozenError if the object is frozen.
 */
static VALUE
hmac_reset(VALUE self)
{
    uh_check(userhash_hmac_reset(get_unfrozen(self)));
    return self;
}

/*
 * call-seq:
 *   digest -> string
 *
 * The tag of the message so far, 32 bytes. More may be added afterwards.
 */
static VALUE
hmac_digest(VALUE self)
{
    uint8_t tag[USERHASH_TAG_LENGTH];

    uh_check(userhash_hmac_digest(get_hmac(self), tag));
    return binary(tag);
}

/*
 * call-seq:
 *   hexdigest -> string
 *   to_s -> string
 *
 * The tag of the message so far, as 64 lower-case hexadecimal characters.
 */
static VALUE
hmac_hexdigest(VALUE self)
{
    char text[USERHASH_HASH_SIZE];

    uh_check(userhash_hmac_hexdigest(get_hmac(self), text));
    return rb_str_new(text, USERHASH_HASH_LENGTH);
}

/*
 * call-seq:
 *   base64digest -> string
 *
 * The tag of the message so far, as 44 characters of base64 (RFC 4648).
 */
static VALUE
hmac_base64digest(VALUE self)
{
    uint8_t tag[USERHASH_TAG_LENGTH];

    uh_check(userhash_hmac_digest(get_hmac(self), tag));
    return base64(tag);
}

/*
 * call-seq:
 *   hmac == other -> true or false
 *
 * Whether +other+ is a Userhash::HMAC with the same tag so far; compared in constant time.
 */
static VALUE
hmac_equal(VALUE self, VALUE other)
{
    uint8_t a[USERHASH_TAG_LENGTH], b[USERHASH_TAG_LENGTH];

    if (!rb_typeddata_is_kind_of(other, &hmac_type)) return Qfalse;
    uh_check(userhash_hmac_digest(get_hmac(self), a));
    uh_check(userhash_hmac_digest(get_hmac(other), b));
    return userhash_equals(a, sizeof a, b, sizeof b) == USERHASH_OK ? Qtrue : Qfalse;
}

/*
 * call-seq:
 *   inspect -> string
 *
 * Shows the class and nothing else. OpenSSL::HMAC shows the tag here, and so puts it into logs.
 */
static VALUE
hmac_inspect(VALUE self)
{
    return rb_sprintf("#<%" PRIsVALUE ">", rb_obj_class(self));
}

static void
one_shot(VALUE digest, VALUE key, VALUE data, uint8_t *tag)
{
    key = uh_text(key);
    uh_check_digest(digest);
    data = uh_text(data);
    uh_check(userhash_hmac_sha256(UH_BYTES(key), UH_BYTES(data), tag));
    RB_GC_GUARD(key);
    RB_GC_GUARD(data);
}

/*
 * call-seq:
 *   Userhash::HMAC.digest(digest, key, data) -> string
 *
 * HMAC-SHA256 (RFC 2104, FIPS 180-4) of +data+ in one call: 32 bytes. For the arguments and what
 * they raise, see ::new.
 */
static VALUE
hmac_s_digest(VALUE klass, VALUE digest, VALUE key, VALUE data)
{
    uint8_t tag[USERHASH_TAG_LENGTH];

    one_shot(digest, key, data, tag);
    return binary(tag);
}

/*
 * call-seq:
 *   Userhash::HMAC.hexdigest(digest, key, data) -> string
 *
 * As ::digest, in 64 lower-case hexadecimal characters.
 */
static VALUE
hmac_s_hexdigest(VALUE klass, VALUE digest, VALUE key, VALUE data)
{
    uint8_t tag[USERHASH_TAG_LENGTH];
    char text[USERHASH_HASH_LENGTH];
    int index;

    one_shot(digest, key, data, tag);
    for (index = 0; index < USERHASH_HASH_LENGTH; index++) {
        int nibble = tag[index / 2] >> (index % 2 == 0 ? 4 : 0) & 15;
        text[index] = (char)(nibble + (nibble < 10 ? '0' : 'a' - 10));
    }
    return rb_str_new(text, USERHASH_HASH_LENGTH);
}

/*
 * call-seq:
 *   Userhash::HMAC.base64digest(digest, key, data) -> string
 *
 * As ::digest, in 44 characters of base64 (RFC 4648).
 */
static VALUE
hmac_s_base64digest(VALUE klass, VALUE digest, VALUE key, VALUE data)
{
    uint8_t tag[USERHASH_TAG_LENGTH];

    one_shot(digest, key, data, tag);
    return base64(tag);
}

/*
 * Document-class: Userhash::HMAC
 *
 * HMAC-SHA256 (RFC 2104) with the interface of OpenSSL::HMAC, for code that is written against
 * that and only changes the constant:
 *
 *   Userhash::HMAC.hexdigest('sha256', secret_key, current_user.email)
 *
 * <b>This is the raw interface</b>: any key is taken, even an empty one. New code wants SecretKey,
 * which can't be used wrongly.
 *
 * It differs from OpenSSL::HMAC on purpose in this: SHA-256 is the only digest; #inspect does not
 * show the tag; a frozen object can't be updated; no error message repeats the digest's name,
 * because a caller who swaps the arguments passes the key there.
 */
void
uh_init_hmac(void)
{
    VALUE mUserhash = rb_define_module("Userhash");
    VALUE cHMAC = rb_define_class_under(mUserhash, "HMAC", rb_cObject);

    rb_define_alloc_func(cHMAC, hmac_alloc);
    rb_define_singleton_method(cHMAC, "digest", hmac_s_digest, 3);
    rb_define_singleton_method(cHMAC, "hexdigest", hmac_s_hexdigest, 3);
    rb_define_singleton_method(cHMAC, "base64digest", hmac_s_base64digest, 3);
    rb_define_method(cHMAC, "initialize", hmac_initialize, 2);
    rb_define_method(cHMAC, "initialize_copy", hmac_initialize_copy, 1);
    rb_define_method(cHMAC, "update", hmac_update, 1);
    rb_define_alias(cHMAC, "<<", "update");
    rb_define_method(cHMAC, "reset", hmac_reset, 0);
    rb_define_method(cHMAC, "digest", hmac_digest, 0);
    rb_define_method(cHMAC, "hexdigest", hmac_hexdigest, 0);
    rb_define_alias(cHMAC, "to_s", "hexdigest");
    rb_define_method(cHMAC, "base64digest", hmac_base64digest, 0);
    rb_define_method(cHMAC, "==", hmac_equal, 1);
    rb_define_method(cHMAC, "inspect", hmac_inspect, 0);
}
