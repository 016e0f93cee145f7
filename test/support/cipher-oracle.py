"""Says what the installed OpenSSL makes of cipher strings, TLS 1.3 suites and groups: JSON in, JSON out.

Through libssl itself, for a process per string would take minutes. A cipher string comes to [all suites, those of
`openssl ciphers -s -tls1_2`], or to the reason why it is refused.
"""
import ctypes
import json
import sys

crypto = ctypes.CDLL("libcrypto.so.3", mode=ctypes.RTLD_GLOBAL)
ssl = ctypes.CDLL("libssl.so.3")
P, I, L, S = ctypes.c_void_p, ctypes.c_int, ctypes.c_long, ctypes.c_char_p
SIGNATURES = {
    ssl: {
        "TLS_method": (P, []),
        "SSL_CTX_new": (P, [P]),
        "SSL_CTX_free": (None, [P]),
        "SSL_CTX_set_cipher_list": (I, [P, S]),
        "SSL_CTX_set_ciphersuites": (I, [P, S]),
        "SSL_CTX_get_ciphers": (P, [P]),
        "SSL_CTX_ctrl": (L, [P, I, L, S]),
        "SSL_new": (P, [P]),
        "SSL_free": (None, [P]),
        "SSL_get1_supported_ciphers": (P, [P]),
        "SSL_CIPHER_get_name": (S, [P]),
    },
    crypto: {
        "OPENSSL_sk_num": (I, [P]),
        "OPENSSL_sk_value": (P, [P, I]),
        "OPENSSL_sk_free": (None, [P]),
        "ERR_get_error": (ctypes.c_ulong, []),
        "ERR_reason_error_string": (S, [ctypes.c_ulong]),
        "OpenSSL_version": (S, [I]),
    },
}
for library, functions in SIGNATURES.items():
    for name, (result, arguments) in functions.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments

SET_MIN_PROTO, SET_MAX_PROTO, SET_GROUPS_LIST, TLS1_2 = 123, 124, 92, 0x0303


def names(stack):
    count = crypto.OPENSSL_sk_num(stack) if stack else 0
    return [ssl.SSL_CIPHER_get_name(crypto.OPENSSL_sk_value(stack, i)).decode() for i in range(count)]


def reason():
    first = crypto.ERR_get_error()
    while crypto.ERR_get_error():
        pass
    return (crypto.ERR_reason_error_string(first) or b"no reason given").decode()


def ciphers(text):
    context = ssl.SSL_CTX_new(ssl.TLS_method())
    try:
        if not ssl.SSL_CTX_set_cipher_list(context, text.encode()):
            return reason()
        every = [name for name in names(ssl.SSL_CTX_get_ciphers(context)) if not name.startswith("TLS_")]
        ssl.SSL_CTX_ctrl(context, SET_MIN_PROTO, TLS1_2, None)
        ssl.SSL_CTX_ctrl(context, SET_MAX_PROTO, TLS1_2, None)
        connection = ssl.SSL_new(context)
        supported = ssl.SSL_get1_supported_ciphers(connection)
        usable = names(supported)
        crypto.OPENSSL_sk_free(supported)
        ssl.SSL_free(connection)
        return [every, usable]
    finally:
        ssl.SSL_CTX_free(context)


def suites(text):
    context = ssl.SSL_CTX_new(ssl.TLS_method())
    try:
        if not ssl.SSL_CTX_set_ciphersuites(context, text.encode()):
            return reason()
        return [name for name in names(ssl.SSL_CTX_get_ciphers(context)) if name.startswith("TLS_")]
    finally:
        ssl.SSL_CTX_free(context)


def groups(text):
    context = ssl.SSL_CTX_new(ssl.TLS_method())
    try:
        accepted = ssl.SSL_CTX_ctrl(context, SET_GROUPS_LIST, 0, text.encode())
        if not accepted:
            reason()
        return bool(accepted)
    finally:
        ssl.SSL_CTX_free(context)


asked = json.load(sys.stdin)
json.dump(
    {
        "version": crypto.OpenSSL_version(0).decode(),
        "ciphers": [ciphers(text) for text in asked.get("ciphers", [])],
        "suites": [suites(text) for text in asked.get("suites", [])],
        "groups": [groups(text) for text in asked.get("groups", [])],
    },
    sys.stdout,
)
