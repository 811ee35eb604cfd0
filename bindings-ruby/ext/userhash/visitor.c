/* Userhash::Visitor: a user hash and the details that it belongs to, ready to be put on a page. */
#include "rendering.h"

typedef struct {
    char hash[USERHASH_HASH_SIZE];
    size_t length;
    char details[]; /* JSON */
} visitor;

static size_t
visitor_size(const void *data)
{
    return sizeof(visitor) + ((const visitor *)data)->length;
}

static const rb_data_type_t visitor_type = {
    .wrap_struct_name = "Userhash::Visitor",
    .function = { .dfree = RUBY_TYPED_DEFAULT_FREE, .dsize = visitor_size },
    .flags = RUBY_TYPED_FREE_IMMEDIATELY | RUBY_TYPED_WB_PROTECTED | RUBY_TYPED_FROZEN_SHAREABLE,
};

static VALUE cVisitor;
static ID id_identity;

static const visitor *
get_visitor(VALUE self)
{
    return rb_check_typeddata(self, &visitor_type);
}

static VALUE
new_visitor(const char *hash, VALUE details)
{
    size_t length = (size_t)RSTRING_LEN(details);
    VALUE self = rb_data_typed_object_zalloc(cVisitor, sizeof(visitor) + length, &visitor_type);
    visitor *visitor = rb_check_typeddata(self, &visitor_type);

    memcpy(visitor->hash, hash, USERHASH_HASH_LENGTH);
    memcpy(visitor->details, RSTRING_PTR(details), length);
    visitor->length = length;
    RB_GC_GUARD(details);
    return rb_obj_freeze(self);
}

VALUE
uh_visitor(int argc, VALUE *argv, const userhash_key *key)
{
    VALUE details, options, identity;
    char hash[USERHASH_HASH_SIZE];

    rb_scan_args(argc, argv, "1:", &details, &options);
    identity = uh_keyword(options, id_identity);
    if (identity == Qundef) identity = rb_str_new_cstr("email");
    identity = SYMBOL_P(identity) ? rb_sym2str(identity) : uh_text(identity);
    details = uh_details(details);
    uh_check(userhash_key_visitor_hash(key, UH_BYTES(details), UH_BYTES(identity), hash));
    RB_GC_GUARD(identity);
    return new_visitor(hash, details);
}

/*
 * call-seq:
 *   Userhash::Visitor.with_hash(user_hash, details) -> visitor
 *
 * The visitor with a user hash (a String) that was made before, for programs that kept it with the
 * details. Whether the two belong together is theirs to know; SecretKey#visitor takes the user from
 * the details.
 *
 * Raises Userhash::Error with the code +malformed_hash+ unless it has 64 lower-case hexadecimal
 * characters, and +malformed_details+; TypeError as SecretKey#visitor.
 */
static VALUE
visitor_s_with_hash(VALUE klass, VALUE user_hash, VALUE details)
{
    userhash_status status;
    char hash[USERHASH_HASH_SIZE];

    user_hash = uh_text(user_hash);
    details = uh_details(details);
    /* What can be rendered but for the lack of a buffer is a visitor. */
    status = userhash_visitor_json(UH_BYTES(user_hash), UH_BYTES(details), NULL, 0, NULL);
    if (status != USERHASH_BUFFER_TOO_SMALL) uh_raise(status);
    memcpy(hash, RSTRING_PTR(user_hash), USERHASH_HASH_LENGTH);
    RB_GC_GUARD(user_hash);
    return new_visitor(hash, details);
}

/*
 * call-seq:
 *   user_hash -> string
 *
 * The user hash, 64 lower-case hexadecimal characters.
 */
static VALUE
visitor_user_hash(VALUE self)
{
    return rb_usascii_str_new(get_visitor(self)->hash, USERHASH_HASH_LENGTH);
}

#define SIZE(self) (get_visitor(self)->length + AROUND)
#define VISITOR(self) get_visitor(self)->hash, USERHASH_HASH_LENGTH, get_visitor(self)->details, get_visitor(self)->length

/* The functions of the C interface that take a visitor and nothing else. */
typedef userhash_status (*renderer)(const void *, size_t, const void *, size_t, char *, size_t, size_t *);

static VALUE
render(VALUE self, renderer function)
{
    VALUE text;

    RENDER(text, SIZE(self), function(VISITOR(self), PLACE(text)));
    return text;
}

/*
 * call-seq:
 *   script_tag(nonce: nil) -> string
 *
 * The snippet for the page: a script element (HTML) that announces the visitor to the widget,
 * before or after the widget's own script has loaded. +nonce+ is that of the page's Content
 * Security Policy, if it has one.
 *
 * Raises Userhash::Error with the code +malformed_nonce+ unless the nonce is a base64-value of CSP
 * Level 3; TypeError if it is neither a String nor +nil+.
 */
