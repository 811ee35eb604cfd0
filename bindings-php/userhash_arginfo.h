/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: cf16c9eb15d865c77a77ee9898de9cf34514481c */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Userhash_hash_hmac, 0, 3, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, algo, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, binary, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_Userhash_hash_hmac_file, 0, 3, MAY_BE_STRING|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO(0, algo, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, filename, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, binary, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Userhash_hash_hmac_algos, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_Userhash_hash_init, 0, 1, Userhash\\HashContext, 0)
	ZEND_ARG_TYPE_INFO(0, algo, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, flags, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, key, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Userhash_hash_update, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_OBJ_INFO(0, context, Userhash\\HashContext, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Userhash_hash_update_stream, 0, 2, IS_LONG, 0)
	ZEND_ARG_OBJ_INFO(0, context, Userhash\\HashContext, 0)
	ZEND_ARG_INFO(0, stream)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, length, IS_LONG, 0, "-1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Userhash_hash_update_file, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_OBJ_INFO(0, context, Userhash\\HashContext, 0)
	ZEND_ARG_TYPE_INFO(0, filename, IS_STRING, 0)
	ZEND_ARG_INFO_WITH_DEFAULT_VALUE(0, stream_context, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Userhash_hash_final, 0, 1, IS_STRING, 0)
	ZEND_ARG_OBJ_INFO(0, context, Userhash\\HashContext, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, binary, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_Userhash_hash_copy, 0, 1, Userhash\\HashContext, 0)
	ZEND_ARG_OBJ_INFO(0, context, Userhash\\HashContext, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Userhash_hash_equals, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, known_string, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, user_string, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Userhash_logoutCall, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Userhash_logoutScriptTag, 0, 0, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, nonce, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_Userhash_logoutCspHash arginfo_Userhash_logoutCall

#define arginfo_Userhash_logoutDataTag arginfo_Userhash_logoutCall

#define arginfo_Userhash_loader arginfo_Userhash_logoutCall

#define arginfo_Userhash_headers arginfo_Userhash_hash_hmac_algos

#if defined(USERHASH_FORCED_PANIC)
ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Userhash_test_panic, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()
#endif

#define arginfo_class_Userhash_Exception_getErrorCode arginfo_Userhash_logoutCall

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Userhash_SecretKey___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, secret, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Userhash_SecretKey_fromEnv, 0, 1, Userhash\\SecretKey, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Userhash_SecretKey_fromFile, 0, 1, Userhash\\SecretKey, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Userhash_SecretKey_fromHex, 0, 1, Userhash\\SecretKey, 0)
	ZEND_ARG_TYPE_INFO(0, hex, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Userhash_SecretKey_fromBase64, 0, 1, Userhash\\SecretKey, 0)
	ZEND_ARG_TYPE_INFO(0, base64, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Userhash_SecretKey_userHash, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, user, MAY_BE_STRING|MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Userhash_SecretKey_verify, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_MASK(0, user, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, userHash, IS_MIXED, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Userhash_SecretKey_fingerprint arginfo_Userhash_logoutCall

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Userhash_SecretKey_visitor, 0, 1, Userhash\\Visitor, 0)
	ZEND_ARG_TYPE_MASK(0, details, MAY_BE_ARRAY|MAY_BE_OBJECT, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, identity, IS_STRING, 0, "\'email\'")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Userhash_KeyRing___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, current, Userhash\\SecretKey, 0)
	ZEND_ARG_VARIADIC_OBJ_INFO(0, previous, Userhash\\SecretKey, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Userhash_KeyRing_userHash arginfo_class_Userhash_SecretKey_userHash

#define arginfo_class_Userhash_KeyRing_verify arginfo_class_Userhash_SecretKey_verify

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Userhash_KeyRing_verifiedBy, 0, 2, IS_LONG, 1)
	ZEND_ARG_TYPE_MASK(0, user, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, userHash, IS_MIXED, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Userhash_KeyRing_visitor arginfo_class_Userhash_SecretKey_visitor

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Userhash_HashContext___construct, 0, 0, 0)
ZEND_END_ARG_INFO()


ZEND_FUNCTION(Userhash_hash_hmac);
ZEND_FUNCTION(Userhash_hash_hmac_file);
ZEND_FUNCTION(Userhash_hash_hmac_algos);
ZEND_FUNCTION(Userhash_hash_init);
ZEND_FUNCTION(Userhash_hash_update);
ZEND_FUNCTION(Userhash_hash_update_stream);
ZEND_FUNCTION(Userhash_hash_update_file);
ZEND_FUNCTION(Userhash_hash_final);
ZEND_FUNCTION(Userhash_hash_copy);
ZEND_FUNCTION(Userhash_hash_equals);
ZEND_FUNCTION(Userhash_logoutCall);
ZEND_FUNCTION(Userhash_logoutScriptTag);
ZEND_FUNCTION(Userhash_logoutCspHash);
ZEND_FUNCTION(Userhash_logoutDataTag);
ZEND_FUNCTION(Userhash_loader);
ZEND_FUNCTION(Userhash_headers);
#if defined(USERHASH_FORCED_PANIC)
ZEND_FUNCTION(Userhash_test_panic);
#endif
ZEND_METHOD(Userhash_Exception, getErrorCode);
ZEND_METHOD(Userhash_SecretKey, __construct);
ZEND_METHOD(Userhash_SecretKey, fromEnv);
ZEND_METHOD(Userhash_SecretKey, fromFile);
ZEND_METHOD(Userhash_SecretKey, fromHex);
ZEND_METHOD(Userhash_SecretKey, fromBase64);
ZEND_METHOD(Userhash_SecretKey, userHash);
ZEND_METHOD(Userhash_SecretKey, verify);
ZEND_METHOD(Userhash_SecretKey, fingerprint);
ZEND_METHOD(Userhash_SecretKey, visitor);
ZEND_METHOD(Userhash_KeyRing, __construct);
ZEND_METHOD(Userhash_KeyRing, userHash);
ZEND_METHOD(Userhash_KeyRing, verify);
ZEND_METHOD(Userhash_KeyRing, verifiedBy);
ZEND_METHOD(Userhash_KeyRing, visitor);
ZEND_METHOD(Userhash_HashContext, __construct);


static const zend_function_entry ext_functions[] = {
	ZEND_NS_FALIAS("Userhash", hash_hmac, Userhash_hash_hmac, arginfo_Userhash_hash_hmac)
	ZEND_NS_FALIAS("Userhash", hash_hmac_file, Userhash_hash_hmac_file, arginfo_Userhash_hash_hmac_file)
	ZEND_NS_FALIAS("Userhash", hash_hmac_algos, Userhash_hash_hmac_algos, arginfo_Userhash_hash_hmac_algos)
	ZEND_NS_FALIAS("Userhash", hash_init, Userhash_hash_init, arginfo_Userhash_hash_init)
	ZEND_NS_FALIAS("Userhash", hash_update, Userhash_hash_update, arginfo_Userhash_hash_update)
	ZEND_NS_FALIAS("Userhash", hash_update_stream, Userhash_hash_update_stream, arginfo_Userhash_hash_update_stream)
	ZEND_NS_FALIAS("Userhash", hash_update_file, Userhash_hash_update_file, arginfo_Userhash_hash_update_file)
	ZEND_NS_FALIAS("Userhash", hash_final, Userhash_hash_final, arginfo_Userhash_hash_final)
	ZEND_NS_FALIAS("Userhash", hash_copy, Userhash_hash_copy, arginfo_Userhash_hash_copy)
	ZEND_NS_FALIAS("Userhash", hash_equals, Userhash_hash_equals, arginfo_Userhash_hash_equals)
	ZEND_NS_FALIAS("Userhash", logoutCall, Userhash_logoutCall, arginfo_Userhash_logoutCall)
	ZEND_NS_FALIAS("Userhash", logoutScriptTag, Userhash_logoutScriptTag, arginfo_Userhash_logoutScriptTag)
	ZEND_NS_FALIAS("Userhash", logoutCspHash, Userhash_logoutCspHash, arginfo_Userhash_logoutCspHash)
	ZEND_NS_FALIAS("Userhash", logoutDataTag, Userhash_logoutDataTag, arginfo_Userhash_logoutDataTag)
	ZEND_NS_FALIAS("Userhash", loader, Userhash_loader, arginfo_Userhash_loader)
	ZEND_NS_FALIAS("Userhash", headers, Userhash_headers, arginfo_Userhash_headers)
#if defined(USERHASH_FORCED_PANIC)
	ZEND_NS_FALIAS("Userhash", test_panic, Userhash_test_panic, arginfo_Userhash_test_panic)
#endif
	ZEND_FE_END
};


static const zend_function_entry class_Userhash_Exception_methods[] = {
	ZEND_ME(Userhash_Exception, getErrorCode, arginfo_class_Userhash_Exception_getErrorCode, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Userhash_SecretKey_methods[] = {
	ZEND_ME(Userhash_SecretKey, __construct, arginfo_class_Userhash_SecretKey___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_SecretKey, fromEnv, arginfo_class_Userhash_SecretKey_fromEnv, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Userhash_SecretKey, fromFile, arginfo_class_Userhash_SecretKey_fromFile, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Userhash_SecretKey, fromHex, arginfo_class_Userhash_SecretKey_fromHex, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Userhash_SecretKey, fromBase64, arginfo_class_Userhash_SecretKey_fromBase64, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Userhash_SecretKey, userHash, arginfo_class_Userhash_SecretKey_userHash, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_SecretKey, verify, arginfo_class_Userhash_SecretKey_verify, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_SecretKey, fingerprint, arginfo_class_Userhash_SecretKey_fingerprint, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_SecretKey, visitor, arginfo_class_Userhash_SecretKey_visitor, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Userhash_KeyRing_methods[] = {
	ZEND_ME(Userhash_KeyRing, __construct, arginfo_class_Userhash_KeyRing___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_KeyRing, userHash, arginfo_class_Userhash_KeyRing_userHash, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_KeyRing, verify, arginfo_class_Userhash_KeyRing_verify, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_KeyRing, verifiedBy, arginfo_class_Userhash_KeyRing_verifiedBy, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_KeyRing, visitor, arginfo_class_Userhash_KeyRing_visitor, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Userhash_HashContext_methods[] = {
	ZEND_ME(Userhash_HashContext, __construct, arginfo_class_Userhash_HashContext___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};

static void register_userhash_symbols(int module_number)
{
	REGISTER_STRING_CONSTANT("Userhash\\VERSION", USERHASH_VERSION, CONST_PERSISTENT);
}

static zend_class_entry *register_class_Userhash_Exception(zend_class_entry *class_entry_RuntimeException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Userhash", "Exception", class_Userhash_Exception_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);

	return class_entry;
}

static zend_class_entry *register_class_Userhash_SecretKey(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Userhash", "SecretKey", class_Userhash_SecretKey_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "__construct", sizeof("__construct") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "fromhex", sizeof("fromhex") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "frombase64", sizeof("frombase64") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	return class_entry;
}

static zend_class_entry *register_class_Userhash_KeyRing(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Userhash", "KeyRing", class_Userhash_KeyRing_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Userhash_HashContext(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Userhash", "HashContext", class_Userhash_HashContext_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
