/* What the functions for pages render, and what they refuse. Also compiled as C++. */
#include "harness.h"

#include <stdlib.h>
#include <userhash.h>

#define LEN(text) (sizeof(text) - 1)
#define QUEUE "window.acquire=window.acquire||[];"
#define USER_HASH "4af5d146ef6fcec83780002d03f0e92fcd6325875e08f3cf86c3431db16b5145"
#define RENDERED "{\"email\":\"customer@example.com\",\"name\":\"J\\u00f6rg \\u003c/script\\u003e\",\"id\":42}"
#define JSON "{\"user_hash\":\"" USER_HASH "\",\"userDetails\":" RENDERED "}"
#define SCRIPT QUEUE "acquire.push(" JSON ");"
#define LOGIN "acquireIO.loginVisitor(\"" USER_HASH "\"," RENDERED ");"
#define LOGOUT QUEUE "acquire.push(function(){acquireIO.logoutVisitor();});"

static const char SECRET[] = "correct horse battery staple";
/* printf %s customer@example.com | openssl dgst -sha256 -hmac "correct horse battery staple" */
static const char HASH[] = USER_HASH;
static const char DETAILS[] =
    " { \"email\": \"customer@example.com\", \"name\": \"J\xc3\xb6rg </script>\", \"id\": 42 }";

static userhash_key key;
static char out[2048];
static size_t needed;

/* A visitor and where to, as most of the functions take them. */
#define VISITOR HASH, LEN(HASH), DETAILS, LEN(DETAILS)
#define OUT out, sizeof out, &needed

static int renders(userhash_status status, const char *expected)
{
    int right = status == USERHASH_OK && strcmp(out, expected) == 0 && needed == strlen(expected) + 1;
    if (!right) {
        printf("%s: %s\n", userhash_status_code(status), out);
    }
    memset(out, 'x', sizeof out);
    needed = 0;
    return right;
}

static userhash_status hash_of(const char *details, const char *identity, char *hash)
{
    return userhash_key_visitor_hash(&key, details, strlen(details), identity, strlen(identity), hash);
}

static void the_hash_is_that_of_the_user_in_the_details(void)
{
    char hash[USERHASH_HASH_SIZE], expected[USERHASH_HASH_SIZE];
    CHECK(hash_of(DETAILS, "email", hash) == USERHASH_OK);
    CHECK(strcmp(hash, HASH) == 0);
    CHECK(hash_of(DETAILS, "id", hash) == USERHASH_OK);
    CHECK(userhash_key_user_hash(&key, "42", 2, expected) == USERHASH_OK);
    CHECK(strcmp(hash, expected) == 0);
}

static void details_that_name_no_user_are_refused(void)
{
    char hash[USERHASH_HASH_SIZE] = "untouched";
    userhash_key blank;
    userhash_key_wipe(&blank);
    CHECK(hash_of("{}", "email", hash) == USERHASH_MISSING_USER);
    CHECK(hash_of(DETAILS, "Email", hash) == USERHASH_MISSING_USER);
    CHECK(hash_of(DETAILS, "", hash) == USERHASH_MISSING_USER);
    CHECK(hash_of(DETAILS, "\xff", hash) == USERHASH_MISSING_USER);
    CHECK(hash_of("{\"email\":null}", "email", hash) == USERHASH_MISSING_USER);
    CHECK(hash_of("{\"email\":1.5}", "email", hash) == USERHASH_MISSING_USER);
    CHECK(hash_of("{\"email\":\"\"}", "email", hash) == USERHASH_EMPTY_USER);
    CHECK(userhash_key_visitor_hash(&blank, DETAILS, LEN(DETAILS), "email", 5, hash) == USERHASH_EMPTY_SECRET);
    CHECK(strcmp(hash, "untouched") == 0);
}

static void details_that_are_no_json_object_are_refused_everywhere(void)
{
    static const char *const malformed[] = {
        "", "null", "[]", "\"a@b.c\"", "1", "{", "{}{}", "{\"email\":NaN}", "{\"email\":\"\xff\"}",
        "{\"email\":\"\\ud800\"}", "{\"email\":\"a\",\"__proto__\":{}}",
        "{\"email\":\"a\",\"email\":\"b\"}",
    };
    char hash[USERHASH_HASH_SIZE];
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        const char *details = malformed[i];
        size_t len = strlen(details);
        CHECK(hash_of(details, "email", hash) == USERHASH_MALFORMED_DETAILS);
        if (strstr(details, "email\":\"b") != NULL) {
            continue; /* Without an identity, a field may be there twice. */
        }
        CHECK(userhash_visitor_json(HASH, 64, details, len, OUT) == USERHASH_MALFORMED_DETAILS);
        CHECK(userhash_visitor_script_tag(HASH, 64, details, len, NULL, 0, OUT) == USERHASH_MALFORMED_DETAILS);
    }
}

static void long_and_deep_details_are_refused(void)
{
    enum { LONG = 10 * 1024 * 1024, DEEP = 10000 };
    const char start[] = "{\"email\":\"a\",\"x\":", text_end[] = "\"}";
    char hash[USERHASH_HASH_SIZE], *details = (char *)malloc(LONG);
    CHECK(details != NULL);
    memset(details, 'x', LONG);
    memcpy(details, start, LEN(start));
    details[LEN(start)] = '"';
    memcpy(details + LONG - LEN(text_end), text_end, LEN(text_end));
    CHECK(userhash_key_visitor_hash(&key, details, LONG, "email", 5, hash) == USERHASH_MALFORMED_DETAILS);
    memset(details + LEN(start), '[', DEEP);
    memset(details + LEN(start) + DEEP, ']', DEEP);
    details[LEN(start) + 2 * DEEP] = '}';
    CHECK(userhash_key_visitor_hash(&key, details, LEN(start) + 2 * DEEP + 1, "email", 5, hash) ==
          USERHASH_MALFORMED_DETAILS);
    free(details);
}

