/*
 * The edges of memory for the functions that render pages: NULL and impossible lengths for every
 * pointer, buffers of every size, and data and buffers that end where their page ends.
 */
#include "harness.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <userhash.h>

#define LEN(text) (sizeof(text) - 1)

static const char HASH[] = "4af5d146ef6fcec83780002d03f0e92fcd6325875e08f3cf86c3431db16b5145";
static const char DETAILS[] = "{\"email\":\"a@b.c\"}";
static userhash_key key;
static char hash[USERHASH_HASH_SIZE], out[2048];

/* --- every slice: a pointer and a length ------------------------------------------------------- */

#define SLICE(name, call)                                     \
    static userhash_status name(const void *data, size_t len) \
    {                                                         \
        return call;                                          \
    }
#define OUT out, sizeof out, NULL
/* A visitor whose hash, or whose details, are what is tried. */
#define TRY_HASH data, len, DETAILS, LEN(DETAILS)
#define TRY_DETAILS HASH, LEN(HASH), data, len

SLICE(hash_details, userhash_key_visitor_hash(&key, data, len, "email", 5, hash))
SLICE(hash_identity, userhash_key_visitor_hash(&key, DETAILS, LEN(DETAILS), data, len, hash))
SLICE(tag_hash, userhash_visitor_script_tag(TRY_HASH, NULL, 0, OUT))
SLICE(tag_details, userhash_visitor_script_tag(TRY_DETAILS, NULL, 0, OUT))
SLICE(tag_nonce, userhash_visitor_script_tag(HASH, LEN(HASH), DETAILS, LEN(DETAILS), data, len, OUT))
SLICE(script_hash, userhash_visitor_script(TRY_HASH, OUT))
SLICE(script_details, userhash_visitor_script(TRY_DETAILS, OUT))
SLICE(csp_hash, userhash_visitor_csp_hash(TRY_HASH, OUT))
SLICE(csp_details, userhash_visitor_csp_hash(TRY_DETAILS, OUT))
SLICE(data_tag_hash, userhash_visitor_data_tag(TRY_HASH, OUT))
SLICE(data_tag_details, userhash_visitor_data_tag(TRY_DETAILS, OUT))
SLICE(json_hash, userhash_visitor_json(TRY_HASH, OUT))
SLICE(json_details, userhash_visitor_json(TRY_DETAILS, OUT))
SLICE(login_hash, userhash_visitor_login_call(TRY_HASH, OUT))
SLICE(login_details, userhash_visitor_login_call(TRY_DETAILS, OUT))
SLICE(switch_hash, userhash_visitor_switch_call(TRY_HASH, OUT))
SLICE(switch_details, userhash_visitor_switch_call(TRY_DETAILS, OUT))
SLICE(logout_nonce, userhash_logout_script_tag(data, len, OUT))

static const struct {
    const char *name;
    userhash_status (*call)(const void *data, size_t len);
    userhash_status if_empty, if_null_and_empty;
} slices[] = {
    {"hash_details", hash_details, USERHASH_MALFORMED_DETAILS, USERHASH_MALFORMED_DETAILS},
    {"hash_identity", hash_identity, USERHASH_MISSING_USER, USERHASH_MISSING_USER},
    {"tag_hash", tag_hash, USERHASH_MALFORMED_HASH, USERHASH_MALFORMED_HASH},
    {"tag_details", tag_details, USERHASH_MALFORMED_DETAILS, USERHASH_MALFORMED_DETAILS},
    /* No nonce is one thing, an empty one another. */
    {"tag_nonce", tag_nonce, USERHASH_MALFORMED_NONCE, USERHASH_OK},
    {"script_hash", script_hash, USERHASH_MALFORMED_HASH, USERHASH_MALFORMED_HASH},
    {"script_details", script_details, USERHASH_MALFORMED_DETAILS, USERHASH_MALFORMED_DETAILS},
    {"csp_hash", csp_hash, USERHASH_MALFORMED_HASH, USERHASH_MALFORMED_HASH},
    {"csp_details", csp_details, USERHASH_MALFORMED_DETAILS, USERHASH_MALFORMED_DETAILS},
    {"data_tag_hash", data_tag_hash, USERHASH_MALFORMED_HASH, USERHASH_MALFORMED_HASH},
    {"data_tag_details", data_tag_details, USERHASH_MALFORMED_DETAILS, USERHASH_MALFORMED_DETAILS},
    {"json_hash", json_hash, USERHASH_MALFORMED_HASH, USERHASH_MALFORMED_HASH},
    {"json_details", json_details, USERHASH_MALFORMED_DETAILS, USERHASH_MALFORMED_DETAILS},
    {"login_hash", login_hash, USERHASH_MALFORMED_HASH, USERHASH_MALFORMED_HASH},
    {"login_details", login_details, USERHASH_MALFORMED_DETAILS, USERHASH_MALFORMED_DETAILS},
    {"switch_hash", switch_hash, USERHASH_MALFORMED_HASH, USERHASH_MALFORMED_HASH},
    {"switch_details", switch_details, USERHASH_MALFORMED_DETAILS, USERHASH_MALFORMED_DETAILS},
    {"logout_nonce", logout_nonce, USERHASH_MALFORMED_NONCE, USERHASH_OK},
};

