"""What a mail server said, or why nothing was heard from it, on one line."""

import smtplib
import socket
import ssl

from datapakke.errors import system_says

_NOT_TRUSTED = {
    9: "det gjelder ikke ennå",
    10: "det er utløpt",
    18: "tjeneren har utstedt det selv",
    19: "det er utstedt av noen som maskinen ikke stoler på",
    20: "det er utstedt av noen som maskinen ikke stoler på",
    21: "det er utstedt av noen som maskinen ikke stoler på",
    62: "det er til en annen tjener enn den som står i oppsettet",
    64: "det er til en annen tjener enn den som står i oppsettet",
}
"""X509_V_ERR_* of OpenSSL, in bokmål."""


def said(what: Exception | tuple[int, bytes]) -> str:
    """Give what a server said, in its own words, or in bokmål why nothing was heard."""
    if isinstance(what, smtplib.SMTPResponseException):
        text = what.smtp_error
        what = what.smtp_code, text if isinstance(text, bytes) else str(text).encode()
    if isinstance(what, tuple):
        return f"{what[0]} {' '.join(what[1].decode('utf-8', 'replace').split())}"
    text = " ".join(str(what).split())
    if isinstance(what, TimeoutError) or "timed out" in text:  # smtplib makes it one of its own
        return "ingen svar i tide"
    if isinstance(what, socket.gaierror):
        return "finner ikke tjeneren: navnet er galt, eller nettet er nede"
    if isinstance(what, smtplib.SMTPServerDisconnected | ssl.SSLEOFError | EOFError):
        return "tjeneren la på"
    if isinstance(what, OSError) and what.errno and not isinstance(what, smtplib.SMTPException):
        return system_says(what)
    return text or type(what).__name__


def not_trusted(error: ssl.SSLCertVerificationError) -> str:
    """Say what is wrong with a certificate; in the library's words where they are rare."""
    return _NOT_TRUSTED.get(error.verify_code) or str(error.verify_message)
