/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 257a6edbc5062dfa8d8d4964bb6b0bea81e3ebef */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Userhash_Visitor___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Userhash_Visitor_withHash, 0, 2, Userhash\\Visitor, 0)
	ZEND_ARG_TYPE_INFO(0, userHash, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, details, MAY_BE_ARRAY|MAY_BE_OBJECT, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Userhash_Visitor_userHash, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Userhash_Visitor_scriptTag, 0, 0, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, nonce, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Userhash_Visitor_script arginfo_class_Userhash_Visitor_userHash

#define arginfo_class_Userhash_Visitor_cspHash arginfo_class_Userhash_Visitor_userHash

#define arginfo_class_Userhash_Visitor_dataTag arginfo_class_Userhash_Visitor_userHash

#define arginfo_class_Userhash_Visitor_toJson arginfo_class_Userhash_Visitor_userHash

#define arginfo_class_Userhash_Visitor_loginCall arginfo_class_Userhash_Visitor_userHash

#define arginfo_class_Userhash_Visitor_switchCall arginfo_class_Userhash_Visitor_userHash


ZEND_METHOD(Userhash_Visitor, __construct);
ZEND_METHOD(Userhash_Visitor, withHash);
ZEND_METHOD(Userhash_Visitor, userHash);
ZEND_METHOD(Userhash_Visitor, scriptTag);
ZEND_METHOD(Userhash_Visitor, script);
ZEND_METHOD(Userhash_Visitor, cspHash);
ZEND_METHOD(Userhash_Visitor, dataTag);
ZEND_METHOD(Userhash_Visitor, toJson);
ZEND_METHOD(Userhash_Visitor, loginCall);
ZEND_METHOD(Userhash_Visitor, switchCall);


static const zend_function_entry class_Userhash_Visitor_methods[] = {
	ZEND_ME(Userhash_Visitor, __construct, arginfo_class_Userhash_Visitor___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Userhash_Visitor, withHash, arginfo_class_Userhash_Visitor_withHash, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Userhash_Visitor, userHash, arginfo_class_Userhash_Visitor_userHash, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_Visitor, scriptTag, arginfo_class_Userhash_Visitor_scriptTag, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_Visitor, script, arginfo_class_Userhash_Visitor_script, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_Visitor, cspHash, arginfo_class_Userhash_Visitor_cspHash, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_Visitor, dataTag, arginfo_class_Userhash_Visitor_dataTag, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_Visitor, toJson, arginfo_class_Userhash_Visitor_toJson, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_Visitor, loginCall, arginfo_class_Userhash_Visitor_loginCall, ZEND_ACC_PUBLIC)
	ZEND_ME(Userhash_Visitor, switchCall, arginfo_class_Userhash_Visitor_switchCall, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Userhash_Visitor(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Userhash", "Visitor", class_Userhash_Visitor_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "withhash", sizeof("withhash") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	return class_entry;
}
