/* The one place where a status of the library becomes an exception. */
#include "php_userhash.h"
#include "zend_exceptions.h"

static zend_class_entry *exception_ce;

void php_userhash_errors_startup(zend_class_entry *ce)
{
	exception_ce = ce;
}

ZEND_COLD void php_userhash_throw(userhash_status status)
{
	zend_throw_exception(exception_ce, userhash_status_message(status), status);
}

/* getCode() is the number; the code is looked up by it, so that the table stays in the library. */
ZEND_METHOD(Userhash_Exception, getErrorCode)
{
	zval buffer, *number;

	ZEND_PARSE_PARAMETERS_NONE();
	number = zend_read_property(zend_ce_exception, Z_OBJ_P(ZEND_THIS), ZEND_STRL("code"), 1, &buffer);
	ZVAL_DEREF(number);
	if (Z_TYPE_P(number) == IS_LONG && Z_LVAL_P(number) > USERHASH_OK
		&& Z_LVAL_P(number) <= INT32_MAX) {
		RETURN_STRING(userhash_status_code((int32_t)Z_LVAL_P(number)));
	}
	RETURN_STRING(userhash_status_code(-1));
}

#ifdef USERHASH_FORCED_PANIC
/* Only in the tests' own build of the library, so the header doesn't know it. */
extern userhash_status userhash_test_panic(void);

ZEND_FUNCTION(Userhash_test_panic)
{
	ZEND_PARSE_PARAMETERS_NONE();
	php_userhash_throw(userhash_test_panic());
}
#endif
