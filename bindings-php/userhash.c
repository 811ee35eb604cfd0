/* The module: what PHP is told about when it loads the extension. */
#include "php_userhash.h"
#include "ext/standard/info.h"
#include "ext/spl/spl_exceptions.h"
#include "userhash_arginfo.h"

/* Marks the secrets among a function's parameters, so that stack traces leave them out. */
static void mark_sensitive(const char *name, size_t length, uint32_t from, uint32_t to)
{
	zend_function *function = zend_hash_str_find_ptr(CG(function_table), name, length);

	for (uint32_t parameter = from; function && parameter <= to; parameter++) {
		zend_add_parameter_attribute(
			function, parameter, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);
	}
}

static PHP_MINIT_FUNCTION(userhash)
{
	register_userhash_symbols(module_number);
	php_userhash_errors_startup(register_class_Userhash_Exception(spl_ce_RuntimeException));
	php_userhash_secret_key_startup(register_class_Userhash_SecretKey());
	php_userhash_key_ring_startup(register_class_Userhash_KeyRing());
	php_userhash_visitor_startup();
	php_userhash_hash_context_startup(register_class_Userhash_HashContext());
	mark_sensitive(ZEND_STRL("userhash\\hash_hmac"), 2, 2);
	mark_sensitive(ZEND_STRL("userhash\\hash_hmac_file"), 2, 2);
	mark_sensitive(ZEND_STRL("userhash\\hash_init"), 2, 2);
	mark_sensitive(ZEND_STRL("userhash\\hash_equals"), 0, 1);
	return SUCCESS;
}

static PHP_MINFO_FUNCTION(userhash)
{
	php_info_print_table_start();
	php_info_print_table_row(2, "userhash support", "enabled");
	php_info_print_table_row(2, "Version", userhash_version());
	php_info_print_table_end();
}

static const zend_module_dep dependencies[] = {
	ZEND_MOD_REQUIRED("json")
	ZEND_MOD_REQUIRED("spl")
	ZEND_MOD_END
};

static zend_module_entry userhash_module_entry = {
	STANDARD_MODULE_HEADER_EX,
	NULL,
	dependencies,
	"userhash",
	ext_functions,
	PHP_MINIT(userhash),
	NULL,
	NULL,
	NULL,
	PHP_MINFO(userhash),
	USERHASH_VERSION,
	STANDARD_MODULE_PROPERTIES
};

ZEND_GET_MODULE(userhash)
