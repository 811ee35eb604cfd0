/* Strings whose length the core says: what is written onto pages. */
#ifndef USERHASH_RENDERING_H
#define USERHASH_RENDERING_H

#include "userhash_ruby.h"

/* What is written around the details, with room for some escapes. */
#define AROUND 320

/*
 * Sets `text` to what `call` writes into PLACE(text): into a string of `size` bytes, or else into
 * one that is as large as it says.
 */
#define PLACE(text) RSTRING_PTR(text), (size_t)RSTRING_LEN(text) + 1, &needed
#define RENDER(text, size, call) \
    do { \
        size_t needed = (size); \
        userhash_status status; \
        do { \
            text = rb_utf8_str_new(NULL, (long)needed - 1); \
            status = (call); \
        } while (status == USERHASH_BUFFER_TOO_SMALL); \
        uh_check(status); \
        rb_str_set_len(text, (long)needed - 1); \
    } while (0)

/* logout.c: the keyword `nonce` of a method that takes nothing else: a String, or nil for none. */
VALUE uh_nonce(int argc, VALUE *argv);
#define NONCE(string) NIL_P(string) ? NULL : RSTRING_PTR(string), NIL_P(string) ? 0 : (size_t)RSTRING_LEN(string)

#endif
