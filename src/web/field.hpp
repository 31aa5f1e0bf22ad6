#pragma once

#include "web/log_link.hpp"
#include "web/signed_in.hpp"

// What the installed app asks for. An entry that waited on a device is sent by a later session than the one it was made
// in: the app first asks who is signed in and for that session's form key, and sends only the entries of that holder.
namespace web {

// A page that may run our own scripts and keep a service worker; all others run none.
http::handler with_scripts(http::handler page);

// {"holder": "konto 7", "nyckel": "…"}; 401: nobody is signed in; 403: who is may not log.
http::response field_key_show(const visit& v);
http::response link_key_show(const link_holder& who);

// The fields of the form, its key and `holder`. 200 {"shown": "/logga?sparat=…"}; 422 {"problem": "…", "asks": true
// where it may be confirmed, "used": true where its key was used with other contents}; 401, 403 as above; 409: the form
// key or the holder is another's by now.
http::response field_send(const visit& v, const http::fields& f);
http::response link_send(const link_holder& who, const http::fields& f);

http::response offline_show(const visit& v);
http::response service_worker_show(const site& s, const http::request& r);
http::response manifest_show(const visit& v);
http::response link_manifest_show(const visit& v);

// Where signing out leads by: the service worker sees it and drops the page that it kept.
http::response signed_out_show(const visit& v);

} // namespace web
