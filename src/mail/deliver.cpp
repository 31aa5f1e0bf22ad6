#include "mail/deliver.hpp"

#include "base/text.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <exception>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string_view>

namespace mail {
namespace {

constexpr long longest_connect_ms = 20'000;
constexpr std::size_t longest_text = 300;

struct conversation {
    const std::string& bytes;
    const std::function<bool()>& before_end;
    const std::stop_token& stop;
    std::size_t read = 0;
    bool is_ended = false;  // the end of the letter was, or is being, handed over
    bool is_theirs = false; // before_end said no
    std::exception_ptr thrown;
    std::string said;     // the server's last answer
    int code = 0;         // its number; 0: none since the end of the letter
    std::string command;  // the last
    bool is_over = false; // QUIT was said: its answer is about nothing
};

std::size_t give(char* to, std::size_t size, std::size_t n, void* with) {
    auto& c = *static_cast<conversation*>(with);
    const auto count = std::min(size * n, c.bytes.size() - c.read);
    if (count > 0) {
        std::memcpy(to, c.bytes.data() + c.read, count);
        c.read += count;
        return count;
    }
    if (c.is_ended) return 0;
    try {
        c.is_theirs = !c.before_end();
    } catch (...) { // curl is C: it is carried around it
        c.thrown = std::current_exception();
    }
    if (c.is_theirs || c.thrown) return CURL_READFUNC_ABORT;
    c.is_ended = true;
    c.code = 0;
    c.said.clear();
    return 0;
}

// The server's answers come as headers, line by line: "250-SIZE", "250 OK".
std::size_t hear(char* line, std::size_t size, std::size_t n, void* with) {
    auto& c = *static_cast<conversation*>(with);
    const std::string_view text{line, size * n};
    const auto digit = [&](std::size_t i) { return text.size() > i && text[i] >= '0' && text[i] <= '9'; };
    if (!c.is_over && digit(0) && digit(1) && digit(2)) {
        const int code = (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
        if (code != c.code) c.said.clear();
        c.code = code;
        if (!c.said.empty()) c.said += ' ';
        c.said += base::trimmed(c.said.empty() || text.size() < 4 ? text : text.substr(4));
        if (c.said.size() > 2 * longest_text) c.said.resize(2 * longest_text);
    }
    return size * n;
}

int watch(CURL*, curl_infotype what, char* data, std::size_t size, void* with) {
    if (what != CURLINFO_HEADER_OUT) return 0;
    auto& c = *static_cast<conversation*>(with);
    const std::string_view sent{data, size};
    c.is_over = c.is_over || sent.starts_with("QUIT");
    if (!c.is_over) c.command = sent.substr(0, std::min<std::size_t>(4, sent.size()));
    return 0;
}

int ask_to_stop(void* with, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    // Once all was handed over the answer is waited for: without it nobody knows whether the letter left.
    const auto& c = *static_cast<conversation*>(with);
    return !c.is_ended && c.stop.stop_requested() ? 1 : 0;
}

std::string one_line(std::string_view text) {
    auto line = base::squeezed(
        base::control_shown(base::is_valid_utf8(text) ? std::string{text} : base::to_utf8(base::to_utf32(text))));
    if (line.size() > longest_text) {
        line.resize(longest_text);
        while (!line.empty() && !base::is_valid_utf8(line))
            line.pop_back();
    }
    return line;
}

answer judged(const conversation& c, CURLcode code, std::string_view fault) {
    if (code == CURLE_OK) return {outcome::sent, one_line(c.said)};
    if (c.is_theirs) return {outcome::theirs, {}};
    const bool answered = c.code >= 400;
    if (c.is_ended && !answered) return {outcome::unknown, one_line(fault)};
    // Who we are, or what we may, is the operator's to mend, and no fault of the address.
    const bool about_letter = c.is_ended || c.command == "RCPT";
    const bool for_good = answered && c.code >= 500 && about_letter;
    return {for_good ? outcome::refused : outcome::later, one_line(answered ? std::string_view{c.said} : fault)};
}

template <class T>
void set(CURL* on, CURLoption option, T value) {
    if (curl_easy_setopt(on, option, value) != CURLE_OK)
        throw std::logic_error{fmt::format("libcurl knows no option {}", static_cast<int>(option))};
}

} // namespace

answer deliver(const settings& s, const std::string& to, const std::string& bytes,
               const std::function<bool()>& before_end, const std::stop_token& stop) {
    static std::once_flag begun;
    std::call_once(begun, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle{curl_easy_init(), curl_easy_cleanup};
    if (!handle) throw std::bad_alloc{};
    auto* const on = handle.get();
    conversation c{bytes, before_end, stop, 0, false, false, nullptr, {}, 0, {}, false};
    std::array<char, CURL_ERROR_SIZE> fault{};
    const auto envelope = [](const std::string& address) { return "<" + address + ">"; };
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients{
        curl_slist_append(nullptr, envelope(to).c_str()), curl_slist_free_all};
    const bool numeric6 = s.server.find(':') != s.server.npos;
    set(on, CURLOPT_URL,
        fmt::format("{}://{}:{}", s.secured == encryption::tls ? "smtps" : "smtp",
                    numeric6 ? "[" + s.server + "]" : s.server, s.port)
            .c_str());
    set(on, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(on, CURLOPT_USE_SSL, static_cast<long>(s.secured == encryption::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (!s.authorities.empty()) set(on, CURLOPT_CAINFO, s.authorities.c_str());
    if (!s.user.empty()) {
        set(on, CURLOPT_USERNAME, s.user.c_str());
        set(on, CURLOPT_PASSWORD, s.password.c_str());
    }
    set(on, CURLOPT_MAIL_FROM, envelope(s.from).c_str());
    set(on, CURLOPT_MAIL_RCPT, recipients.get());
    set(on, CURLOPT_UPLOAD, 1L);
    set(on, CURLOPT_READFUNCTION, &give);
    set(on, CURLOPT_READDATA, &c);
    set(on, CURLOPT_HEADERFUNCTION, &hear);
    set(on, CURLOPT_HEADERDATA, &c);
    set(on, CURLOPT_VERBOSE, 1L); // what the debug function is called for; it writes nothing
    set(on, CURLOPT_DEBUGFUNCTION, &watch);
    set(on, CURLOPT_DEBUGDATA, &c);
    set(on, CURLOPT_NOPROGRESS, 0L);
    set(on, CURLOPT_XFERINFOFUNCTION, &ask_to_stop);
    set(on, CURLOPT_XFERINFODATA, &c);
    set(on, CURLOPT_NOSIGNAL, 1L);
    set(on, CURLOPT_NOPROXY, "*");
    set(on, CURLOPT_CONNECTTIMEOUT_MS, longest_connect_ms);
    set(on, CURLOPT_TIMEOUT_MS, static_cast<long>(s.time_limit.count()));
    set(on, CURLOPT_ERRORBUFFER, fault.data());
    const auto code = curl_easy_perform(on);
    if (c.thrown) std::rethrow_exception(c.thrown);
    return judged(c, code, fault[0] ? fault.data() : curl_easy_strerror(code));
}

} // namespace mail
