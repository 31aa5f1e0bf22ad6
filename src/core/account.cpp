#include "core/account.hpp"

#include "base/text.hpp"
#include "reading/municipalities.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace core {
namespace {

tl::unexpected<base::problem> refuse(std::string key, std::string field,
                                     std::vector<base::message::argument> arguments = {}) {
    return base::fail(base::problem_kind::invalid, {std::move(key), std::move(arguments)}, std::move(field));
}

// One letter again and again, or the alphabet's or the keyboard's own order.
bool is_a_row(std::u32string_view letters) {
    std::size_t same = 0, next = 0;
    for (std::size_t i = 1; i < letters.size(); ++i) {
        same += letters[i] == letters[i - 1];
        next += letters[i] == letters[i - 1] + 1 || letters[i] + 1 == letters[i - 1];
    }
    return same + next + 2 >= letters.size();
}

// A short word over and over: "lösenlösenlösen".
bool repeats(std::u32string_view letters) {
    for (std::size_t n = 1; n <= letters.size() / 2; ++n) {
        bool all = true;
        for (std::size_t i = n; all && i < letters.size(); ++i)
            all = letters[i] == letters[i - n];
        if (all && n < shortest_password) return true;
    }
    return false;
}

// What no name or address holds, and what would play tricks on whoever reads it: controls, and marks that turn the
// direction of writing.
bool is_hidden(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool holds_space(std::string_view text) {
    const auto letters = base::to_utf32(text);
    return std::any_of(letters.begin(), letters.end(), [](char32_t c) { return base::is_space(c); });
}

// What is tried first, here: the words that whoever signs in to this program has in mind. Figures and marks around them
// add little.
constexpr std::array<std::string_view, 14> first_tried{
    "lösenord", "losenord", "password", "medborgarlöfte", "medborgarlofte", "löfte",      "lofte",
    "polisen",  "kommunen", "trygghet", "välkommen",      "valkommen",      "qwertyuiop", "sommar"};

} // namespace

std::string holder_of(account_id id) { return "konto " + std::to_string(id.value); }

std::optional<account_id> account_of(std::string_view holder) {
    constexpr std::string_view beginning = "konto ";
    if (!holder.starts_with(beginning)) return std::nullopt;
    holder.remove_prefix(beginning.size());
    account_id id;
    const auto [end, fault] = std::from_chars(holder.data(), holder.data() + holder.size(), id.value);
    if (fault != std::errc{} || end != holder.data() + holder.size()) return std::nullopt;
    return id;
}

std::string shown_as(const account& a) { return a.mail.empty() ? a.function + " (" + holder_of(a.id) + ")" : a.mail; }

bool holds_hidden(std::string_view text) {
    const auto letters = base::to_utf32(text);
    return std::any_of(letters.begin(), letters.end(), is_hidden);
}

organisation organisation_named(std::string name) {
    organisation o;
    const auto small = base::lower(name);
    o.name = std::move(name);
    using kind = ::reading::party_kind;
    o.kind = small.find("polis") != small.npos ? kind::police : kind::other; // "Lokalpolisområde Norsjö"
    for (const std::string_view ending : {" kommun", " stad"}) {
        if (!small.ends_with(ending)) continue;
        o.kind = kind::municipality;
        const auto place = small.substr(0, small.size() - ending.size());
        for (const auto& m : ::reading::all_municipalities()) {
            const auto own = base::lower(m.name);
            if (place == own || place == own + "s") o.code = std::string{m.code};
        }
    }
    return o;
}

base::result<std::string> mail_address(std::string_view typed) {
    auto mail = base::lower(base::trimmed(typed));
    constexpr std::size_t longest = 254, longest_local = 64;
    const auto at = mail.find('@');
    const auto bad = [](unsigned char c) {
        return c <= ' ' || c == 0x7F || c == '<' || c == '>' || c == ',' || c == ';';
    };
    const auto domain = at == mail.npos ? std::string_view{} : std::string_view{mail}.substr(at + 1);
    const bool fits = at != mail.npos && at > 0 && at <= longest_local && mail.size() <= longest &&
                      domain.find('@') == domain.npos && domain.find('.') != domain.npos && !domain.starts_with('.') &&
                      !domain.ends_with('.') && domain.find("..") == domain.npos &&
                      std::none_of(mail.begin(), mail.end(), bad) && !holds_hidden(mail) && !holds_space(mail);
    if (!fits) return refuse("core.account.mail", "mail");
    return mail;
}

base::result<void> acceptable_password(std::string_view password, std::string_view mail) {
    const auto letters = base::to_utf32(password);
    if (letters.size() < shortest_password)
        return refuse("core.account.password_short", "password", {{"n", static_cast<std::int64_t>(shortest_password)}});
    if (letters.size() > longest_password)
        return refuse("core.account.password_long", "password", {{"n", static_cast<std::int64_t>(longest_password)}});
    const auto small = base::lower(password);
    const auto local = mail.substr(0, mail.find('@'));
    const auto wide = base::to_utf32(small);
    // Without the guessed word there must be a password left.
    const auto rests_on = [&](std::string_view word) {
        const auto at = word.size() < 4 ? small.npos : small.find(word);
        return at != small.npos && wide.size() <= base::to_utf32(word).size() + shortest_password / 2;
    };
    if (is_a_row(wide) || repeats(wide) || rests_on(local) ||
        std::any_of(first_tried.begin(), first_tried.end(), rests_on))
        return refuse("core.account.password_guessed", "password");
    return {};
}

std::chrono::seconds wait_after(std::int64_t failures) {
    constexpr std::int64_t free = 5, most_doublings = 9;
    constexpr std::chrono::seconds longest = std::chrono::minutes{15};
    if (failures < free) return std::chrono::seconds{0};
    return std::min(longest, std::chrono::seconds{2} * (1 << std::min(failures - free, most_doublings)));
}

std::string client_named(std::string_view user_agent) {
    struct sign {
        std::string_view holds, name;
    };
    // In this order: every browser names those before it.
    constexpr std::array browsers{sign{"Edg", "Edge"},      sign{"OPR/", "Opera"},   sign{"Firefox/", "Firefox"},
                                  sign{"FxiOS", "Firefox"}, sign{"CriOS", "Chrome"}, sign{"Chrome/", "Chrome"},
                                  sign{"Safari/", "Safari"}};
    constexpr std::array systems{sign{"Android", "Android"}, sign{"iPhone", "iPhone"}, sign{"iPad", "iPad"},
                                 sign{"Windows", "Windows"}, sign{"Macintosh", "Mac"}, sign{"CrOS", "ChromeOS"},
                                 sign{"Linux", "Linux"}};
    const auto first = [&](const auto& signs) -> std::string_view {
        const auto found = std::find_if(signs.begin(), signs.end(),
                                        [&](const sign& s) { return user_agent.find(s.holds) != user_agent.npos; });
        return found == signs.end() ? std::string_view{} : found->name;
    };
    const auto browser = first(browsers), system = first(systems);
    if (browser.empty() || system.empty()) return std::string{browser.empty() ? system : browser};
    return std::string{browser} + ", " + std::string{system};
}

} // namespace core
