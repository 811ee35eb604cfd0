--TEST--
Control: valgrind is on and sees memory that is lost
--EXTENSIONS--
ffi
--SKIPIF--
<?php if (getenv('USE_ZEND_ALLOC') !== '0') die('skip only valgrind sees it'); ?>
--XLEAK--
It is lost on purpose.
--FILE--
<?php
FFI::cdef('void *malloc(size_t size);')->malloc(1000);
?>
lost
--EXPECT--
lost
