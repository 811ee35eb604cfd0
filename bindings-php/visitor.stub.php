<?php

/**
 * The signatures of Userhash\Visitor, and their documentation; see userhash.stub.php.
 *
 * @generate-class-entries
 */

namespace Userhash {

    /**
     * A user with the hash and the details, ready to be put on a page. SecretKey::visitor() and
     * KeyRing::visitor() make visitors.
     *
     * Everything that is rendered is ASCII, and safe inside HTML and scripts whatever the details
     * hold. A response that carries it should carry headers() too.
     *
     * A visitor is immutable. It can't be cloned, serialised, encoded as JSON (that is what
     * toJson() is for) or compared, and whatever prints objects shows nothing of it.
     *
     * @strict-properties
     * @not-serializable
     */
    final class Visitor
    {
        /** Only SecretKey, KeyRing and withHash() make visitors. */
        private function __construct() {}

        /**
         * The visitor with a user hash that was made before, for programs that kept it with the
         * details. Whether the two belong together is theirs to know; SecretKey::visitor() takes
         * the user from the details.
         *
         * @param string $userHash 64 lower-case hexadecimal characters.
         * @param array|object $details See SecretKey::visitor().
         * @throws Exception "malformed_hash", "malformed_details".
         * @throws \TypeError If an argument is of another type.
         */
        public static function withHash(#[\SensitiveParameter] string $userHash, array|object $details): Visitor {}

        /**
         * The user hash.
         *
         * @return string 64 lower-case hexadecimal characters.
         */
        public function userHash(): string {}

        /**
         * The snippet for the page: a script element that announces the visitor to the widget,
         * before or after the widget's own script has loaded.
         *
         * @param string|null $nonce The nonce of the page's Content Security Policy, if it has one.
         * @return string HTML.
         * @throws Exception "malformed_nonce" unless the nonce is a base64-value of CSP Level 3.
         * @throws \TypeError If the nonce is neither string nor null.
         */
        public function scriptTag(?string $nonce = null): string {}

        /**
         * The script that scriptTag() puts into its element.
         *
         * @return string JavaScript.
         */
        public function script(): string {}

        /**
         * What allows scriptTag() in a Content Security Policy without a nonce: a hash source (CSP
         * Level 3, section 2.3.1) for script-src.
         *
         * @return string 'sha256-…' with its quotes: SHA-256 (FIPS 180-4) of exactly the bytes of
         *                script(), in base64.
         */
        public function cspHash(): string {}

        /**
         * The visitor as an HTML element that runs nothing, for the script loader() to read.
         *
         * @return string HTML.
         */
        public function dataTag(): string {}

        /**
         * The visitor as JSON, for single-page apps, and for cached pages that fetch the visitor
         * afterwards.
         *
         * @return string {"user_hash":"…","userDetails":{…}}
         */
        public function toJson(): string {}

        /**
         * A script that logs the visitor in on a page that is already open, whether the widget's
         * script has loaded by then or not.
         *
         * @return string JavaScript.
         */
        public function loginCall(): string {}

        /**
         * A script that logs out whoever is logged in and then logs this visitor in: for a change
         * of user on a page that stays open.
         *
         * @return string JavaScript.
         */
        public function switchCall(): string {}
    }
}
