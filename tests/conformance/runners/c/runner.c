/* Answers the conformance driver from C. tests/conformance/README.md says what is asked. */
#define _POSIX_C_SOURCE 200809L

#include "value.h"
#include "visitor.h"
#include "userhash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>

enum { MOST_WORDS = 6, MOST_KEYS = 128 };

static const char HEX[] = "0123456789abcdef";

static void print_status(userhash_status status)
{
    printf("!%s\n", userhash_status_code(status));
}

static void print_tag(const unsigned char *tag)
{
    putchar('=');
    for (int i = 0; i < USERHASH_TAG_LENGTH; i++)
        printf("%c%c", HEX[tag[i] >> 4], HEX[tag[i] & 15]);
    putchar('\n');
}

/* Loads a key from `constructor=value`. Returns 0 if C can't say that. */
static int load(userhash_key *key, char *word, userhash_status *status)
{
    char *equals = strchr(word, '=');
    value v;

    *equals = '\0';
    if (strcmp(word, "blank") == 0) {
        /* What a program gets from calloc(), or has in a static variable. */
        memset(key, 0, sizeof *key);
        *status = USERHASH_OK;
        return 1;
    }
    v = parse(equals + 1);
    if (!v.expressible)
        return 0;
    if (strcmp(word, "new") == 0)
        *status = userhash_key_init(key, v.data, v.length);
    else if (strcmp(word, "hex") == 0)
        *status = userhash_key_init_hex(key, v.data, v.length);
    else if (strcmp(word, "base64") == 0)
        *status = userhash_key_init_base64(key, v.data, v.length);
    else if (strcmp(word, "env") == 0)
        *status = userhash_key_init_env(key, v.data, v.length);
    else if (strcmp(word, "file") == 0)
        *status = userhash_key_init_file(key, v.data, v.length);
    else
        v.expressible = 0;
    after_call(&v);
    release(&v);
    return v.expressible;
}

/* Loads a key or all keys of a ring. Returns how many, or -1 if C can't say that. */
static int load_all(userhash_key *keys, char *word, userhash_status *status)
{
    int count = 0;
    char *rest = NULL;

    *status = USERHASH_OK;
    /* A ring of no keys signs with a struct that holds none. */
    userhash_key_wipe(keys);
    if (strncmp(word, "ring=", 5) != 0)
        return load(keys, word, status) ? 1 : -1;
    for (char *member = strtok_r(word + 5, ",", &rest); member != NULL;
         member = strtok_r(NULL, ",", &rest)) {
        if (count == MOST_KEYS || !load(&keys[count], member, status))
            return -1;
        count++;
        if (*status != USERHASH_OK)
            return count;
    }
    return count;
}

static void answer_user_hash(const userhash_key *keys, value user)
{
    char hash[USERHASH_HASH_SIZE];
    userhash_status status = userhash_key_user_hash(keys, user.data, user.length, hash);

    if (status == USERHASH_OK)
        printf("=%s\n", hash);
    else
        print_status(status);
}

static void answer_check(const userhash_key *keys, int count, int ring, int which, value user,
                         value shown)
{
    size_t index = 0;
    userhash_status status =
        ring ? userhash_keys_verify(keys, (size_t)count, user.data, user.length, shown.data,
                                    shown.length, which ? &index : NULL)
             : userhash_key_verify(keys, user.data, user.length, shown.data, shown.length);

    if (status == USERHASH_OK && which)
        printf("=%zu\n", index);
    else if (status == USERHASH_OK)
        puts("=true");
    else if (status == USERHASH_MISMATCH)
        puts(which ? "=none" : "=false");
    else
        print_status(status);
}

static void answer_fingerprint(const userhash_key *key)
{
    char shown[USERHASH_FINGERPRINT_SIZE];
    userhash_status status = userhash_key_fingerprint(key, shown);

    if (status == USERHASH_OK)
        printf("=%s\n", shown);
    else
        print_status(status);
}

