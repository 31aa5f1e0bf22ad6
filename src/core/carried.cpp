#include "core/carried.hpp"

#include "base/text.hpp"
#include "core/whose.hpp"
#include "reading/names.hpp"

#include <algorithm>
#include <optional>

namespace core {
namespace {

using ::reading::plan_row;
using ::reading::pledge;

constexpr std::size_t shortest_word = 4;  // letters: less is grammar ("och", "med")
constexpr std::size_t longest_ending = 3; // "kontroll", "kontroller", "kontrollen"

// Of a text in small letters.
bool is_letter(char32_t ch) { return (ch >= U'a' && ch <= U'z') || (ch >= 0xDF && ch < 0x250); }

std::vector<std::u32string> words_of(std::string_view text) {
    std::vector<std::u32string> all;
    std::u32string word;
    const auto take = [&] {
        if (word.size() >= shortest_word) all.push_back(word);
        word.clear();
    };
    for (const auto ch : base::to_utf32(base::lower(text)))
        if (is_letter(ch))
            word += ch;
        else
            take();
    take();
    return all;
}

bool is_same_word(const std::u32string& a, const std::u32string& b) {
    const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    const auto same = static_cast<std::size_t>(end - a.begin());
    return same >= shortest_word && std::max(a.size(), b.size()) - same <= longest_ending;
}

bool says_all(std::string_view text, std::string_view of) {
    const auto words = words_of(text), wanted = words_of(of);
    return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const auto& w) {
        return std::any_of(words.begin(), words.end(), [&](const auto& word) { return is_same_word(word, w); });
    });
}

// Equal but for the words they were read from; "minst" may be written in one of the two.
bool is_same_count(const ::reading::reading& one, const ::reading::reading& other) {
    if (!one.count || one.measurable != ::reading::measurable::yes) return false;
    if (one.count != other.count || one.every != other.every) return false; // most differ here: nothing is copied
    auto a = one, b = other;
    if (!a.unit || !b.unit) a.unit = b.unit = std::nullopt;
    return is_read_alike(std::move(a), std::move(b));
}

bool is_by_the_same(const pledge& p, const plan_row& row) {
    if (row.responsible.empty()) return true;
    return std::all_of(p.by.begin(), p.by.end(), [&](const std::string& by) {
        const auto kind = ::reading::named<::reading::party_kind>(by);
        return names_organisation(row.responsible, kind.value_or(::reading::party_kind::other), by);
    });
}

bool is_same_promise(const std::string& area, const pledge& p, const plan_row& row) {
    return (!row.focus_area || *row.focus_area == area) && p.life.from == row.life.from && p.life.to == row.life.to &&
           std::equal(p.readings.begin(), p.readings.end(), row.readings.begin(), row.readings.end(), is_same_count) &&
           is_by_the_same(p, row) && says_all(p.text, row.what);
}

} // namespace

bool is_read_alike(::reading::reading a, ::reading::reading b) {
    for (auto* r : {&a, &b}) {
        r->text.clear();
        r->span = {};
        r->stated = false;
        r->reason.clear();
    }
    return a == b;
}

std::vector<carried_pledge> carried_pledges(const ::reading::document& d) {
    std::vector<carried_pledge> all;
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges) {
            if (p.readings.empty()) continue;
            const plan_row* found = nullptr;
            int fits = 0;
            for (const auto& row : d.plan)
                if (is_same_promise(area.id, p, row)) {
                    found = &row;
                    ++fits;
                }
            if (fits == 1) all.push_back({p.id, found->id});
        }
    return all;
}

const std::string* carried_by(const std::vector<carried_pledge>& all, std::string_view pledge) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.pledge == pledge; });
    return found == all.end() ? nullptr : &found->row;
}

} // namespace core
