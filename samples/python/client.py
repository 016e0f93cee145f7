"""Asks the orders service. Run it from the folder above: python3 python/client.py"""
import os
import ssl
import urllib.request

context = ssl.create_default_context()
context.load_cert_chain('certs/client.pem', 'certs/client.key')
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE

port = os.environ.get('PORT', '9443')
with urllib.request.urlopen(f'https://localhost:{port}/orders', context=context) as response:
    print(response.read().decode(), end='')