/* The raw interface, in one call or in pieces of the given lengths. */
static void answer_hmac(value key, value message, char *splits)
{
    unsigned char tag[USERHASH_TAG_LENGTH];
    userhash_status status;
    userhash_hmac hmac;
    const unsigned char *data = message.data;

    if (strcmp(splits, "-") == 0) {
        status = userhash_hmac_sha256(key.data, key.length, data, message.length, tag);
    } else {
        status = userhash_hmac_init(&hmac, key.data, key.length);
        for (char *length = splits; status == USERHASH_OK && *length != '\0';) {
            size_t piece = strtoul(length, &length, 10);
            status = userhash_hmac_update(&hmac, data, piece);
            data += piece;
            length += *length == ',';
        }
        if (status == USERHASH_OK)
            status = userhash_hmac_digest(&hmac, tag);
        userhash_hmac_wipe(&hmac);
    }
    if (status == USERHASH_OK)
        print_tag(tag);
    else
        print_status(status);
}

static void answer_native(value key, value message)
{
    unsigned char tag[EVP_MAX_MD_SIZE];
    unsigned int length = 0;

    if (HMAC(EVP_sha256(), key.data, (int)key.length, message.data, message.length, tag,
             &length) != NULL && length == USERHASH_TAG_LENGTH)
        print_tag(tag);
    else
        puts("!openssl");
}

static void answer_safe(char **words, int count)
{
    static userhash_key keys[MOST_KEYS];
    userhash_status status;
    int ring = strncmp(words[1], "ring=", 5) == 0;
    int loaded = load_all(keys, words[1], &status);
    value user = count > 2 ? parse(words[2]) : (value){.expressible = 1};
    value shown = count > 3 ? parse(words[3]) : (value){.expressible = 1};

    if (loaded < 0 || !user.expressible || !shown.expressible)
        puts("n/a");
    else if (status != USERHASH_OK)
        print_status(status);
    else if (strcmp(words[0], "user_hash") == 0)
        answer_user_hash(keys, user);
    else if (strcmp(words[0], "fingerprint") == 0)
        answer_fingerprint(keys);
    else
        answer_check(keys, loaded, ring, strcmp(words[0], "verified_by") == 0, user, shown);
    after_call(&user);
    release(&user);
    release(&shown);
    for (int i = 0; i < loaded; i++)
        userhash_key_wipe(&keys[i]);
}

static void answer_of_visitor(char **words)
{
    static userhash_key keys[MOST_KEYS];
    userhash_status status;
    int loaded = load_all(keys, words[2], &status);

    if (loaded < 0)
        puts("n/a");
    else if (status != USERHASH_OK)
        print_status(status);
    else
        answer_visitor(keys, words);
    for (int i = 0; i < loaded; i++)
        userhash_key_wipe(&keys[i]);
}

static void answer(char *line)
{
    char *words[MOST_WORDS] = {0};
    int count = 0;
    char *rest = NULL;

    for (char *word = strtok_r(line, " \n", &rest); word != NULL && count < MOST_WORDS;
         word = strtok_r(NULL, " \n", &rest))
        words[count++] = word;
    if (count >= 3 && (strcmp(words[0], "hmac") == 0 || strcmp(words[0], "native") == 0)) {
        value key = parse(words[1]), message = parse(words[2]);

        if (strcmp(words[0], "hmac") == 0)
            answer_hmac(key, message, words[3]);
        else
            answer_native(key, message);
        release(&key);
        release(&message);
    } else if (count == 6 && strcmp(words[0], "visitor") == 0) {
        answer_of_visitor(words);
    } else if (count == 4 && strcmp(words[0], "with_hash") == 0) {
        answer_with_hash(words);
    } else if (count == 3 && strcmp(words[0], "page") == 0) {
        answer_page(words);
    } else if (count >= 2) {
        answer_safe(words, count);
    } else {
        puts("not understood");
    }
}

int main(int argc, char **argv)
{
    int flush = argc > 1 && strcmp(argv[1], "--flush") == 0;
    char *line = NULL;
    size_t size = 0;

    while (getline(&line, &size, stdin) > 0) {
        answer(line);
        if (flush)
            fflush(stdout);
    }
    free(line);
    return 0;
}
