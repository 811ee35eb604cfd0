/* Userhash::KeyRing: the current secret key and the previous ones that are still accepted. */
#include "userhash_ruby.h"

/* Copies of the keys' states, so that the core can be given them as one array. */
typedef struct {
    size_t count;
    userhash_key keys[];
} key_ring;

static void
ring_free(void *data)
{
    key_ring *ring = data;
    size_t index;

    for (index = 0; index < ring->count; index++) userhash_key_wipe(&ring->keys[index]);
    xfree(ring);
}

static size_t
ring_bytes(size_t count)
{
    return sizeof(key_ring) + count * sizeof(userhash_key);
}

static size_t
ring_size(const void *data)
{
    return ring_bytes(((const key_ring *)data)->count);
}

/* Not embedded, as in secret_key.c. */
static const rb_data_type_t ring_type = {
    .wrap_struct_name = "Userhash::KeyRing",
    .function = { .dfree = ring_free, .dsize = ring_size },
    .flags = RUBY_TYPED_FREE_IMMEDIATELY | RUBY_TYPED_WB_PROTECTED | RUBY_TYPED_FROZEN_SHAREABLE,
};

static const key_ring *
get_ring(VALUE self)
{
    return rb_check_typeddata(self, &ring_type);
}

/*
 * call-seq:
 *   Userhash::KeyRing.new(current, *previous) -> key_ring
 *
 * Puts SecretKey objects together: +current+ makes user hashes, and all of them check.
 * Raises TypeError for anything but SecretKey objects.
 */
static VALUE
ring_s_new(int argc, VALUE *argv, VALUE klass)
{
    key_ring *ring;
    VALUE self;
    int index;

    rb_check_arity(argc, 1, UNLIMITED_ARGUMENTS);
    for (index = 0; index < argc; index++) uh_secret_key(argv[index]);
    self = rb_data_typed_object_zalloc(klass, ring_bytes((size_t)argc), &ring_type);
    ring = rb_check_typeddata(self, &ring_type);
    for (index = 0; index < argc; index++) ring->keys[index] = *uh_secret_key(argv[index]);
    ring->count = (size_t)argc;
    return rb_obj_freeze(self);
}

/*
 * call-seq:
 *   user_hash(user) -> string
 *
 * The user hash of +user+ under the current key, as SecretKey#user_hash.
 */
static VALUE
ring_user_hash(VALUE self, VALUE user)
{
    const key_ring *ring = get_ring(self);
    char hash[USERHASH_HASH_SIZE];

    user = uh_user(user);
    uh_check(userhash_key_user_hash(ring->keys, UH_BYTES(user), hash));
    RB_GC_GUARD(user);
    return rb_usascii_str_new(hash, USERHASH_HASH_LENGTH);
}

/*
 * call-seq:
 *   verified_by(user, user_hash) -> integer or nil
 *
 * Which key +user_hash+ was made with: 0 for the current one, 1 for the first previous one, and
 * so on; +nil+ if none of them. Takes what SecretKey#verify takes. All keys are tried whichever
 * matches, so that the time taken does not tell which did.
 *
 * A key that has not matched for a while can leave the ring.
 */
static VALUE
ring_verified_by(VALUE self, VALUE user, VALUE user_hash)
{
    const key_ring *ring = get_ring(self);
    userhash_status status;
    size_t which = 0;

    user = uh_user(user);
    user_hash = uh_presented(user_hash);
    status = userhash_keys_verify(ring->keys, ring->count, UH_BYTES(user), UH_BYTES(user_hash), &which);
    RB_GC_GUARD(user);
    RB_GC_GUARD(user_hash);
    if (status == USERHASH_MISMATCH) return Qnil;
    uh_check(status);
    return SIZET2NUM(which);
}

/*
 * call-seq:
 *   verify(user, user_hash) -> true or false
 *
 * Whether +user_hash+ is the user hash of +user+ under any of the keys. Takes what
 * SecretKey#verify takes, and like it never raises for what a visitor sent.
 */
static VALUE
ring_verify(VALUE self, VALUE user, VALUE user_hash)
{
    return NIL_P(ring_verified_by(self, user, user_hash)) ? Qfalse : Qtrue;
}

/*
 * call-seq:
 *   visitor(details, identity: "email") -> visitor
 *
 * The Visitor to put on a page, with the user hash under the current key, as SecretKey#visitor.
 */
static VALUE
ring_visitor(int argc, VALUE *argv, VALUE self)
{
    VALUE visitor = uh_visitor(argc, argv, get_ring(self)->keys);

    RB_GC_GUARD(self);
    return visitor;
}

/*
 * call-seq:
 *   inspect -> string
 *
 * Shows the fingerprints of the keys, the current one first, and nothing else of them.
 */
static VALUE
ring_inspect(VALUE self)
{
    const key_ring *ring = get_ring(self);
    VALUE text = rb_sprintf("#<%" PRIsVALUE "(fingerprints=[", rb_obj_class(self));
    char fingerprint[USERHASH_FINGERPRINT_SIZE];
    size_t index;

    for (index = 0; index < ring->count; index++) {
        uh_check(userhash_key_fingerprint(&ring->keys[index], fingerprint));
        rb_str_catf(text, index == 0 ? "%s" : ", %s", fingerprint);
    }
    return rb_str_cat_cstr(text, "])>");
}

/*
 * Document-class: Userhash::KeyRing
 *
 * The current secret key and the previous ones that are still accepted while a key is being
 * replaced. Frozen, shareable, redacted and not to be copied, as SecretKey.
 *
 *   ring = Userhash::KeyRing.new(new_key, old_key)
 *   ring.user_hash("customer@example.com")           # made with new_key
 *   ring.verified_by("customer@example.com", sent)   # => 1 if it was made with old_key
 */
void
uh_init_key_ring(void)
{
    VALUE mUserhash = rb_define_module("Userhash");
    VALUE cKeyRing = rb_define_class_under(mUserhash, "KeyRing", rb_cObject);

    uh_refuse_copies(cKeyRing);
    uh_refuse_serializers(cKeyRing);
    rb_define_singleton_method(cKeyRing, "new", ring_s_new, -1);
    rb_define_method(cKeyRing, "user_hash", ring_user_hash, 1);
    rb_define_method(cKeyRing, "verify", ring_verify, 2);
    rb_define_method(cKeyRing, "verified_by", ring_verified_by, 2);
    rb_define_method(cKeyRing, "visitor", ring_visitor, -1);
    rb_define_method(cKeyRing, "inspect", ring_inspect, 0);
    rb_define_alias(cKeyRing, "to_s", "inspect");
}