static void every_slice_may_be_empty_and_nothing_else_may_be_null(void)
{
    for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++) {
        const struct {
            const void *data;
            size_t len;
            userhash_status status;
        } cases[] = {
            {NULL, 0, slices[i].if_null_and_empty},
            {&key, 0, slices[i].if_empty},
            /* With a length of 0, it doesn't matter where the pointer points. */
            {(const void *)(uintptr_t)1, 0, slices[i].if_empty},
            {NULL, 1, USERHASH_NULL_POINTER},
            {NULL, (size_t)PTRDIFF_MAX, USERHASH_NULL_POINTER},
            {NULL, SIZE_MAX, USERHASH_NULL_POINTER},
            {&key, (size_t)PTRDIFF_MAX + 1, USERHASH_TOO_LONG},
            {&key, SIZE_MAX, USERHASH_TOO_LONG},
        };
        for (size_t j = 0; j < sizeof cases / sizeof cases[0]; j++) {
            userhash_status status = slices[i].call(cases[j].data, cases[j].len);
            CHECK(status == cases[j].status);
            if (status != cases[j].status) {
                printf("%s, case %zu: %s\n", slices[i].name, j, userhash_status_code(status));
            }
        }
    }
}

/* --- every buffer ------------------------------------------------------------------------------ */

#define BUFFER(name, call)                                             \
    static userhash_status name(char *place, size_t size, size_t *needed) \
    {                                                                  \
        return call;                                                   \
    }
#define VISITOR HASH, LEN(HASH), DETAILS, LEN(DETAILS)
#define PLACE place, size, needed

BUFFER(tag_out, userhash_visitor_script_tag(VISITOR, "abc", 3, PLACE))
BUFFER(script_out, userhash_visitor_script(VISITOR, PLACE))
BUFFER(csp_out, userhash_visitor_csp_hash(VISITOR, PLACE))
BUFFER(data_tag_out, userhash_visitor_data_tag(VISITOR, PLACE))
BUFFER(json_out, userhash_visitor_json(VISITOR, PLACE))
BUFFER(login_out, userhash_visitor_login_call(VISITOR, PLACE))
BUFFER(switch_out, userhash_visitor_switch_call(VISITOR, PLACE))
BUFFER(logout_out, userhash_logout_call(PLACE))
BUFFER(logout_tag_out, userhash_logout_script_tag(NULL, 0, PLACE))
BUFFER(logout_csp_out, userhash_logout_csp_hash(PLACE))
BUFFER(logout_data_tag_out, userhash_logout_data_tag(PLACE))
BUFFER(loader_out, userhash_loader(PLACE))

static const struct {
    const char *name;
    userhash_status (*call)(char *place, size_t size, size_t *needed);
} buffers[] = {
    {"tag", tag_out},          {"script", script_out},       {"csp", csp_out},
    {"data_tag", data_tag_out}, {"json", json_out},           {"login", login_out},
    {"switch", switch_out},    {"logout", logout_out},       {"logout_tag", logout_tag_out},
    {"logout_csp", logout_csp_out}, {"logout_data_tag", logout_data_tag_out}, {"loader", loader_out},
};

