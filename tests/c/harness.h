/* A test harness in one page: CHECK inside tests, RUN them, and return REPORT() from main. */
#ifndef HARNESS_H
#define HARNESS_H

#include <stdio.h>
#include <string.h>

static int checks_failed;
static int tests_passed;
static int tests_failed;

static void check(int ok, const char *what, const char *file, int line)
{
    if (!ok) {
        checks_failed++;
        printf("%s:%d: %s\n", file, line, what);
    }
}

static void run(const char *name, void (*test)(void))
{
    checks_failed = 0;
    test();
    if (checks_failed == 0) {
        tests_passed++;
    } else {
        tests_failed++;
        printf("FAILED: %s (%d checks)\n", name, checks_failed);
    }
}

static int report(void)
{
    printf("%d passed, %d failed\n", tests_passed, tests_failed);
    return tests_failed == 0 ? 0 : 1;
}

#define CHECK(condition) check((condition) ? 1 : 0, #condition, __FILE__, __LINE__)
#define RUN(test) run(#test, test)
#define REPORT() report()

#endif
