#include "mail/message.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>

namespace mail {
namespace {

// RFC 2045 and 5322 want lines of at most 76 and 78 characters.
constexpr std::size_t longest_line = 76;
constexpr std::size_t longest_plain_header = 60;
constexpr std::size_t bytes_a_word = 39; // 52 in base64, with "Subject: =?UTF-8?B?" and "?=" 73

bool is_plain(unsigned char c) { return c >= ' ' && c < 0x7F; }

std::string base64(std::string_view bytes) {
    constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto at = [&](std::size_t n) {
            return i + n < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[i + n])) : 0U;
        };
        const unsigned three = at(0) << 16U | at(1) << 8U | at(2);
        for (unsigned n = 0; n < 4; ++n)
            out += i + n > bytes.size() ? '=' : signs[three >> (18U - 6U * n) & 63U];
    }
    return out;
}

// Without control characters: what is left of a line break is a space.
std::string on_one_line(std::string_view text) {
    std::string out{base::is_valid_utf8(text) ? std::string{text} : base::to_utf8(base::to_utf32(text))};
    std::replace_if(
        out.begin(), out.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; }, ' ');
    return out;
}

std::string header_text(std::string_view said) {
    const auto text = on_one_line(said);
    const bool plain = std::all_of(text.begin(), text.end(), is_plain) && text.find("=?") == text.npos &&
                       text.size() <= longest_plain_header;
    if (plain) return text;
    std::string out, word;
    const auto write = [&] {
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + base64(word) + "?=";
        word.clear();
    };
    for (std::size_t i = 0; i < text.size();) {
        std::size_t n = 1; // a letter's bytes stay in one word
        while (i + n < text.size() && (static_cast<unsigned char>(text[i + n]) & 0xC0U) == 0x80U)
            ++n;
        if (word.size() + n > bytes_a_word) write();
        word.append(text, i, n);
        i += n;
    }
    write();
    return out;
}

// A name before an address: quoted where it is plain, since it may hold a comma or a dot.
std::string display_name(std::string_view name) {
    auto text = header_text(name);
    if (text.starts_with("=?")) return text;
    std::erase_if(text, [](char c) { return c == '"' || c == '\\'; });
    return fmt::format("\"{}\"", text);
}

void add_encoded(std::string& line, unsigned char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    line += '=';
    line += digits[c >> 4U];
    line += digits[c & 15U];
}

// Quoted-printable (RFC 2045) of one line, with soft breaks.
void add_line(std::string& out, std::string_view text) {
    std::string line;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool last = i + 1 == text.size();
        std::string one;
        // A dot alone ends a letter in SMTP, and "From " begins one in a mailbox file.
        const bool risky = i == 0 && (c == '.' || text.starts_with("From "));
        if (!is_plain(c) || c == '=' || risky || (last && c == ' '))
            add_encoded(one, c);
        else
            one += static_cast<char>(c);
        if (line.size() + one.size() > longest_line - 1) {
            out += line + "=\r\n";
            line.clear();
        }
        line += one;
    }
    out += line + "\r\n";
}

std::string date_of(core::moment at) {
    using namespace std::chrono;
    constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = floor<std::chrono::days>(at);
    const year_month_day d{day};
    const hh_mm_ss time{floor<seconds>(at - day)};
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000", days[weekday{day}.c_encoding()],
                       static_cast<unsigned>(d.day()), months[static_cast<unsigned>(d.month()) - 1],
                       static_cast<int>(d.year()), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

} // namespace

bool is_writable(std::string_view address) {
    const auto at = address.rfind('@');
    if (at == address.npos || at == 0 || at + 1 == address.size() || !base::is_valid_utf8(address)) return false;
    const auto local = address.substr(0, at), domain = address.substr(at + 1);
    const auto fits = [](std::string_view part, std::string_view marks) {
        return !part.starts_with('.') && !part.ends_with('.') && part.find("..") == part.npos &&
               std::all_of(part.begin(), part.end(), [&](unsigned char c) {
                   return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          marks.find(static_cast<char>(c)) != marks.npos;
               });
    };
    return fits(local, ".!#$%&'*+-/=?^_`{|}~") && fits(domain, ".-");
}

std::string bytes_of(const message& m) {
    if (!is_writable(m.from) || !is_writable(m.to)) throw std::logic_error{"an address that cannot be written"};
    std::string out;
    const auto header = [&](std::string_view name, std::string_view value) {
        out.append(name).append(": ").append(value).append("\r\n");
    };
    header("Date", date_of(m.at));
    header("From", fmt::format("{} <{}>", display_name(m.from_name), m.from));
    header("To", fmt::format("<{}>", m.to));
    header("Subject", header_text(m.subject));
    header("Message-ID", fmt::format("<{}@{}>", on_one_line(m.id), m.from.substr(m.from.rfind('@') + 1)));
    if (!m.unsubscribe.empty()) {
        header("List-Unsubscribe", fmt::format("<{}>", on_one_line(m.unsubscribe)));
        header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    // Neither holiday answers nor receipts are wanted (RFC 3834; the second is Exchange's).
    header("Auto-Submitted", "auto-generated");
    header("X-Auto-Response-Suppress", "All");
    header("MIME-Version", "1.0");
    header("Content-Type", "text/plain; charset=UTF-8");
    header("Content-Language", on_one_line(m.language));
    header("Content-Transfer-Encoding", "quoted-printable");
    out += "\r\n";
    const std::string_view body{m.body};
    for (std::size_t from = 0; from < body.size();) {
        auto end = body.find('\n', from);
        if (end == body.npos) end = body.size();
        auto line = body.substr(from, end - from);
        if (line.ends_with('\r')) line.remove_suffix(1);
        add_line(out, line);
        from = end + 1;
    }
    return out;
}

} // namespace mail
