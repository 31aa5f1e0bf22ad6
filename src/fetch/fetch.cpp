#include "fetch/fetch.hpp"

#include <curl/curl.h>

#include <memory>
#include <mutex>
#include <new>
#include <unistd.h>

namespace fetch {
namespace {

struct closing {
    void operator()(CURL* c) const { curl_easy_cleanup(c); }
};

struct letting_go {
    void operator()(char* text) const { curl_free(text); }
};

struct progress {
    const call& asked;
    answer got;
    bool was_forbidden = false, was_too_large = false;
};

std::size_t take(char* bytes, std::size_t size, std::size_t n, void* to) {
    auto& p = *static_cast<progress*>(to);
    const std::size_t more = size * n;
    p.was_too_large = p.got.body.size() + more > p.asked.size_limit;
    if (p.was_too_large) return CURL_WRITEFUNC_ERROR;
    p.got.body.append(bytes, more);
    return more;
}

// Called with each address that the name led to, just before it is connected to.
curl_socket_t open(void* to, curlsocktype purpose, curl_sockaddr* address) {
    auto& p = *static_cast<progress*>(to);
    if (purpose != CURLSOCKTYPE_IPCXN || !p.asked.within.allows(place_of(address->addr))) {
        p.was_forbidden = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::string encoded(CURL* c, const std::string& text) {
    const std::unique_ptr<char, letting_go> out{curl_easy_escape(c, text.data(), static_cast<int>(text.size()))};
    if (!out) throw std::bad_alloc{};
    return out.get();
}

fault fault_of(CURLcode code, const progress& p) {
    if (p.was_too_large) return fault::too_large;
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        return fault::slow;
    case CURLE_COULDNT_RESOLVE_HOST:
        return fault::unreachable;
    case CURLE_COULDNT_CONNECT:
        return p.was_forbidden ? fault::forbidden : fault::unreachable;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CONNECT_ERROR:
        return fault::untrusted;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return fault::not_askable;
    default:
        return fault::broken;
    }
}

template <class Value>
void set(CURL* c, CURLoption option, Value value) {
    if (curl_easy_setopt(c, option, value) != CURLE_OK) throw std::bad_alloc{};
}

} // namespace

std::string_view name(fault f) {
    switch (f) {
    case fault::not_askable:
        return "not_askable";
    case fault::forbidden:
        return "forbidden";
    case fault::unreachable:
        return "unreachable";
    case fault::untrusted:
        return "untrusted";
    case fault::slow:
        return "slow";
    case fault::too_large:
        return "too_large";
    case fault::broken:
        return "broken";
    }
    return "broken";
}

tl::expected<answer, fault> ask(const call& asked) {
    static std::once_flag started;
    std::call_once(started, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    if (!is_askable(asked.url, asked.within)) return tl::unexpected{fault::not_askable};
    const std::unique_ptr<CURL, closing> held{curl_easy_init()};
    CURL* const c = held.get();
    if (!c) throw std::bad_alloc{};
    progress p{asked, {}};
    std::string form;
    set(c, CURLOPT_URL, asked.url.c_str());
    set(c, CURLOPT_PROTOCOLS_STR, asked.within.loopback ? "https,http" : "https");
    set(c, CURLOPT_FOLLOWLOCATION, 0L);
    set(c, CURLOPT_PROXY, "");
    set(c, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(c, CURLOPT_NOSIGNAL, 1L); // several threads do this at once
    set(c, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(asked.connect_limit.count()));
    set(c, CURLOPT_TIMEOUT_MS, static_cast<long>(asked.time_limit.count()));
    set(c, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(c, CURLOPT_USERAGENT, "lofte");
    if (!asked.authorities.empty()) set(c, CURLOPT_CAINFO, asked.authorities.c_str());
    set(c, CURLOPT_OPENSOCKETFUNCTION, open);
    set(c, CURLOPT_OPENSOCKETDATA, &p);
    set(c, CURLOPT_WRITEFUNCTION, take);
    set(c, CURLOPT_WRITEDATA, &p);
    if (!asked.user.empty()) {
        set(c, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        set(c, CURLOPT_USERNAME, asked.user.c_str());
        set(c, CURLOPT_PASSWORD, asked.password.c_str());
    }
    if (asked.form) {
        for (const auto& [key, value] : *asked.form)
            form.append(form.empty() ? "" : "&").append(encoded(c, key)).append("=").append(encoded(c, value));
        set(c, CURLOPT_POSTFIELDSIZE, static_cast<long>(form.size()));
        set(c, CURLOPT_POSTFIELDS, form.c_str());
    }
    if (const auto code = curl_easy_perform(c); code != CURLE_OK) return tl::unexpected{fault_of(code, p)};
    long status = 0;
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    p.got.status = static_cast<int>(status);
    return std::move(p.got);
}

} // namespace fetch
