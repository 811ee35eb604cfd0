/* Values as the driver writes them: a kind, bytes in hexadecimal, how often. */
#ifndef VALUE_H
#define VALUE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct value {
    /* What C is given; `data` may be NULL on purpose. */
    const void *data;
    size_t length;
    /* What has to be freed, and what is overwritten after the call, if anything. */
    unsigned char *memory;
    size_t overwritten;
    int expressible;
} value;

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* `hex`, repeated, after `before` bytes of other content and with one more byte behind. */
static value decode(const char *hex, size_t before)
{
    value v = {0};
    const char *star = strchr(hex, '*');
    size_t digits = star ? (size_t)(star - hex) : strlen(hex);
    size_t times = star ? strtoul(star + 1, NULL, 10) : 1;
    size_t once = digits / 2;

    v.length = once * times;
    v.memory = malloc(before + v.length + 1);
    if (v.memory == NULL)
        abort();
    memset(v.memory, '<', before + v.length + 1);
    for (size_t i = 0; i < once; i++)
        v.memory[before + i] = (unsigned char)(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
    for (size_t n = 1; n < times; n++)
        memcpy(v.memory + before + n * once, v.memory + before, once);
    v.data = v.memory + before;
    v.expressible = 1;
    return v;
}

static value parse(const char *word)
{
    value v = {0};

    if (strncmp(word, "t:", 2) == 0 || strncmp(word, "b:", 2) == 0)
        return decode(word + 2, 0);
    if (strncmp(word, "view:", 5) == 0)
        return decode(word + 5, 3);
    if (strncmp(word, "mutated:", 8) == 0) {
        v = decode(word + 8, 0);
        v.overwritten = v.length;
        return v;
    }
    v.expressible = 1;
    if (strcmp(word, "null_pointer") == 0)
        v.length = 5;
    else if (strcmp(word, "too_long") == 0) {
        v.data = "a";
        v.length = SIZE_MAX;
    } else
        v.expressible = strcmp(word, "null_pointer_and_no_length") == 0;
    return v;
}

static void after_call(value *v)
{
    memset(v->memory ? v->memory : (unsigned char *)"", 0xa5, v->memory ? v->overwritten : 0);
}

static void release(value *v)
{
    free(v->memory);
    v->memory = NULL;
}

#endif
