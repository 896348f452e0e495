#!/usr/bin/env python3
"""The mails of a folder as somebody reads them: To, Subject and every text part, the HTML with its markup."""
import email
import email.policy
import os
import re
import sys

for name in sorted(os.listdir(sys.argv[1]), key=lambda n: os.stat(os.path.join(sys.argv[1], n)).st_mtime_ns):
    with open(os.path.join(sys.argv[1], name), "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    print("To:", message["To"])
    print("Subject:", message["Subject"])
    for part in message.walk():
        if part.get_content_maintype() == "text":
            text = part.get_content()
            if part.get_param("format") == "flowed":  # RFC 3676: a line that ends in a space goes on
                text = re.sub(r"(?<=[^\n ]) \n", " ", text)
            print(text)
