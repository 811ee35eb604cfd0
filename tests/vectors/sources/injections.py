"""Text that tries to leave its place on a page: in a string, a script element, an attribute."""

# The script that payloads try to run: tests look whether the variable has been set.
RUN = "window.injected=1"

# How a script element, or the text inside it, could end or change its meaning.
TAGS = [
    f"</script><script>{RUN}</script>",
    f"</SCRIPT><script>{RUN}</script>",
    f"</script ><script>{RUN}</script>",
    f"</script\t><script>{RUN}</script>",
    f"</script\n><script>{RUN}</script>",
    f"</script/><script>{RUN}</script>",
    f"</script x=y><script>{RUN}</script>",
    "</script",
    "</scr",
    "<script",
    "<script>",
    f"<script>{RUN}</script>",
    "<!--",
    "<!--<script>",
    f"<!--<script></script><script>{RUN}</script>",
    "-->",
    "--!>",
    f"--></script><script>{RUN}</script>",
    "<![CDATA[",
    "]]>",
    f"]]></script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"</title></textarea></style></script><svg onload={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<a href=javascript:{RUN}>",
    f"<math><mi xlink:href='data:x,<script>{RUN}</script>'>",
    f"<base href=//evil.example><script>{RUN}</script>",
    "<plaintext>",
    "</body></html>",
]

# How a string literal could end.
STRINGS = [
    f"\";{RUN}//",
    f"';{RUN}//",
    f"`;{RUN}//",
    f"\\\";{RUN}//",
    f"\\\\\";{RUN}//",
    f"\"}});{RUN}//",
    f"\"}}}});{RUN};({{\"a\":{{\"b\":\"",
    f"\"+({RUN})+\"",
    f"'+({RUN})+'",
    "\\",
    "\\\\",
    "\\\"",
    "\"",
    "'",
    "`",
    f"\\u0022;{RUN}//",
    f"\\x22;{RUN}//",
    f"\\u0022\\u003b{RUN}",
    f"\r\n{RUN}\r\n//",
    f"\u2028{RUN}\u2028//",
    f"\u2029{RUN}\u2029//",
    f"\u0085{RUN}",
    f"*/{RUN}/*",
    f"//\n{RUN}",
    "\\u003c/script\\u003e",
    "\\u{3c}",
]

# What another layer could decode or fill in afterwards.
ENTITIES = [
    f"&lt;/script&gt;&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&quot;;{RUN}//",
    f"&#34;;{RUN}//",
    f"&#x22;;{RUN}//",
    f"&apos;;{RUN}//",
    "&amp;quot;",
    "&",
    "%3C/script%3E",
    "%22%3B",
    "+ADw-script+AD4-",
]

TEMPLATES = [
    f"${{{RUN}}}",
    f"{{{{{RUN}}}}}",
    "{{7*7}}",
    "{{constructor.constructor('window.injected=1')()}}",
    "{% raw %}",
    "{% endraw %}{{ 7*7 }}",
    "{{ '</script>'|safe }}",
    "{!! 7*7 !!}",
    "@{{ 7*7 }}",
    "@php echo 7; @endphp",
    "<%= 7*7 %>",
    "<%- 7*7 %>",
    "#{7*7}",
    "<?php echo 7*7; ?>",
    "<?= 7*7 ?>",
    "[[${7*7}]]",
    "%(user_hash)s",
    "{user_hash}",
    "{0}",
    "%s%n",
    "$&$`$'$1",
    "\\1\\g<0>",
]

# Characters that parsers, encodings and people stumble over.
CHARACTERS = [
    "\0",
    "a\0b",
    "\u0001\u0008\u000b\u000c\u001f",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\u007f",
    "\u0080\u009f",
    "\u00a0",
    "\u00ad",
    "\u200b\u200d\u200e\u200f",
    "\u202e" + "gpj.exe",
    "\u2066\u2069",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\ufffd",
    "\U0001f600",
    "\U0010ffff",
    "\uff1cscript\uff1e",
    "\u3008script\u3009",
    "\u02bc\u2019\u201d",
    "jos\u00e9@ex\u00e4mple.test",
    "\u202a\u05d0\u0627",
]

# Words that mean something to a script when they are keys.
NAMES = [
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "__defineGetter__",
    "valueOf",
    "then",
    "length",
    "0",
    "user_hash",
    "userDetails",
    "get a(){}",
    "[window.injected=1]",
    "a:1,b",
]


def make():
    """The payloads; none is empty, and none is the identity's own key."""
    return {
        "about": "Text that tries to leave its place on a page. Every slot takes every payload: the user, keys, "
                 "values, other templates' variables. A page must keep its shape, run nothing and give the text back.",
        "runs": RUN,
        "payloads": TAGS + STRINGS + ENTITIES + TEMPLATES + CHARACTERS + NAMES,
    }
