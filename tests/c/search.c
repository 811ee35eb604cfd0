#define OPENSSL_API_COMPAT 10100
#define OPENSSL_SUPPRESS_DEPRECATED /* SHA256_CTX shows its state; EVP hides it. */

#include "search.h"

#include <fcntl.h>
#include <inttypes.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WINDOW = 16, WORD = 4, HASH = 32, BLOCK = 64, MAX_PATTERNS = 8192, CHUNK = 1 << 20 };

struct pattern {
    unsigned char bytes[WINDOW];
    size_t *count;
};

static struct pattern patterns[MAX_PATTERNS];
static size_t pattern_count;
/* The pairs of bytes that some pattern begins with: rules out nearly every place at once. */
static unsigned char begins[1 << 16];

static void look_for(const unsigned char *bytes, size_t *count)
{
    if (pattern_count == MAX_PATTERNS) {
        abort();
    }
    memcpy(patterns[pattern_count].bytes, bytes, WINDOW);
    patterns[pattern_count++].count = count;
    begins[bytes[0] << 8 | bytes[1]] = 1;
}

/* Sixteen bytes from every offset, and from every word as SHA-256's message schedule holds it. */
static void look_for_all_of(const unsigned char *data, size_t len, size_t *count)
{
    for (size_t i = 0; i + WINDOW <= len; i++) {
        look_for(data + i, count);
        if (i % WORD == 0) {
            unsigned char swapped[WINDOW];
            for (size_t j = 0; j < WINDOW; j++) {
                swapped[j] = data[i + (j ^ 3)];
            }
            look_for(swapped, count);
        }
    }
}

/* Both halves of a state: as words of this machine, as the bytes of a hash, and in the order
 * f e b a, h g d c of the SHA instructions of x86. */
static void look_for_state(const uint32_t state[8], size_t *count)
{
    static const int orders[3][8] = {
        {0, 1, 2, 3, 4, 5, 6, 7}, {0, 1, 2, 3, 4, 5, 6, 7}, {5, 4, 1, 0, 7, 6, 3, 2}};
    for (int order = 0; order < 3; order++) {
        unsigned char bytes[HASH];
        for (size_t i = 0; i < HASH; i++) {
            uint32_t word = state[orders[order][i / WORD]];
            size_t shift = 8 * (order == 1 ? 3 - i % WORD : i % WORD);
            bytes[i] = (unsigned char)(word >> shift);
        }
        look_for(bytes, count);
        look_for(bytes + WINDOW, count);
    }
}

static void look_for_padded(const unsigned char *key, size_t len, unsigned char pad,
                            struct hits *hits)
{
    unsigned char block[BLOCK];
    for (size_t i = 0; i < BLOCK; i++) {
        block[i] = (unsigned char)(pad ^ (i < len ? key[i] : 0));
    }
    look_for_all_of(block, len, &hits->blocks);
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, block, BLOCK);
    uint32_t state[8];
    for (size_t i = 0; i < 8; i++) {
        state[i] = (uint32_t)context.h[i];
    }
    look_for_state(state, &hits->states);
}

static void look_for_text(const unsigned char *key, size_t len, struct hits *hits)
{
    char text[2048], upper[2048];
    if (2 * len + 1 > sizeof text) {
        abort();
    }
    for (size_t i = 0; i < len; i++) {
        snprintf(text + 2 * i, 3, "%02x", key[i]);
        snprintf(upper + 2 * i, 3, "%02X", key[i]);
    }
    look_for_all_of((unsigned char *)text, 2 * len, &hits->key);
    look_for_all_of((unsigned char *)upper, 2 * len, &hits->key);
    int text_len = EVP_EncodeBlock((unsigned char *)text, key, (int)len);
    look_for_all_of((unsigned char *)text, (size_t)text_len, &hits->key);
}

static void count_in(const unsigned char *memory, size_t len)
{
    for (size_t i = 0; i + WINDOW <= len; i++) {
        if (!begins[memory[i] << 8 | memory[i + 1]]) {
            continue;
        }
        for (size_t p = 0; p < pattern_count; p++) {
            *patterns[p].count += memcmp(memory + i, patterns[p].bytes, WINDOW) == 0;
        }
    }
}

static void count_in_process(pid_t pid)
{
    char path[64], line[512], mode[5];
    uint64_t start, end;
    snprintf(path, sizeof path, "/proc/%d/mem", (int)pid);
    int memory = open(path, O_RDONLY);
    snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    FILE *maps = fopen(path, "r");
    unsigned char *chunk = (unsigned char *)malloc(CHUNK);
    if (memory < 0 || maps == NULL || chunk == NULL) {
        abort();
    }
    while (fgets(line, sizeof line, maps) != NULL) {
        if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s", &start, &end, mode) != 3 ||
            mode[1] != 'w') {
            continue;
        }
        /* Chunks overlap, so that nothing is cut in two. */
        for (uint64_t at = start; at + WINDOW <= end; at += CHUNK - WINDOW + 1) {
            size_t want = end - at < CHUNK ? (size_t)(end - at) : CHUNK;
            ssize_t got = pread(memory, chunk, want, (off_t)at);
            if (got > 0) {
                count_in(chunk, (size_t)got);
            }
        }
    }
    free(chunk);
    fclose(maps);
    close(memory);
}

struct hits search(pid_t pid, const char *key_text, size_t len)
{
    struct hits hits = {0, 0, 0};
    const unsigned char *key = (const unsigned char *)key_text;
    unsigned char hash[HASH];
    pattern_count = 0;
    memset(begins, 0, sizeof begins);
    look_for_all_of(key, len, &hits.key);
    look_for_text(key, len, &hits);
    if (len > BLOCK) {
        /* RFC 2104: a key longer than a block is replaced by its hash. */
        SHA256(key, len, hash);
        look_for_all_of(hash, HASH, &hits.key);
        key = hash, len = HASH;
    }
    look_for_padded(key, len, 0x36, &hits);
    look_for_padded(key, len, 0x5c, &hits);
    count_in_process(pid);
    return hits;
}
