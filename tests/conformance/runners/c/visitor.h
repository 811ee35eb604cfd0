/* What pages get from C; details are what a program has: the text of JSON. */
#ifndef VISITOR_H
#define VISITOR_H

#include "value.h"
#include "userhash.h"

#include <stdio.h>

#define USER "customer@example.com"
#define WITH(json) "{\"email\":\"" USER "\"," json "}"
#define LENGTH(literal) (sizeof(literal) - 1)

typedef struct special {
    const char *name, *json;
    size_t length;
} special;

#define SPECIAL(name, json) {name, json, LENGTH(json)}

static const special SPECIALS[] = {
    SPECIAL("nan", WITH("\"x\":NaN")),
    SPECIAL("infinity", WITH("\"x\":Infinity")),
    SPECIAL("minus_infinity", WITH("\"x\":-Infinity")),
    SPECIAL("nan_in_a_list", WITH("\"x\":[NaN]")),
    SPECIAL("nan_as_the_user", "{\"email\":NaN}"),
    SPECIAL("not_utf8_user", "{\"email\":\"jane\xff@example.com\"}"),
    SPECIAL("not_utf8_value", WITH("\"x\":\"\xc3\"")),
    SPECIAL("not_utf8_key", WITH("\"\xed\xa0\x80\":1")),
    SPECIAL("not_utf8_list", WITH("\"x\":[\"\xc0\x80\"]")),
    SPECIAL("twice", "{\"1\":\"" USER "\",\"1\":\"somebody@example.com\"}"),
};

/* `before`, `count` times one character, `count` times another unless it is NUL, `after`. */
static value long_details(const char *before, char fill, char back, size_t count, const char *after)
{
    value v = {.expressible = 1};
    size_t head = strlen(before), tail = strlen(after), filled = back ? 2 * count : count;

    v.length = head + filled + tail;
    v.memory = malloc(v.length);
    if (v.memory == NULL)
        abort();
    memcpy(v.memory, before, head);
    memset(v.memory + head, fill, count);
    memset(v.memory + head + count, back, filled - count);
    memcpy(v.memory + head + filled, after, tail);
    v.data = v.memory;
    return v;
}

static value special_details(const char *word)
{
    value v = {0};
    const char *colon = strchr(word, ':');
    size_t count = colon ? strtoul(colon + 1, NULL, 10) : 0;

    if (strncmp(word, "levels:", 7) == 0)
        return long_details("{\"email\":\"" USER "\",\"x\":", '[', ']', count - 1, "}");
    if (strncmp(word, "bytes:", 6) == 0)
        return long_details("{\"email\":\"" USER "\",\"x\":\"", 'x', '\0',
                            count - LENGTH(WITH("\"x\":\"\"")), "\"}");
    for (size_t i = 0; i < sizeof SPECIALS / sizeof *SPECIALS; i++)
        if (strcmp(word, SPECIALS[i].name) == 0) {
            v.data = SPECIALS[i].json;
            v.length = SPECIALS[i].length;
            v.expressible = 1;
        }
    return v;
}

/* The JSON that a word stands for, whatever comes before it: it is all text to C. */
static value details(const char *word)
{
    static const char *const kinds[] = {
        "json:",           "json_text:",   "large_integer:", "large_number:",
        "lone_surrogate:", "no_fraction:", "order_of_numeric_keys:"};

    if (strncmp(word, "special:", 8) == 0)
        return special_details(word + 8);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strncmp(word, kinds[i], strlen(kinds[i])) == 0)
            return decode(word + strlen(kinds[i]), 0);
    return (value){0};
}

static value optional(const char *word)
{
    return strcmp(word, "-") == 0 ? (value){.expressible = 1} : parse(word);
}

#define BYTES(v) (v).data, (v).length
#define OUT out, size, &needed

