/* What every object of this extension that holds a secret refuses. */
#include "php_userhash.h"
#include "zend_exceptions.h"

void php_userhash_seal(
	zend_object_handlers *handlers, size_t offset, zend_object_free_obj_t free_obj)
{
	*handlers = std_object_handlers;
	handlers->offset = (int)offset;
	handlers->free_obj = free_obj;
	handlers->clone_obj = NULL;
	handlers->compare = zend_objects_not_comparable;
}

HashTable *php_userhash_sealed_properties(
	zend_object *object, zend_prop_purpose purpose, php_userhash_shown shown)
{
	HashTable *table = zend_new_array(1);

	switch (purpose) {
		case ZEND_PROP_PURPOSE_DEBUG:
		case ZEND_PROP_PURPOSE_VAR_EXPORT:
			if (shown) {
				shown(object, table);
			}
			break;
		case ZEND_PROP_PURPOSE_JSON:
			/* As serialize() does: a secret key in JSON is a mistake, and {} would hide it. */
			zend_throw_exception_ex(NULL, 0, "Serialization of '%s' is not allowed",
				ZSTR_VAL(object->ce->name));
			break;
		default:
			break;
	}
	return table;
}