static void a_visitor_is_rendered(void)
{
    CHECK(renders(userhash_visitor_json(VISITOR, OUT), JSON));
    CHECK(renders(userhash_visitor_script(VISITOR, OUT), SCRIPT));
    CHECK(renders(userhash_visitor_script_tag(VISITOR, NULL, 0, OUT), "<script>" SCRIPT "</script>"));
    CHECK(renders(userhash_visitor_script_tag(VISITOR, "bm9uY2U=", 8, OUT),
                  "<script nonce=\"bm9uY2U=\">" SCRIPT "</script>"));
    CHECK(renders(userhash_visitor_login_call(VISITOR, OUT),
                  QUEUE "acquire.push(function(){" LOGIN "});"));
    CHECK(renders(userhash_visitor_switch_call(VISITOR, OUT),
                  QUEUE "acquire.push(function(){acquireIO.logoutVisitor();" LOGIN "});"));
    CHECK(renders(userhash_visitor_data_tag(VISITOR, OUT),
                  "<script type=\"application/json\" data-userhash=\"visitor\">" JSON "</script>"));
    /* printf %s SCRIPT | openssl dgst -sha256 -binary | base64 */
    CHECK(renders(userhash_visitor_csp_hash(VISITOR, OUT),
                  "'sha256-cE7xi/X75TFOxSBzYNJH5hE9gmPqMmiJfyOHM4FSoF4='"));
}

static void a_logout_is_rendered(void)
{
    CHECK(renders(userhash_logout_call(OUT), LOGOUT));
    CHECK(renders(userhash_logout_script_tag(NULL, 0, OUT), "<script>" LOGOUT "</script>"));
    CHECK(renders(userhash_logout_script_tag("abc", 3, OUT), "<script nonce=\"abc\">" LOGOUT "</script>"));
    CHECK(renders(userhash_logout_data_tag(OUT),
                  "<script type=\"application/json\" data-userhash=\"logout\">null</script>"));
    /* printf %s LOGOUT | openssl dgst -sha256 -binary | base64 */
    CHECK(renders(userhash_logout_csp_hash(OUT),
                  "'sha256-WipLA6p273O+JGUz5A1qgs6DvRfUy7dLhnbv2ePB8KI='"));
}

static void the_loader_reads_the_data_tags(void)
{
    CHECK(userhash_loader(OUT) == USERHASH_OK);
    CHECK(needed == strlen(out) + 1);
    CHECK(strstr(out, "script[type=\"application/json\"][data-userhash]") != NULL);
}

static void headers_keep_a_hash_out_of_shared_caches(void)
{
    CHECK(strcmp(USERHASH_CACHE_CONTROL, "private, no-store") == 0);
    CHECK(strcmp(USERHASH_VARY, "Cookie") == 0);
}

static void nonces_and_hashes_are_checked(void)
{
    static const char *const nonces[] = {"", " ", "a b", "a\"", "a'", "a>", "=", "a===", "\xc3\xa9", "\xff"};
    static const char *const hashes[] = {
        "", "4af5", "4AF5D146EF6FCEC83780002D03F0E92FCD6325875E08F3CF86C3431DB16B5145",
        "4af5d146ef6fcec83780002d03f0e92fcd6325875e08f3cf86c3431db16b514\"", USER_HASH "0",
    };
    for (size_t i = 0; i < sizeof nonces / sizeof nonces[0]; i++) {
        size_t len = strlen(nonces[i]);
        CHECK(userhash_visitor_script_tag(VISITOR, nonces[i], len, OUT) == USERHASH_MALFORMED_NONCE);
        CHECK(userhash_logout_script_tag(nonces[i], len, OUT) == USERHASH_MALFORMED_NONCE);
    }
    for (size_t i = 0; i < sizeof hashes / sizeof hashes[0]; i++) {
        CHECK(userhash_visitor_script(hashes[i], strlen(hashes[i]), DETAILS, LEN(DETAILS), OUT) ==
              USERHASH_MALFORMED_HASH);
    }
}

/* The way that the header describes: ask, allocate, call again. */
static void the_size_can_be_asked_for(void)
{
    size_t size = 0;
    CHECK(userhash_visitor_script(VISITOR, NULL, 0, &size) == USERHASH_BUFFER_TOO_SMALL);
    CHECK(size == LEN(SCRIPT) + 1);
    char *text = (char *)malloc(size);
    CHECK(text != NULL);
    CHECK(userhash_visitor_script(VISITOR, text, size - 1, NULL) == USERHASH_BUFFER_TOO_SMALL);
    CHECK(userhash_visitor_script(VISITOR, text, size, NULL) == USERHASH_OK);
    CHECK(strcmp(text, SCRIPT) == 0);
    free(text);
}

int main(void)
{
    CHECK(userhash_key_init(&key, SECRET, LEN(SECRET)) == USERHASH_OK);
    RUN(the_hash_is_that_of_the_user_in_the_details);
    RUN(details_that_name_no_user_are_refused);
    RUN(details_that_are_no_json_object_are_refused_everywhere);
    RUN(long_and_deep_details_are_refused);
    RUN(a_visitor_is_rendered);
    RUN(a_logout_is_rendered);
    RUN(the_loader_reads_the_data_tags);
    RUN(headers_keep_a_hash_out_of_shared_caches);
    RUN(nonces_and_hashes_are_checked);
    RUN(the_size_can_be_asked_for);
    userhash_key_wipe(&key);
    return REPORT();
}
