"""A small stand-in for the orders service. Run it from the folder above: python3 python/server.py"""
import http.server
import os
import ssl


class Orders(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b'orders\n'
        self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)


context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.minimum_version = ssl.TLSVersion.TLSv1_1
context.load_cert_chain('certs/server.pem', 'certs/server.key')
context.load_verify_locations('certs/clients-ca.pem')
context.verify_mode = ssl.CERT_REQUIRED

server = http.server.HTTPServer(('127.0.0.1', int(os.environ.get('PORT', '9443'))), Orders)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