static void a_buffer_that_is_too_small_stays_as_it_was(void)
{
    char small[2048], before[2048];
    memset(small, 0x5a, sizeof small);
    memcpy(before, small, sizeof small);
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++) {
        size_t exact = 0, again;
        CHECK(buffers[i].call(NULL, 0, &exact) == USERHASH_BUFFER_TOO_SMALL);
        CHECK(exact > 1 && exact < sizeof small);
        for (size_t size = 0; size < exact; size++) {
            again = 0;
            CHECK(buffers[i].call(small, size, &again) == USERHASH_BUFFER_TOO_SMALL);
            CHECK(again == exact);
        }
        CHECK(buffers[i].call(small, exact - 1, NULL) == USERHASH_BUFFER_TOO_SMALL);
        CHECK(memcmp(small, before, sizeof small) == 0);
    }
}

static void a_buffer_is_needed(void)
{
    size_t needed = 42;
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++) {
        CHECK(buffers[i].call(NULL, sizeof out, &needed) == USERHASH_NULL_POINTER);
        CHECK(needed == 42);
    }
    CHECK(userhash_key_visitor_hash(NULL, DETAILS, LEN(DETAILS), "email", 5, hash) == USERHASH_NULL_POINTER);
    CHECK(userhash_key_visitor_hash(&key, DETAILS, LEN(DETAILS), "email", 5, NULL) == USERHASH_NULL_POINTER);
}

static void outputs_stay_as_they_were_after_a_failure(void)
{
    char before[sizeof out];
    size_t needed = 42;
    memset(out, 0x5a, sizeof out);
    memcpy(before, out, sizeof out);
    CHECK(userhash_visitor_script(HASH, LEN(HASH), "[]", 2, out, sizeof out, &needed) != USERHASH_OK);
    CHECK(userhash_visitor_json("no", 2, DETAILS, LEN(DETAILS), out, sizeof out, &needed) != USERHASH_OK);
    CHECK(userhash_visitor_script_tag(VISITOR, " ", 1, out, sizeof out, &needed) != USERHASH_OK);
    CHECK(userhash_logout_script_tag("\"", 1, out, sizeof out, &needed) != USERHASH_OK);
    CHECK(needed == 42);
    CHECK(memcmp(out, before, sizeof out) == 0);
}

/* --- data and buffers that end where their page ends -------------------------------------------- */

/* A readable and writable page between two that can't be touched. */
static char *guarded_page(size_t *size)
{
    *size = (size_t)sysconf(_SC_PAGESIZE);
    char *pages = (char *)mmap(NULL, 3 * *size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(pages != MAP_FAILED);
    CHECK(mprotect(pages + *size, *size, PROT_READ | PROT_WRITE) == 0);
    return pages + *size;
}

static void nothing_is_read_or_written_outside(void)
{
    size_t page_size;
    char *input = guarded_page(&page_size), *output = guarded_page(&page_size);
    char *details = input + page_size - LEN(DETAILS);
    memcpy(details, DETAILS, LEN(DETAILS));
    CHECK(userhash_key_visitor_hash(&key, details, LEN(DETAILS), "email", 5,
                                    output + page_size - USERHASH_HASH_SIZE) == USERHASH_OK);
    CHECK(userhash_visitor_json(HASH, LEN(HASH), details, LEN(DETAILS), OUT) == USERHASH_OK);
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++) {
        size_t exact = 0;
        CHECK(buffers[i].call(out, sizeof out, &exact) == USERHASH_OK);
        CHECK(strlen(out) + 1 == exact);
        char *place = output + page_size - exact;
        CHECK(buffers[i].call(place, exact, NULL) == USERHASH_OK);
        CHECK(strcmp(place, out) == 0);
        CHECK(buffers[i].call(output, page_size, NULL) == USERHASH_OK);
        CHECK(strcmp(output, out) == 0);
    }
    munmap(input - page_size, 3 * page_size);
    munmap(output - page_size, 3 * page_size);
}

int main(void)
{
    CHECK(userhash_key_init(&key, "correct horse battery staple", 28) == USERHASH_OK);
    RUN(every_slice_may_be_empty_and_nothing_else_may_be_null);
    RUN(a_buffer_that_is_too_small_stays_as_it_was);
    RUN(a_buffer_is_needed);
    RUN(outputs_stay_as_they_were_after_a_failure);
    RUN(nothing_is_read_or_written_outside);
    userhash_key_wipe(&key);
    return REPORT();
}