static VALUE
visitor_script_tag(int argc, VALUE *argv, VALUE self)
{
    VALUE text, nonce = uh_nonce(argc, argv);

    RENDER(text, SIZE(self), userhash_visitor_script_tag(VISITOR(self), NONCE(nonce), PLACE(text)));
    RB_GC_GUARD(nonce);
    return text;
}

/*
 * call-seq:
 *   script -> string
 *
 * The script (JavaScript) that #script_tag puts into its element.
 */
static VALUE
visitor_script(VALUE self)
{
    return render(self, userhash_visitor_script);
}

/*
 * call-seq:
 *   csp_hash -> string
 *
 * What allows #script_tag in a Content Security Policy without a nonce: a hash source (CSP Level 3,
 * section 2.3.1) for +script-src+, with its quotes. It is SHA-256 (FIPS 180-4) of exactly the bytes
 * of #script, in base64.
 */
static VALUE
visitor_csp_hash(VALUE self)
{
    return render(self, userhash_visitor_csp_hash);
}

/*
 * call-seq:
 *   data_tag -> string
 *
 * The visitor as an HTML element that runs nothing, for the script Userhash.loader to read.
 */
static VALUE
visitor_data_tag(VALUE self)
{
    return render(self, userhash_visitor_data_tag);
}

/*
 * call-seq:
 *   to_json -> string
 *
 * The visitor as JSON, <tt>{"user_hash":"…","userDetails":{…}}</tt>: for single-page apps, and for
 * cached pages that fetch the visitor afterwards.
 *
 * Takes no arguments: with some, it is a serializer that calls, perhaps that of a log, and then it
 * raises TypeError.
 */
static VALUE
visitor_to_json(int argc, VALUE *argv, VALUE self)
{
    if (argc > 0) uh_refuse_dump(self);
    return render(self, userhash_visitor_json);
}

/*
 * call-seq:
 *   login_call -> string
 *
 * A script that logs the visitor in on a page that is already open, whether the widget's script has
 * loaded by then or not.
 */
static VALUE
visitor_login_call(VALUE self)
{
    return render(self, userhash_visitor_login_call);
}

/*
 * call-seq:
 *   switch_call -> string
 *
 * A script that logs out whoever is logged in and then logs this visitor in: for a change of user
 * on a page that stays open.
 */
static VALUE
visitor_switch_call(VALUE self)
{
    return render(self, userhash_visitor_switch_call);
}

/*
 * call-seq:
 *   inspect -> string
 *
 * Shows the class and nothing else.
 */
static VALUE
visitor_inspect(VALUE self)
{
    return rb_sprintf("#<%" PRIsVALUE ">", rb_obj_class(self));
}

/*
 * Document-class: Userhash::Visitor
 *
 * A user with the hash and the details, ready to be put on a page. SecretKey#visitor and
 * KeyRing#visitor make visitors.
 *
 * Everything that is rendered is ASCII, and safe inside HTML and scripts whatever the details hold. A
 * response that carries it should carry Userhash.headers too.
 *
 * It is frozen, can be used by any number of threads and Ractors at once, shows nothing of itself when
 * it is printed, and can't be copied or serialized.
 *
 *   visitor = key.visitor({ email: user.email, name: user.name })
 *   visitor.script_tag # => "<script>window.acquire=…</script>"
 */
void
uh_init_visitor(void)
{
    VALUE mUserhash = rb_define_module("Userhash");

    cVisitor = rb_define_class_under(mUserhash, "Visitor", rb_cObject);
    rb_global_variable(&cVisitor);
    id_identity = rb_intern("identity");

    uh_refuse_copies(cVisitor);
    uh_refuse_dumps(cVisitor);
    rb_undef_method(CLASS_OF(cVisitor), "new");
    rb_define_singleton_method(cVisitor, "with_hash", visitor_s_with_hash, 2);
    rb_define_method(cVisitor, "user_hash", visitor_user_hash, 0);
    rb_define_method(cVisitor, "script_tag", visitor_script_tag, -1);
    rb_define_method(cVisitor, "script", visitor_script, 0);
    rb_define_method(cVisitor, "csp_hash", visitor_csp_hash, 0);
    rb_define_method(cVisitor, "data_tag", visitor_data_tag, 0);
    rb_define_method(cVisitor, "to_json", visitor_to_json, -1);
    rb_define_method(cVisitor, "login_call", visitor_login_call, 0);
    rb_define_method(cVisitor, "switch_call", visitor_switch_call, 0);
    rb_define_method(cVisitor, "inspect", visitor_inspect, 0);
    rb_define_alias(cVisitor, "to_s", "inspect");
}