/* One rendering into a buffer of this size. */
static userhash_status render_once(const char *name, value hash, value json, value nonce, char *out,
                                   size_t size, size_t *written)
{
    size_t needed = 0;
    userhash_status status = USERHASH_PANIC;

    if (strcmp(name, "script_tag") == 0)
        status = userhash_visitor_script_tag(BYTES(hash), BYTES(json), BYTES(nonce), OUT);
    else if (strcmp(name, "script") == 0)
        status = userhash_visitor_script(BYTES(hash), BYTES(json), OUT);
    else if (strcmp(name, "data_tag") == 0)
        status = userhash_visitor_data_tag(BYTES(hash), BYTES(json), OUT);
    else if (strcmp(name, "to_json") == 0)
        status = userhash_visitor_json(BYTES(hash), BYTES(json), OUT);
    else if (strcmp(name, "login_call") == 0)
        status = userhash_visitor_login_call(BYTES(hash), BYTES(json), OUT);
    else if (strcmp(name, "switch_call") == 0)
        status = userhash_visitor_switch_call(BYTES(hash), BYTES(json), OUT);
    else if (strcmp(name, "csp_hash") == 0)
        status = userhash_visitor_csp_hash(BYTES(hash), BYTES(json), OUT);
    else if (strcmp(name, "logout_call") == 0)
        status = userhash_logout_call(OUT);
    else if (strcmp(name, "logout_script_tag") == 0)
        status = userhash_logout_script_tag(BYTES(nonce), OUT);
    else if (strcmp(name, "logout_csp_hash") == 0)
        status = userhash_logout_csp_hash(OUT);
    else if (strcmp(name, "logout_data_tag") == 0)
        status = userhash_logout_data_tag(OUT);
    else if (strcmp(name, "loader") == 0)
        status = userhash_loader(OUT);
    *written = needed;
    return status;
}

static void print_hexadecimal(const char *text)
{
    putchar('=');
    for (; *text != '\0'; text++)
        printf("%02x", (unsigned char)*text);
    putchar('\n');
}

/* Asks for the size, then for the text, as programs do. */
static void answer_rendering(const char *name, value hash, value json, value nonce)
{
    size_t size = 0, written = 0;
    char *out;
    userhash_status status = render_once(name, hash, json, nonce, NULL, 0, &size);

    if (status != USERHASH_BUFFER_TOO_SMALL) {
        printf("!%s\n", userhash_status_code(status));
        return;
    }
    out = malloc(size);
    if (out == NULL)
        abort();
    status = render_once(name, hash, json, nonce, out, size, &written);
    if (status != USERHASH_OK)
        printf("!%s\n", userhash_status_code(status));
    else if (written != size || strlen(out) + 1 != size)
        printf("!%zu bytes in place of %zu\n", written, size);
    else
        print_hexadecimal(out);
    free(out);
}

/* `visitor RENDERING KEY DETAILS IDENTITY NONCE`, with the key loaded. */
static void answer_visitor(const userhash_key *key, char **words)
{
    char hash[USERHASH_HASH_SIZE];
    userhash_status status;
    value json = details(words[3]), nonce = optional(words[5]);
    value field = strcmp(words[4], "-") == 0 ? decode("656d61696c", 0) : parse(words[4]);

    if (!json.expressible || !nonce.expressible || !field.expressible) {
        puts("n/a");
    } else {
        status = userhash_key_visitor_hash(key, BYTES(json), BYTES(field), hash);
        if (status != USERHASH_OK)
            printf("!%s\n", userhash_status_code(status));
        else if (strcmp(words[1], "user_hash") == 0)
            print_hexadecimal(hash);
        else
            answer_rendering(words[1], (value){.data = hash, .length = USERHASH_HASH_LENGTH}, json,
                             nonce);
    }
    release(&json);
    release(&nonce);
    release(&field);
}

/* `with_hash RENDERING HASH DETAILS` */
static void answer_with_hash(char **words)
{
    value hash = parse(words[2]), json = details(words[3]);

    if (hash.expressible && json.expressible)
        answer_rendering(words[1], hash, json, (value){0});
    else
        puts("n/a");
    release(&hash);
    release(&json);
}

/* `page RENDERING NONCE` */
static void answer_page(char **words)
{
    value nonce = optional(words[2]);

    if (!nonce.expressible)
        puts("n/a");
    else if (strcmp(words[1], "headers") == 0)
        print_hexadecimal("Cache-Control: " USERHASH_CACHE_CONTROL "; Vary: " USERHASH_VARY);
    else
        answer_rendering(words[1], (value){0}, (value){0}, nonce);
    release(&nonce);
}

#endif
