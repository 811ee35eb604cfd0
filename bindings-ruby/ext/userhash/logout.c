/* The methods for pages that need no visitor: the logout, the loader, the headers. */
#include "rendering.h"

static ID id_nonce;

VALUE
uh_nonce(int argc, VALUE *argv)
{
    VALUE options, nonce;

    rb_scan_args(argc, argv, ":", &options);
    nonce = uh_keyword(options, id_nonce);
    return nonce == Qundef || NIL_P(nonce) ? Qnil : uh_text(nonce);
}

/* The functions of the C interface that take nothing. */
typedef userhash_status (*renderer)(char *, size_t, size_t *);

static VALUE
render(renderer function)
{
    VALUE text;

    RENDER(text, AROUND, function(PLACE(text)));
    return text;
}

/*
 * call-seq:
 *   Userhash.logout_call -> string
 *
 * A script that logs the visitor out and brings the guest's session back, whether the widget's
 * script has loaded by then or not.
 */
static VALUE
logout_call(VALUE module)
{
    return render(userhash_logout_call);
}

/*
 * call-seq:
 *   Userhash.logout_script_tag(nonce: nil) -> string
 *
 * ::logout_call in its HTML element: for the page that is shown after the user logged out. The nonce
 * is as in Visitor#script_tag.
 */
static VALUE
logout_script_tag(int argc, VALUE *argv, VALUE module)
{
    VALUE text, nonce = uh_nonce(argc, argv);

    RENDER(text, AROUND, userhash_logout_script_tag(NONCE(nonce), PLACE(text)));
    RB_GC_GUARD(nonce);
    return text;
}

/*
 * call-seq:
 *   Userhash.logout_csp_hash -> string
 *
 * What allows ::logout_script_tag in a Content Security Policy without a nonce. It never changes.
 */
static VALUE
logout_csp_hash(VALUE module)
{
    return render(userhash_logout_csp_hash);
}

/*
 * call-seq:
 *   Userhash.logout_data_tag -> string
 *
 * The logout as an HTML element that runs nothing, for the script ::loader to read.
 */
static VALUE
logout_data_tag(VALUE module)
{
    return render(userhash_logout_data_tag);
}

/*
 * call-seq:
 *   Userhash.loader -> string
 *
 * The script for pages whose Content Security Policy allows scripts from files only: it does what
 * Visitor#data_tag and ::logout_data_tag ask for. Serve it as a file of your own.
 */
static VALUE
loader(VALUE module)
{
    return render(userhash_loader);
}

/*
 * call-seq:
 *   Userhash.headers -> hash
 *
 * The headers of a response that carries a user hash, to be merged into those it has: without them a
 * shared cache may hand one visitor's page to another. <tt>{"Cache-Control" => "private, no-store",
 * "Vary" => "Cookie"}</tt>
 */
static VALUE
headers(VALUE module)
{
    VALUE headers = rb_hash_new();

    rb_hash_aset(headers, rb_utf8_str_new_cstr("Cache-Control"), rb_utf8_str_new_cstr(USERHASH_CACHE_CONTROL));
    rb_hash_aset(headers, rb_utf8_str_new_cstr("Vary"), rb_utf8_str_new_cstr(USERHASH_VARY));
    return headers;
}

void
uh_init_logout(void)
{
    VALUE mUserhash = rb_define_module("Userhash");

    id_nonce = rb_intern("nonce");
    rb_define_singleton_method(mUserhash, "logout_call", logout_call, 0);
    rb_define_singleton_method(mUserhash, "logout_script_tag", logout_script_tag, -1);
    rb_define_singleton_method(mUserhash, "logout_csp_hash", logout_csp_hash, 0);
    rb_define_singleton_method(mUserhash, "logout_data_tag", logout_data_tag, 0);
    rb_define_singleton_method(mUserhash, "loader", loader, 0);
    rb_define_singleton_method(mUserhash, "headers", headers, 0);
}
